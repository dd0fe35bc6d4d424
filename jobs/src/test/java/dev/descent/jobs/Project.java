package dev.descent.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Project {
  private Project() {}

  /** Its top folder, found from the working directory upwards. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("conf/samples"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no checkout around " + here);
  }

  /** A copy of {@code conf/JOB.conf} in {@code folder}, which finds its data from any place. */
  static Path jobFile(String job, Path folder) {
    try {
      String conf = Files.readString(root().resolve("conf/" + job + ".conf"));
      return Files.writeString(
          folder.resolve(job + ".conf"),
          conf.replace("\"conf/samples", "\"" + root() + "/conf/samples"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

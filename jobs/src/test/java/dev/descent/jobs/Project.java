package dev.descent.jobs;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
final class Project {
  private Project() {}

  /** Its top folder, found from the working directory upwards. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("conf/samples"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no checkout around " + here);
  }
}

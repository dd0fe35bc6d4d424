package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose tiles do not fit in memory says so before they are made, and trains all the same. */
final class SmallMemoryIT {
  @TempDir private Path folder;

  @Test
  void saysSoAndFindsTheSameParameters() throws IOException {
    String enough = trained("0.6");
    assertThat(errors()).doesNotContain("warning");
    assertThat(trained("0.0005")).isEqualTo(enough);
    assertThat(errors().lines().filter(line -> line.contains("warning")))
        .singleElement()
        .asString()
        .startsWith("descent: warning: tiles need about 2.31 MB, more than the storage memory of")
        .endsWith(
            "; the rest goes to their disks, which is slower; give executors more memory, or set training.precision = single");
  }

  private String trained(String fraction) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "scripts/descent",
                "--master=local[2]",
                "--conf=spark.memory.fraction=" + fraction,
                "train",
                "conf/diamonds-linear.conf",
                "training.epochs=2",
                "output.runs=" + folder.resolve("runs"),
                "--json",
                "--quiet")
            .directory(Project.root().toFile())
            .redirectError(file());
    builder.environment().remove("SPARK_HOME");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor()).as(() -> output).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException("training was interrupted", e);
    }
    return Invocation.read(output).get("parametersSha256").asText();
  }

  private String errors() throws IOException {
    return Files.readString(file().toPath());
  }

  private File file() {
    return folder.resolve("errors").toFile();
  }
}

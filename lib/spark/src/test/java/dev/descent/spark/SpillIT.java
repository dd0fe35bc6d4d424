package dev.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tiles that do not fit in memory go to disk, and the parameters do not change for it, nor for the
 * serializer that takes them there and brings results of tasks to the driver.
 */
final class SpillIT {

  @Test
  void tilesOnDiskGiveTheSameParameters() {
    Spilled none = Spilled.with("0.6", "JavaSerializer");
    Spilled most = Spilled.with("0.005", "KryoSerializer");
    assertThat(none.onDisk).isZero();
    assertThat(none.bytes).isEqualTo(most.bytes).isGreaterThan(9_000_000);
    assertThat(most.onDisk).isGreaterThan(most.bytes / 2);
    assertThat(most.sha256).isEqualTo(none.sha256).hasSize(64);
  }

  private record Spilled(long bytes, long onDisk, String sha256) {

    /** In a JVM of its own, because Spark's memory is settled when it starts. */
    static Spilled with(String fraction, String serializer) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(option -> option.startsWith("--add-") || option.startsWith("-Dlog4j2"))
          .forEach(command::add);
      command.addAll(
          List.of(
              "-Xmx1g",
              "-Dspark.ui.enabled=false",
              "-Dspark.serializer=org.apache.spark.serializer." + serializer,
              "-cp",
              System.getProperty("java.class.path"),
              SpilledTraining.class.getName(),
              fraction));
      String[] words = lastLine(command).split(" ", -1);
      return new Spilled(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
    }

    private static String lastLine(List<String> command) {
      try {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(line -> line.matches("\\d+ \\d+ \\w+")).findFirst().orElse("");
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException("no output of " + command, e);
      }
    }
  }
}

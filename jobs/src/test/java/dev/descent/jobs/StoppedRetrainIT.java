package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that retrain are stopped by signals while they train. */
final class StoppedRetrainIT {
  private static final String NEVER_ENDING =
      "training { solver = mini-batch, optimizer.type = sgd, epochs = 1000000 }";

  @TempDir private Path folder;
  private Path job = Path.of("");

  private String output() {
    return "output { runs = \"" + folder + "/runs\", store.path = \"" + folder + "/models\" }";
  }

  /** Starts one, and stops it at its first epoch. */
  private int stopped(String signal) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "scripts/descent",
                "--master=local[2]",
                "retrain",
                job.toString(),
                NEVER_ENDING,
                output())
            .directory(Project.root().toFile())
            .redirectErrorStream(true);
    builder.environment().remove("SPARK_HOME");
    Process process = builder.start();
    StringBuilder said = new StringBuilder();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      boolean stopped = false;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.append(line).append('\n');
        if (!stopped && line.contains("objective")) {
          stopped = true;
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        }
      }
      assertThat(stopped).as(said.toString()).isTrue();
    }
    return process.waitFor();
  }

  private List<String> lease() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("models/breast-cancer-logistic/lease"))) {
      return files.sorted().map(StoppedRetrainIT::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theNextRunStartsOver() throws IOException, InterruptedException {
    job = Project.jobFile("breast-cancer-logistic", folder);
    assertThat(stopped("TERM")).isEqualTo(143);
    assertThat(lease()).hasSize(2).last().asString().contains("\"state\":\"RELEASED\"");
    assertThat(stopped("KILL")).isEqualTo(137);
    assertThat(lease()).last().asString().contains("\"state\":\"HELD\"");
    Invocation next = Invocation.of("retrain", job.toString(), output(), "--json", "--quiet");
    assertThat(next.exitCode()).as(next.err()).isZero();
    JsonNode said = next.json();
    assertThat(said.get("outcome").asText()).isEqualTo("promoted");
    assertThat(said.get("champion").asInt()).isEqualTo(1);
    assertThat(lease()).last().asString().contains("\"state\":\"RELEASED\"");
    // The first one says that it was interrupted; the second one could not.
    try (Stream<Path> runs = Files.walk(folder.resolve("runs"))) {
      List<String> ended =
          runs.filter(file -> file.endsWith("run.json"))
              .sorted()
              .map(file -> Invocation.read(text(file)).get("outcome").asText())
              .toList();
      assertThat(ended).containsExactlyInAnyOrder("interrupted", "interrupted", "promoted", "done");
    }
  }
}

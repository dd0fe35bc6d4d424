package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private int stopped(String signal) {
    Program.Ended ended =
        Program.of(
                List.of(
                    "scripts/descent",
                    "--master=local[2]",
                    "retrain",
                    job.toString(),
                    NEVER_ENDING,
                    output()))
            .signalled(signal, 1)
            .run();
    assertThat(ended.happened()).as(ended.err().toString()).isTrue();
    return ended.exitCode();
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
  void theNextRunStartsOver() throws IOException {
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

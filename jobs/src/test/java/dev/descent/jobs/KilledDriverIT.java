package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed while it trains and started again.
 *
 * <p>{@code -Ddescent.kills=50} kills it that often; a seed that is printed is given again by
 * {@code -Ddescent.seed}.
 */
final class KilledDriverIT {
  private static final int EPOCHS = 500;

  @TempDir private Path folder;

  @Test
  void killedAtAnyTimeItEndsWithTheSameBits() throws Exception {
    long seed = Long.getLong("descent.seed", new Random().nextLong());
    System.out.println("KilledDriverIT: seed " + seed);
    Random random = new Random(seed);
    int kills = Integer.getInteger("descent.kills", 2);
    int before = 0;
    for (int kill = 0; kill < kills; kill++) {
      before += 1 + random.nextInt(Math.max(1, (EPOCHS - 250 - before) / (kills - kill)));
      stop("KILL", before);
    }
    assertThat(run().resolve("run.json")).doesNotExist();
    assertThat(stop("TERM", before + 10)).isEqualTo(143);
    assertThat(outcome()).isEqualTo("interrupted");
    assertThat(stop("INT", before + 20)).isEqualTo(130);
    assertThat(outcome()).isEqualTo("interrupted");
    Invocation resumed = Invocation.of(words("runs").toArray(String[]::new));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.run()).isEqualTo(run());
    JsonNode record = resumed.file("run.json");
    assertThat(record.get("resumed")).hasSizeBetween(3, kills + 2);
    List<String> words = words("others");
    words.add("training.checkpoint=null");
    Invocation uninterrupted = Invocation.of(words.toArray(String[]::new));
    assertThat(record.get("parametersSha256"))
        .isEqualTo(uninterrupted.file("run.json").get("parametersSha256"));
    assertThat(history(resumed)).hasSize(EPOCHS).isEqualTo(history(uninterrupted));
  }

  private List<String> words(String runs) {
    return new ArrayList<>(
        List.of(
            "train",
            Project.jobFile("iris-logistic", folder).toString(),
            "--json",
            "training={optimizer.type=adam,batch-size=20,epochs=" + EPOCHS + "}",
            "training.checkpoint={directory=\"" + folder.resolve("checkpoints") + "\",every=20ms}",
            "output.runs=\"" + folder.resolve(runs) + "\""));
  }

  /**
   * Starts the program, sends it a signal at an epoch or the next that it tells of, and returns its
   * exit code.
   */
  private int stop(String signal, int epoch) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scripts/descent", "--master=local[2]"));
    command.addAll(words("runs"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(Project.root().toFile());
    builder.environment().remove("SPARK_HOME");
    Process process = builder.redirectOutput(folder.resolve("out").toFile()).start();
    List<String> said = new ArrayList<>();
    boolean sent = false;
    try (BufferedReader errors = process.errorReader()) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        said.add(line);
        if (!sent && epoch(line) >= epoch) {
          sent = true;
          String pid = String.valueOf(process.pid());
          assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
        }
      }
    }
    int code = process.waitFor();
    assertThat(code).as(() -> String.join("\n", said)).isGreaterThan(128);
    return code;
  }

  private static int epoch(String line) {
    return line.matches("iris-logistic: epoch \\d+/.*")
        ? Integer.parseInt(line.replaceAll("^iris-logistic: epoch (\\d+)/.*", "$1"))
        : 0;
  }

  private Path run() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs/iris-logistic"))) {
      List<Path> all = runs.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private String outcome() throws IOException {
    return Invocation.read(Files.readString(run().resolve("run.json"))).get("outcome").asText();
  }

  private static List<String> history(Invocation run) throws IOException {
    return Files.readAllLines(run.run().resolve("history.jsonl")).stream()
        .map(line -> line.replaceFirst(",\"rowsPerSecond\".*", ""))
        .toList();
  }
}

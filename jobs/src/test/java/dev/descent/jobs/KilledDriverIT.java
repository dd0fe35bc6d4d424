package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program, killed while it trains and started again. */
final class KilledDriverIT {
  private static final String DIAMONDS = "diamonds-linear";
  private static final String LONG = "training={batch-size=full,epochs=250,stop.patience=null}";

  @TempDir private Path folder;
  private final Random random = Seed.of("KilledDriverIT");

  @Test
  void killedAtAnyTimeItEndsWithTheSameBits() throws IOException {
    int before = 1 + random.nextInt(120);
    stop("KILL", before, DIAMONDS, LONG);
    assertThat(run(DIAMONDS).resolve("run.json")).doesNotExist();
    assertThat(stop("INT", before + 20, DIAMONDS, LONG)).isEqualTo(130);
    assertThat(outcome()).isEqualTo("interrupted");
    resumed(2, DIAMONDS, LONG);
  }

  /** Killed at epochs that no life reaches twice, until one comes to its end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iris-logistic|training={optimizer.type=adam,batch-size=20,epochs=900}",
        "breast-cancer-logistic|training={solver=mini-batch,average-every=epoch,epochs=900}",
        "sine-mlp|training={optimizer.type=momentum,epochs=900}",
        "diamonds-linear|training={stop.patience=null,epochs=60}"
      })
  @Tag("faults")
  void untilItEndsByResuming(String job, String training) throws IOException {
    int epochs = Integer.parseInt(training.replaceAll(".*epochs=(\\d+).*", "$1"));
    int kills = 0;
    int epoch = 0;
    Program.Ended ended;
    do {
      epoch += 1 + random.nextInt(epochs / 3);
      ended = Program.of(command(job, training)).signalled("KILL", epoch).run();
      kills += ended.exitCode() == 137 ? 1 : 0;
    } while (ended.exitCode() == 137);
    ended.with(0);
    System.out.println("KilledDriverIT: " + job + " ended after " + kills + " kills");
    assertThat(kills).isPositive();
    assertThat(Invocation.read(Files.readString(run(job).resolve("run.json"))).get("resumed"))
        .hasSizeBetween(1, kills);
    Invocation uninterrupted = uninterrupted(job, training);
    assertThat(ended.sha256())
        .isEqualTo(uninterrupted.file("run.json").get("parametersSha256").asText());
    assertThat(history(run(job))).hasSize(epochs).isEqualTo(history(uninterrupted.run()));
  }

  private void resumed(int most, String job, String training) throws IOException {
    Invocation resumed = Invocation.of(words("runs", job, training).toArray(String[]::new));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.run()).isEqualTo(run(job));
    JsonNode record = resumed.file("run.json");
    assertThat(record.get("resumed")).hasSizeBetween(1, most);
    Invocation uninterrupted = uninterrupted(job, training);
    assertThat(record.get("parametersSha256"))
        .isEqualTo(uninterrupted.file("run.json").get("parametersSha256"));
    assertThat(history(resumed.run())).isEqualTo(history(uninterrupted.run()));
  }

  private Invocation uninterrupted(String job, String training) {
    List<String> words = words("others", job, training);
    words.add("training.checkpoint=null");
    Invocation ended = Invocation.of(words.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return ended;
  }

  private List<String> words(String runs, String job, String training) {
    return new ArrayList<>(
        List.of(
            "train",
            Project.jobFile(job, folder).toString(),
            "--json",
            training,
            "training.checkpoint={directory=\"" + folder.resolve("checkpoints") + "\",every=20ms}",
            "output.runs=\"" + folder.resolve(runs) + "\""));
  }

  private List<String> command(String job, String training) {
    List<String> command = new ArrayList<>();
    // Slow enough for a signal to come in time, and as those who look at Spark's pages train.
    command.addAll(
        List.of("scripts/descent", "--master=local[2]", "--conf=spark.descent.passes=jobs"));
    command.addAll(words("runs", job, training));
    return command;
  }

  /** Starts the program, sends it a signal at an epoch, and returns its exit code. */
  private int stop(String signal, int epoch, String job, String training) {
    Program.Ended ended = Program.of(command(job, training)).signalled(signal, epoch).run();
    assertThat(ended.exitCode()).as(() -> String.join("\n", ended.err())).isGreaterThan(128);
    return ended.exitCode();
  }

  private Path run(String job) throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs").resolve(job))) {
      List<Path> all = runs.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private String outcome() throws IOException {
    return Invocation.read(Files.readString(run(DIAMONDS).resolve("run.json")))
        .get("outcome")
        .asText();
  }

  private static List<String> history(Path run) throws IOException {
    return Files.readAllLines(run.resolve("history.jsonl")).stream()
        .map(line -> line.replaceFirst(",\"rowsPerSecond\".*", ""))
        .toList();
  }
}

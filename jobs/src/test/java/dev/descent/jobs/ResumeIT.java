package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.spark.TestSession;
import dev.descent.spark.train.TileSums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are stopped, and the same command again. */
final class ResumeIT {
  private static final String HEAD =
      """
      name = resumed, seed = 7
      output.runs = "%1$s/runs"
      training.checkpoint { directory = "full://%1$s/checkpoints", every = 1ns }
      """;
  private static final String LOGISTIC =
      """
      data { train { format = csv, path = "%2$s/breast_cancer.csv", options { header = true } }
             label = diagnosis, positive = malignant, split { test = 0.2, validation = 0.2 } }
      model.type = logistic
      training { batch-size = 1000, epochs = 40 }
      """;
  private static final String LINEAR =
      """
      data { train { format = csv, path = "%2$s/diabetes.csv", options { header = true } }
             label = progression, split { test = 0.2, validation = 0.2 } }
      model.type = linear
      training { batch-size = 4000, epochs = 40, rate.initial = 0.1 }
      """;
  private static final String PERCEPTRON =
      """
      data { train { format = csv, path = "%2$s/diabetes.csv", options { header = true } }
             label = progression, split { test = 0.2, validation = 0.2 } }
      model { type = mlp, loss = squared, hidden = [5], activation = tanh }
      training { batch-size = 4000, epochs = 40, rate.initial = 0.01, clip-norm = 1 }
      """;

  /** Enough rows for a training by jobs; on the driver it would be over too soon. */
  @TempDir private static Path tables;

  @TempDir private Path folder;

  @BeforeAll
  static void write() throws IOException {
    Jittered.copies("breast_cancer.csv", 15, tables.resolve("breast_cancer.csv"));
    Jittered.copies("diabetes.csv", 55, tables.resolve("diabetes.csv"));
    TestSession.spark().conf().set(TileSums.PASSES, TileSums.JOBS);
  }

  @AfterAll
  static void reset() {
    TestSession.spark().conf().unset(TileSums.PASSES);
  }

  /** Some of all jobs, others in every run. */
  static Stream<Arguments> someJobs() {
    List<Arguments> all = new ArrayList<>(allJobs());
    Collections.shuffle(all, Seed.of("ResumeIT"));
    return all.stream().limit(3);
  }

  static List<Arguments> allJobs() {
    String lasso = "model.penalty={type=lasso,strength=0.01}";
    String lbfgs = "training={solver=l-bfgs,batch-size=null,epochs=null,rate=null}";
    return List.of(
        job(LOGISTIC, "training.optimizer.type=adam"),
        job(LOGISTIC, "training={optimizer.type=sgd,rate={type=cosine,warm-up=9}}"),
        job(LOGISTIC, "training={optimizer.type=adagrad,batch-size=full}"),
        job(LOGISTIC, "training={optimizer.type=momentum,average-every=3,shards=2}"),
        job(LOGISTIC, "training={average-every=epoch,epochs=60,stop.patience=20}"),
        job(LOGISTIC, "training={then=l-bfgs,epochs=3}"),
        job(LOGISTIC, lbfgs),
        job(LOGISTIC, lbfgs, lasso),
        job(LINEAR, "training={optimizer.type=nesterov,batch-size=full}", lasso),
        job(LINEAR, "training={optimizer={type=nesterov,momentum=0.5},epochs=20}"),
        job(LINEAR, "training={optimizer.type=rmsprop,rate.type=exponential}"),
        job(PERCEPTRON, "training.optimizer.type=adam"));
  }

  private static Arguments job(String job, String... overrides) {
    return Arguments.of(job, List.of(overrides));
  }

  private Path jobFile(String text) throws IOException {
    return Files.writeString(
        folder.resolve("job.conf"), String.format(text, folder.toString(), tables.toString()));
  }

  private static Invocation train(Path job, List<String> overrides, String... more) {
    List<String> words = new ArrayList<>(List.of("train", job.toString(), "--json"));
    words.addAll(overrides);
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  private static void room(int files) {
    FullDisk.withRoom(files, TestSession.spark().sparkContext().hadoopConfiguration());
  }

  /** What of a run must not depend on where it was stopped. */
  private static List<JsonNode> bits(Invocation run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> bits = new ArrayList<>();
    bits.add(run.json().get("parametersSha256"));
    bits.add(run.json().get("stopReason"));
    bits.add(run.json().get("metrics"));
    lines(run.run().resolve("history.jsonl"))
        .forEach(
            line -> {
              JsonNode epoch = Invocation.read(line);
              ((ObjectNode) epoch).remove("rowsPerSecond");
              bits.add(epoch);
            });
    return bits;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("someJobs")
  void afterAFullDiskTheSameBitsCome(String text, List<String> overrides) throws IOException {
    requireSameBits(text, overrides);
  }

  @ParameterizedTest
  @MethodSource("allJobs")
  @Tag("faults")
  void afterAFullDiskTheSameBitsComeOfEveryJob(String text, List<String> overrides)
      throws IOException {
    requireSameBits(text, overrides);
  }

  /** The disk is full again and again, at any file of a checkpoint, and then has room. */
  private void requireSameBits(String text, List<String> overrides) throws IOException {
    Random random = Seed.of("ResumeIT " + overrides);
    Path job = jobFile(HEAD + text);
    room(Integer.MAX_VALUE);
    List<JsonNode> uninterrupted =
        bits(
            train(
                job,
                overrides,
                "training.checkpoint=null",
                "output.runs=" + folder.resolve("others")));
    List<Integer> steps = new ArrayList<>();
    for (int stop = 0; stop < 2; stop++) {
      room(3 + random.nextInt(5));
      Invocation stopped = train(job, overrides);
      assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(7);
      assertThat(stopped.complaints())
          .singleElement()
          .asString()
          .contains("cannot write the checkpoint", "No space left on device", "make room");
    }
    room(Integer.MAX_VALUE);
    Invocation resumed = train(job, overrides);
    assertThat(bits(resumed)).isEqualTo(uninterrupted);
    assertThat(resumed.file("run.json").at("/timings/checkpoint").asDouble()).isPositive();
    JsonNode resumptions = resumed.file("run.json").get("resumed");
    resumptions.forEach(one -> steps.add(one.get("step").asInt()));
    assertThat(steps).hasSize(2).isSorted();
    assertThat(names(folder.resolve("runs/resumed"))).hasSize(1);
    assertThat(names(folder.resolve("checkpoints/resumed"))).isEmpty();
  }

  /**
   * The exact solver is done before a disk is full, so what is stopped is the evaluation. Its last
   * state but one is the start.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.penalty={type=ridge,strength=0.1}",
        "model.penalty={type=lasso,strengths={from=45,to=0.045,steps=20}}"
      })
  void theExactSolverGoesOnFromItsLastStateButOne(String penalty) throws IOException {
    Path test = folder.resolve("test.csv");
    Path diabetes = tables.resolve("diabetes.csv");
    String source = "{format=csv,path=\"" + test + "\",options.header=true}";
    List<String> overrides =
        List.of(
            penalty,
            "training={solver=exact,batch-size=null,epochs=null,rate=null}",
            "data.split={validation=0.2,test=null}",
            "data.test=" + source);
    room(Integer.MAX_VALUE);
    Path job = jobFile(HEAD + LINEAR);
    assertThat(train(job, overrides).exitCode()).isEqualTo(3);
    Files.copy(diabetes, test);
    Invocation resumed = train(job, overrides);
    assertThat(resumed.file("run.json").at("/resumed/0/step").asInt(-1)).isZero();
    assertThat(bits(resumed))
        .isEqualTo(
            bits(
                train(
                    job,
                    overrides,
                    "training.checkpoint=null",
                    "output.runs=" + folder.resolve("others"))));
  }

  /** Stops the job of {@code overrides} after some checkpoints. */
  private Path stopped(List<String> overrides) throws IOException {
    Path job = jobFile(HEAD + LOGISTIC);
    room(10);
    assertThat(train(job, overrides).exitCode()).isEqualTo(7);
    room(Integer.MAX_VALUE);
    return job;
  }

  @Test
  void anotherJobIsRefusedAndLeavesTheCheckpoint() throws IOException {
    Path job = stopped(List.of());
    Invocation other = train(job, List.of("training.epochs=41", "data.split.test=0.1"));
    assertThat(other.exitCode()).isEqualTo(2);
    String run = names(folder.resolve("runs/resumed")).get(0);
    assertThat(other.complaints())
        .containsExactly(
            "descent: training.checkpoint: the checkpoint of run "
                + run
                + " in full:"
                + folder
                + "/checkpoints/resumed is of another job: data.split.test was 0.2 and is 0.1,"
                + " training.epochs was 40 and is 41; remove the folder, or set another"
                + " training.checkpoint.directory, to start over");
    Invocation resumed =
        train(job, List.of("training.checkpoint.every=1h", "evaluation.bootstrap=2"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.run().getFileName().toString()).isEqualTo(run);
  }

  @Test
  void otherRowsAreRefusedAndLeaveTheCheckpoint() throws IOException {
    Path table = folder.resolve("table.csv");
    Path sample = tables.resolve("breast_cancer.csv");
    Files.copy(sample, table);
    List<String> overrides = List.of("data.train.path=\"" + table + "\"");
    Path job = stopped(overrides);
    List<String> lines = Files.readAllLines(sample);
    Files.write(table, lines.subList(0, lines.size() - 1));
    Invocation other = train(job, overrides);
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.complaints())
        .singleElement()
        .asString()
        .containsPattern(
            "is of other data: was [0-9a-f]{16} with \\d+, \\d+ and \\d+ rows to train,")
        .contains("to start over");
    Files.write(table, lines);
    assertThat(train(job, overrides).exitCode()).isZero();
  }

  @Test
  void aDamagedOneIsPassedOverAndTheSameBitsCome() throws IOException {
    Path job = stopped(List.of());
    Path checkpoints = folder.resolve("checkpoints/resumed");
    List<String> kept = names(checkpoints);
    assertThat(kept).hasSize(2);
    Path newest = checkpoints.resolve(kept.get(1)).resolve("numbers-1.bin");
    byte[] content = Files.readAllBytes(newest);
    content[content.length / 2] ^= 1;
    Files.write(newest, content);
    Invocation resumed = train(job, List.of());
    assertThat(resumed.err())
        .contains("; passed over: full:" + newest + " is not what was written");
    assertThat(resumed.file("run.json").at("/resumed/0/passedOver/0").asText())
        .contains("numbers-1.bin");
    assertThat(resumed.file("run.json").at("/resumed/0/checkpoint").asText())
        .isEqualTo(kept.get(0));
    assertThat(bits(resumed)).isEqualTo(bits(train(job, List.of("training.checkpoint=null"))));
  }

  @Test
  void wholeOnesMustBeThereWhereThereWereSome() throws IOException {
    Path job = stopped(List.of());
    Path checkpoints = folder.resolve("checkpoints/resumed");
    for (String number : names(checkpoints)) {
      Files.write(checkpoints.resolve(number).resolve("manifest.json"), new byte[10]);
    }
    Invocation refused = train(job, List.of());
    assertThat(refused.exitCode()).isEqualTo(7);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .endsWith(" is whole: remove the folder to start over");
    assertThat(names(folder.resolve("runs/resumed"))).hasSize(1);
  }

  /** Killed after run.json and before its checkpoints went: the run needs them no more. */
  @Test
  void checkpointsOfARunThatHasEndedAreRemoved() throws IOException {
    Path job = stopped(List.of());
    Path run = folder.resolve("runs/resumed").resolve(names(folder.resolve("runs/resumed")).get(0));
    Files.writeString(run.resolve("run.json"), "{\"exitCode\": 0}");
    Invocation next = train(job, List.of("training.epochs=2"));
    assertThat(next.exitCode()).as(next.err()).isZero();
    assertThat(names(folder.resolve("runs/resumed"))).hasSize(2);
    assertThat(Files.readString(run.resolve("run.json"))).isEqualTo("{\"exitCode\": 0}");
  }

  /** Its end is known: going on would only lead there again. */
  @Test
  void aTrainingThatDivergesLeavesNoCheckpoint() throws IOException {
    room(Integer.MAX_VALUE);
    Path job = jobFile(HEAD + LINEAR);
    List<String> overrides = List.of("training={optimizer.type=sgd,rate.initial=1e6}");
    assertThat(train(job, overrides).exitCode()).isEqualTo(4);
    assertThat(names(folder.resolve("checkpoints/resumed"))).isEmpty();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsFoundOutAtOnce() throws IOException {
    room(0);
    Invocation refused = train(jobFile(HEAD + LOGISTIC), List.of("training.checkpoint.every=1h"));
    assertThat(refused.exitCode()).isEqualTo(7);
    assertThat(refused.err()).doesNotContain("epoch 1/");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

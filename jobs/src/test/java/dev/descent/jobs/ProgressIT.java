package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.spark.TestSession;
import dev.descent.spark.train.TileSums;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training shows of itself while it runs. */
final class ProgressIT {
  private static final String DESCRIPTION = "spark.job.description";

  /** More than is summed on the driver. */
  private static final String DIAMONDS = "diamonds-linear";

  private final SparkContext context = TestSession.spark().sparkContext();
  @TempDir private Path folder;

  @Test
  void aLineAnEpochGoesToStandardErrorAndNothingWhereQuiet() {
    Invocation run = train("iris-logistic", "training.epochs = 3", "--json");
    assertThat(run.err().lines().filter(line -> line.contains(": epoch ")))
        .hasSize(3)
        .allMatch(line -> line.matches("iris-logistic: epoch [123]/3, objective .*rows/s"));
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.json().get("exitCode").asInt()).isZero();
    assertThat(train("iris-logistic", "training.epochs = 3", "--quiet").err()).isEmpty();
  }

  @Test
  void aPathTellsOfItsStrengths() {
    Invocation run = train("diabetes-lasso");
    assertThat(run.err().lines().filter(line -> line.contains(": strength "))).hasSize(10);
    assertThat(run.err()).contains("diabetes-lasso: strength 10/100, ", ", coefficients ");
    assertThat(run.err().indexOf("strength 100/100")).isLessThan(run.err().indexOf("epoch 1"));
  }

  @Test
  void sparkSaysWhatItsJobsAreFor() throws Exception {
    Started started = new Started(new MetricRegistry());
    context.setJobDescription("before");
    context.addSparkListener(started);
    passesByJobs();
    try {
      train(DIAMONDS, "training.epochs = 4", "--quiet");
      context.listenerBus().waitUntilEmpty();
      assertThat(context.getLocalProperty(DESCRIPTION)).isEqualTo("before");
    } finally {
      context.setJobDescription(null);
      context.removeSparkListener(started);
      TestSession.spark().conf().unset(TileSums.PASSES);
    }
    assertThat(started.descriptions)
        .contains(DIAMONDS + ": prepare", DIAMONDS + ": evaluate")
        .containsSubsequence(
            DIAMONDS + ": epoch 1/4",
            DIAMONDS + ": epoch 2/4",
            DIAMONDS + ": epoch 3/4",
            DIAMONDS + ": epoch 4/4")
        .doesNotContain(DIAMONDS + ": epoch 5/4");
  }

  /** The listener sees some time later what was so when a job began, never what is to come. */
  @Test
  void theGaugesFollowTheEpochs() throws Exception {
    MetricRegistry registry = new MetricRegistry();
    TrainingGauges.registerIn(registry);
    Started started = new Started(registry);
    context.addSparkListener(started);
    passesByJobs();
    Invocation run;
    try {
      run = train(DIAMONDS, "training.epochs = 20", "--json", "--quiet");
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(started);
      TestSession.spark().conf().unset(TileSums.PASSES);
    }
    int begin = started.descriptions.indexOf(DIAMONDS + ": epoch 2/20");
    List<Integer> epochs = started.epochs.subList(begin, started.epochs.size());
    assertThat(epochs).isSorted().contains(20);
    assertThat(epochs.stream().distinct()).hasSizeGreaterThan(2);
    List<String> history = Files.readAllLines(run.run().resolve("history.jsonl"));
    JsonNode last = Invocation.read(history.get(19));
    for (String name : List.of("epoch", "step", "objective")) {
      assertThat(number(registry, name).doubleValue()).isEqualTo(last.get(name).asDouble());
    }
    assertThat(number(registry, "rowsPerSecond").doubleValue()).isPositive();
    assertThat(registry.getNames()).contains("validationLoss");
  }

  /** The packaged program on a pseudo terminal; what its metrics are in the end goes to files. */
  @Test
  void aTerminalHasABarAndTheSinksOfSparkHaveTheGauges() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) of util-linux");
    Path metrics = Files.createDirectory(folder.resolve("metrics"));
    String sink = " --conf spark.metrics.conf.driver.sink.csv.";
    String command =
        "stty cols 132; scripts/descent --master=local[2]"
            + (sink + "class=org.apache.spark.metrics.sink.CsvSink")
            + (sink + "directory=" + metrics)
            + (" train " + Project.jobFile("iris-logistic", folder) + " training.epochs=5")
            + (" output.runs=" + folder.resolve("runs"));
    ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null");
    builder.directory(Project.root().toFile()).redirectErrorStream(true);
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("TERM", "xterm");
    Process process = builder.redirectInput(new File("/dev/null")).start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(shown).isZero();
    assertThat(shown).contains("\riris-logistic [", "] epoch 5/5, objective ");
    try (Stream<Path> files = Files.list(metrics)) {
      Path epoch =
          files
              .filter(file -> file.toString().endsWith("TrainingPlugin.epoch.csv"))
              .findFirst()
              .orElseThrow();
      assertThat(Files.readString(epoch).strip()).endsWith(",5");
    }
  }

  /** As on a cluster. */
  private static void passesByJobs() {
    TestSession.spark().conf().set(TileSums.PASSES, TileSums.JOBS);
  }

  private static Number number(MetricRegistry registry, String name) {
    return (Number) Objects.requireNonNull(registry.getGauges().get(name)).getValue();
  }

  /** Writes down what the jobs are for, and the gauges at that time. */
  private static final class Started extends SparkListener {
    private final List<String> descriptions = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> epochs = Collections.synchronizedList(new ArrayList<>());
    private final MetricRegistry registry;

    Started(MetricRegistry registry) {
      this.registry = registry;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      descriptions.add(String.valueOf(job.properties().getProperty(DESCRIPTION)));
      if (registry.getNames().contains("epoch")) {
        epochs.add(number(registry, "epoch").intValue());
      }
    }
  }

  private Invocation train(String job, String... words) {
    Invocation run =
        Invocation.of(
            Stream.concat(
                    Stream.of(
                        "train",
                        Project.jobFile(job, folder).toString(),
                        "output.runs = \"" + folder.resolve("runs") + "\""),
                    Stream.of(words))
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }
}

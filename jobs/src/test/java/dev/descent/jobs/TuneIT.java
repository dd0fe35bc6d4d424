package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tuning, from a job file that lists values to one that has the best of them. */
final class TuneIT {
  private static final String IRIS =
      """
      name = iris
      data {
        train { format = csv, path = "%s/conf/samples/iris.csv", options { header = true } }
        split { test = 0.2, validation = 0.3 }
        label = species
      }
      model { type = softmax, penalty { type = ridge, strength = 0.01 } }
      training { batch-size = 16, epochs = 9, rate.initial = 0.05, optimizer.type = sgd }
      """;

  @TempDir private Path folder;

  private Invocation run(String command, Path job, String... lines) {
    List<String> words = new ArrayList<>(List.of(command, job.toString()));
    words.addAll(List.of(lines));
    words.add("output.runs = \"" + folder.resolve("runs") + "\"");
    words.add("--json");
    return Invocation.of(words.toArray(String[]::new));
  }

  private Path iris(String tune) throws IOException {
    String text = IRIS.formatted(Project.root()) + "tune { " + tune + " }\n";
    return Files.writeString(folder.resolve("iris.conf"), text);
  }

  private static List<JsonNode> candidates(Invocation run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> candidates = new ArrayList<>();
    run.file("leaderboard.json").get("candidates").forEach(candidates::add);
    return candidates;
  }

  /** All but the times. */
  private static List<JsonNode> results(Invocation run) {
    List<JsonNode> candidates = candidates(run);
    for (JsonNode one : candidates) {
      ((ObjectNode) one).remove("seconds");
      one.get("folds").forEach(fold -> ((ObjectNode) fold).remove("seconds"));
    }
    return candidates;
  }

  /**
   * Expected: GridSearchCV of scikit-learn 1.2.1 with StandardScaler, Ridge (solver cholesky, alpha
   * = strength * rows of the folds that train) and Lasso (tol 1e-14), scored by the mean squared
   * error, half of which is the loss here. Its PredefinedSplit has the folds of every row by
   * SplitMix64 in Python: floor(5 c / 2^64) with c = combine(42 ^ "folds", hash of the texts of the
   * row), of the rows whose combine(0, hash) is not in the first fifth.
   */
  private static final double[][] RIDGE = {
    {10, 2332.0628421816346, 135.94417365044126, 2306.1301374847044},
    {3, 1893.687788793235, 94.83636139272733, 1851.6303060717612},
    {1, 1586.004089539479, 63.24763228082146, 1526.92187550078},
    {0.3, 1445.9820122671458, 53.02245559168608, 1371.8294759570367},
    {0.1, 1419.9517218963863, 54.14535998774949, 1336.6003247186125},
    {0.03, 1413.9479504390536, 56.44306361855764, 1325.2416268594504},
    {0.01, 1408.7343845854127, 58.12781919023221, 1317.412077507211},
    {0.003, 1405.3415400618405, 59.389706903066575, 1312.3710000229926},
    {0.001, 1404.843434504723, 59.94829194020774, 1311.1344226551214}
  };

  private static final double[][] LASSO = {
    {10, 1547.6608418134638, 77.25599531116124, 1499.2093979335586},
    {3, 1433.3021575483879, 69.75591382694506, 1363.6329720938218},
    {1, 1413.8640954182306, 60.43501040620362, 1332.5455419318953},
    {0.3, 1410.7320817633147, 59.97265975294836, 1320.1678063741892},
    {0.1, 1406.5951387698883, 60.01479670044917, 1312.8896586708654},
    {0.03, 1405.6242343206254, 60.32199982390101, 1311.101173874696},
    {0.01, 1405.2122075219283, 60.294847973557005, 1310.9201189343307},
    {0.003, 1405.115827410104, 60.28913708663237, 1310.8995239348637},
    {0.001, 1405.0928454036516, 60.28785328874065, 1310.89771338546}
  };

  @Test
  void foldsAndPathsGiveTheNumbersOfGridSearchCv() {
    Path job = Project.jobFile("diabetes-tune", folder);
    Invocation tune = run("tune", job);
    List<JsonNode> candidates = candidates(tune);
    assertThat(candidates).hasSize(18);
    for (JsonNode one : candidates) {
      int number = one.get("candidate").asInt() - 1;
      double[] expected = number < 9 ? RIDGE[number] : LASSO[number - 9];
      assertThat(one.at("/settings/model.penalty.strength").asDouble()).isEqualTo(expected[0]);
      assertThat(one.get("value").asDouble()).isCloseTo(expected[1], within(1e-8 * expected[1]));
      assertThat(one.get("standardError").asDouble()).isCloseTo(expected[2], within(1e-8 * 60));
      assertThat(one.get("training").asDouble()).isCloseTo(expected[3], within(1e-8 * expected[3]));
      assertThat(one.get("folds")).hasSize(5);
    }
    for (int i = 0; i < 18; i++) {
      assertThat(candidates.get(i).get("rank").asInt()).isEqualTo(i + 1);
    }
    assertThat(tune.json().get("best"))
        .hasToString("{\"model.penalty.type\":\"ridge\",\"model.penalty.strength\":0.001}");
    assertThat(tune.json().get("value")).isEqualTo(candidates.get(0).get("value"));
    assertThat(tune.file("run.json").get("best")).isEqualTo(tune.json().get("best"));
    assertThat(tune.err()).contains("diabetes-tune: training 90/90, ");
  }

  /** The solver of each job by itself, which corrects by the gradient over the rows. */
  @Test
  void aPathGivesWhatEachCandidateGivesByItself() {
    Path job = Project.jobFile("diabetes-tune", folder);
    List<JsonNode> together = candidates(run("tune", job, "tune.folds = 2"));
    for (JsonNode one : List.of(together.get(0), together.get(9))) {
      Invocation alone =
          run(
              "tune",
              job,
              "tune.folds = 2",
              "tune.over.model.penalty.type = [" + one.at("/settings/model.penalty.type") + "]",
              "tune.over.model.penalty.strength = ["
                  + one.at("/settings/model.penalty.strength")
                  + "]");
      JsonNode only = candidates(alone).get(0);
      assertThat(only.get("epochs").asInt()).isPositive();
      double value = one.get("value").asDouble();
      assertThat(only.get("value").asDouble()).isCloseTo(value, within(1e-10 * value));
    }
  }

  /** The encoding, too, is of the rows of the share alone, as those of a table of them would be. */
  @Test
  void aShareOfTheTrainingRowsIsMeasuredOnAllOthers() throws IOException {
    Path job = iris("over { data.train-share = [0.3, 1] }");
    Invocation tune = run("tune", job);
    assertThat(candidates(tune)).hasSize(2);
    JsonNode rows = run("train", job, "data.train-share = 0.3").file("run.json").get("rows");
    JsonNode all = run("train", job).file("run.json").get("rows");
    assertThat(tune.file("run.json").at("/rows/train")).isEqualTo(all.get("train"));
    assertThat(rows.get("train").asInt()).isBetween(5, all.get("train").asInt() / 2);
    assertThat(rows.get("validation")).isEqualTo(all.get("validation"));
    assertThat(rows.get("test")).isEqualTo(all.get("test"));
  }

  @Test
  void theBestJobFileIsReadyToTrain() throws IOException {
    Path job =
        iris("over { training.rate.initial = [1e-4, 0.3], model.penalty.strength = [1, 0.001] }");
    Invocation tune = run("tune", job, "seed = 7");
    List<JsonNode> candidates = candidates(tune);
    assertThat(tune.json().get("best"))
        .hasToString("{\"training.rate.initial\":0.3,\"model.penalty.strength\":0.001}");
    Path best = Path.of(tune.json().get("bestJobFile").asText());
    assertThat(best).hasParent(tune.run()).content().doesNotContain("tune").contains("seed = 7");
    Invocation train = run("train", best);
    assertThat(train.exitCode()).as(train.err()).isZero();
    Invocation byHand =
        run("train", job, "seed = 7", "training.rate.initial = 0.3", "model.penalty.strength=1e-3");
    assertThat(train.json().get("parametersSha256"))
        .isEqualTo(byHand.json().get("parametersSha256"));
    JsonNode last = lastEpoch(train);
    assertThat(candidates.get(0).get("value")).isEqualTo(last.get("validationLoss"));
    assertThat(candidates.get(0).get("training")).isEqualTo(last.get("loss"));
    assertThat(candidates.get(0).get("standardError").isNull()).isTrue();
    assertThat(tune.run().resolve("model")).doesNotExist();
    Invocation evaluated = run("evaluate", job);
    assertThat(evaluated.exitCode()).as("the newest model is that of train").isZero();
  }

  /** 38,000 rows of 6 float64 are more than the driver sums by itself. */
  @Test
  void candidatesThatSharePassesFindWhatEachFindsAlone() throws IOException {
    Path job = Project.jobFile("diamonds-linear", folder);
    String[] common = {
      "training { precision = double, epochs = 2, stop.patience = null }",
      "tune.over { training.batch-size = [8192, 4096], training.rate.initial = [0.2, 0.1, 1e300] }"
    };
    List<JsonNode> candidates = candidates(run("tune", job, common));
    assertThat(candidates).hasSize(6);
    assertThat(candidates.get(4).get("stopReason").asText()).isEqualTo("DIVERGED");
    for (JsonNode one : candidates.subList(0, 4)) {
      String batch = one.at("/settings/training.batch-size").asText();
      String rate = one.at("/settings/training.rate.initial").asText();
      Invocation alone =
          run(
              "train",
              job,
              common[0],
              "training { batch-size = " + batch + ", rate.initial = " + rate + " }");
      assertThat(one.get("value")).isEqualTo(lastEpoch(alone).get("validationLoss"));
      assertThat(one.get("training")).isEqualTo(lastEpoch(alone).get("loss"));
    }
  }

  /** Whether its last rung went on from the one before, or had to start over. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.optimizer.type = adam",
        "training { average-every = epoch, shards = 2 }",
        "training.rate.type = cosine",
        "training = null, training.solver = l-bfgs, training.epochs = 9",
      })
  void theBestOfAHalvingIsWhatItIsAlone(String training) throws IOException {
    Path job = iris("search { halving = 3 }, over.model.penalty.strength = [10, 1, 0.1, 1e-3]");
    String[] lines = training.split("(?<=null|l-bfgs), ", -1);
    Invocation tune = run("tune", job, lines);
    JsonNode best = candidates(tune).get(0);
    assertThat(best.get("rung").asInt()).isEqualTo(2);
    Invocation alone = run("train", Path.of(tune.json().get("bestJobFile").asText()));
    assertThat(best.get("value")).isEqualTo(lastEpoch(alone).get("validationLoss"));
    assertThat(best.get("epochs")).isEqualTo(lastEpoch(alone).get("epoch"));
  }

  private static JsonNode lastEpoch(Invocation train) throws IOException {
    assertThat(train.exitCode()).as(train.err()).isZero();
    List<String> history = Files.readAllLines(train.run().resolve("history.jsonl"));
    return Invocation.read(history.get(history.size() - 1));
  }

  @Test
  void metricsOfClassesAreThoseOfTheTrainedModel() throws IOException {
    Path job = iris("metric = accuracy, over { training.epochs = [1, 8] }");
    Invocation tune = run("tune", job);
    List<JsonNode> candidates = candidates(tune);
    assertThat(candidates.get(0).at("/settings/training.epochs").asInt()).isEqualTo(8);
    Invocation train = run("train", Path.of(tune.json().get("bestJobFile").asText()));
    assertThat(candidates.get(0).get("value"))
        .isEqualTo(train.json().at("/metrics/validation/accuracy"));
    assertThat(candidates.get(0).get("training"))
        .isEqualTo(train.json().at("/metrics/train/accuracy"));
    assertThat(tune.file("leaderboard.json").get("better").asText()).isEqualTo("more");
  }

  /** Of patience the best epoch counts, which is not the last one. */
  @Test
  void theBestEpochIsMeasuredWhereItIsRestored() throws IOException {
    Path job = iris("over.training.rate.initial = [3]");
    String stop = "training { epochs = 40, stop.patience = 3 }";
    JsonNode only = candidates(run("tune", job, stop)).get(0);
    Invocation train = run("train", job, stop, "training.rate.initial = 3");
    double least = Double.POSITIVE_INFINITY;
    for (String line : Files.readAllLines(train.run().resolve("history.jsonl"))) {
      least = Math.min(least, Invocation.read(line).get("validationLoss").asDouble());
    }
    assertThat(only.get("value").asDouble()).isEqualTo(least);
    assertThat(only.get("stopReason").asText()).isEqualTo("NO_IMPROVEMENT");
  }

  @Test
  void theSameRowsGiveTheSameLeaderboardHoweverTheyLie() throws IOException {
    List<String> rows =
        new ArrayList<>(Files.readAllLines(Project.root().resolve("conf/samples/iris.csv")));
    String header = rows.remove(0);
    Collections.shuffle(rows, new Random(5));
    Path files = Files.createDirectories(folder.resolve("rows"));
    for (int f = 0; f < 5; f++) {
      List<String> lines = new ArrayList<>(List.of(header));
      lines.addAll(rows.subList(f * 30, (f + 1) * 30));
      Files.write(files.resolve(f + ".csv"), lines);
    }
    Path job =
        iris(
            "folds = 3, metric = log-loss, search { halving = 2 }, over {"
                + " features.standardize = [true, false], model.penalty.strength = [1, 0.001] }");
    List<JsonNode> first = results(run("tune", job));
    List<JsonNode> second = results(run("tune", job, "data.train.path = \"" + files + "\""));
    assertThat(second).isEqualTo(first);
    assertThat(first).hasSize(4);
    assertThat(first.stream().map(one -> one.get("rung").asInt())).containsExactly(3, 2, 1, 1);
    assertThat(first.stream().map(one -> one.get("epochs").asInt())).containsExactly(9, 5, 3, 3);
    assertThat(results(run("tune", job, "seed = 8"))).isNotEqualTo(first);
  }

  @Test
  void whatDivergesIsToldAndDoesNotEndTheSearch() throws IOException {
    Path job = iris("folds = 3, over.training.rate.initial = [1e300, 0.1]");
    Invocation tune = run("tune", job);
    List<JsonNode> candidates = candidates(tune);
    assertThat(candidates.get(0).get("rank").asInt()).isEqualTo(1);
    JsonNode failed = candidates.get(1);
    assertThat(failed.get("rank").isNull()).isTrue();
    assertThat(failed.get("value").isNull()).isTrue();
    assertThat(failed.get("stopReason").asText()).isEqualTo("DIVERGED");
    assertThat(failed.get("problem").asText()).startsWith("diverged in epoch 1: the objective");
    assertThat(failed.get("folds")).as("it is not trained on other folds").hasSize(1);
    assertThat(tune.err()).contains("iris: training 4/4, training.rate.initial=0.1, fold 3: ");
  }

  @Test
  void whereNothingIsMeasuredThereIsNoBest() throws IOException {
    Invocation tune = run("tune", iris("over.training.rate.initial = [1e300, 1e301]"));
    assertThat(tune.exitCode()).isEqualTo(ExitCode.UNSOLVED);
    assertThat(tune.complaints())
        .singleElement()
        .asString()
        .contains("tune: none of 2 candidates could be measured; training.rate.initial=1e300: ")
        .endsWith("; try a smaller training.rate.initial");
    Path run = runs().get(0);
    assertThat(run.resolve("leaderboard.json")).exists();
    assertThat(run.resolve("best.conf")).doesNotExist();
    assertThat(run.resolve("run.json")).content().contains("\"diverged\"");
  }

  private List<Path> runs() throws IOException {
    try (var all = Files.list(folder.resolve("runs/iris"))) {
      return all.toList();
    }
  }

  @Test
  void mistakesAreToldBeforeAnythingRuns() throws IOException {
    Invocation wrong = run("tune", iris("over.model.penalty.strength = [1, -1, x]"));
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.complaints())
        .containsExactly(
            "descent: candidate 2 of tune.over, model.penalty.strength=-1: model.penalty.strength"
                + " must be >= 0, but was -1",
            "descent: candidate 3 of tune.over, model.penalty.strength=x: model.penalty.strength"
                + " must be a number >= 0, but was \"x\"");
    Invocation none = run("tune", iris("over.seed = [1]"), "tune = null");
    assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(none.complaints()).singleElement().asString().contains("tune is required (");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void aCheckTellsThemToo() throws IOException {
    Invocation check = run("check", iris("over.model.penalty.strength = [1, -1]"));
    assertThat(check.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(check.complaints()).singleElement().asString().contains("candidate 2 of tune.over");
    assertThat(run("check", iris("over.model.penalty.strength = [1, 2]")).exitCode()).isZero();
  }

  private Path job(String text) throws IOException {
    return Files.writeString(
        folder.resolve("any.conf"), text.replace("SAMPLES", Project.root() + "/conf/samples"));
  }

  /** Classes have their shares in the folds, and the threshold is that of each candidate. */
  @Test
  void stratifiedClassesAreTunedByWhatTheirCurvesTell() throws IOException {
    Path job =
        job(
            """
            name = any
            data {
              train { format = csv, path = "SAMPLES/breast_cancer.csv", options { header = true } }
              split { test = 0.2, stratify = diagnosis }
              label = diagnosis
            }
            model { type = logistic, penalty { type = ridge, strength = 0.01 } }
            training.solver = l-bfgs
            tune { folds = 3, metric = recall, over.evaluation.threshold = [0.9, 0.1] }
            """);
    List<JsonNode> byRecall = candidates(run("tune", job));
    assertThat(byRecall.get(0).at("/settings/evaluation.threshold").asDouble()).isEqualTo(0.1);
    assertThat(byRecall.get(0).get("value").asDouble()).isGreaterThan(0.97);
    assertThat(byRecall.get(1).get("value").asDouble()).isBetween(0.5, 0.97);
    List<JsonNode> byArea = candidates(run("tune", job, "tune.metric = roc-auc"));
    assertThat(byArea.get(0).get("candidate").asInt()).as("of equals the first").isEqualTo(1);
    assertThat(byArea.get(0).get("value")).isEqualTo(byArea.get(1).get("value"));
  }

  @Test
  void vectorsAreTunedAsColumnsAre() throws IOException {
    Path job =
        job(
            """
            name = any
            data.train { format = libsvm, path = "SAMPLES/digits.libsvm.gz" }
            data.split.test = 0.5
            model { type = softmax, penalty { type = ridge, strength = 0.01 } }
            training { solver = l-bfgs, epochs = 12 }
            tune { folds = 2, metric = accuracy, over.model.penalty.strength = [0.01, 100] }
            """);
    List<JsonNode> candidates = candidates(run("tune", job));
    assertThat(candidates.get(0).at("/settings/model.penalty.strength").asDouble()).isEqualTo(0.01);
    assertThat(candidates.get(0).get("value").asDouble()).isGreaterThan(0.9);
    assertThat(candidates.get(0).get("epochs").asInt()).isEqualTo(12);
  }

  @Test
  void candidatesAreDrawnFromRanges() throws IOException {
    Path job =
        iris(
            "search { random = 3 }, over { training.rate.initial { from = 1e-3, to = 1, scale ="
                + " log }, model.intercept = [true, false] }");
    Invocation tune = run("tune", job, "training.epochs = 2");
    List<JsonNode> candidates = candidates(tune);
    assertThat(candidates).hasSize(3);
    for (JsonNode one : candidates) {
      assertThat(one.at("/settings/training.rate.initial").asDouble()).isBetween(1e-3, 1.0);
      assertThat(one.at("/settings/model.intercept").asText()).isIn("true", "false");
    }
    String best = candidates.get(0).at("/settings/training.rate.initial").asText();
    assertThat(tune.run().resolve("best.conf")).content().contains("initial = " + best);
    assertThat(tune.run().resolve("job.conf")).content().contains("from = 0.001", "scale = log");
  }

  @Test
  void aFullDiskLeavesNoBestJobFile() throws IOException {
    Path job = iris("over.training.epochs = [1, 2]");
    String runs = "output.runs = \"full://" + folder.resolve("runs") + "\"";
    FullDisk.withRoom(2, TestSession.spark().sparkContext().hadoopConfiguration());
    Invocation tune = Invocation.of("tune", job.toString(), runs, "--quiet");
    assertThat(tune.exitCode()).as(tune.err()).isEqualTo(ExitCode.STORAGE);
    assertThat(tune.complaints().get(0)).contains("No space left on device");
    try (var files = Files.list(runs().get(0))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("job.conf", "leaderboard.json");
    }
  }

  @Test
  void rowsThatAreNotThereAreMissed() throws IOException {
    Path job = iris("folds = 100, over.seed = [1, 2]");
    String few = "data.filter = [{ column = sepal_length, op = \"<\", value = 4.9 }]";
    Invocation tune = run("tune", job, few, "model.type = linear", "data.label = petal_width");
    assertThat(tune.exitCode()).as(tune.err()).isEqualTo(ExitCode.DATA);
    assertThat(tune.complaints())
        .singleElement()
        .asString()
        .matches(".*tune.folds = 100: fold [0-9]+ of the training rows is empty; use fewer folds");
  }

  @Test
  void peopleSeeALeaderboardAndAReport() throws IOException {
    Path job = Project.jobFile("cubic-tune", folder);
    String runs = "output.runs = \"" + folder.resolve("runs") + "\"";
    Invocation tune = Invocation.of("tune", job.toString(), runs, "tune.folds = 5");
    assertThat(tune.exitCode()).as(tune.err()).isZero();
    List<String> lines = tune.out().lines().toList();
    assertThat(lines.get(0))
        .startsWith("cubic-tune: best of 10 candidates by rmse, 5 folds: features.polynomial.");
    assertThat(lines.get(1).strip().split(" +", -1))
        .containsExactly("rmse", "+/-", "training", "epochs", "candidate");
    assertThat(lines).hasSize(14);
    assertThat(lines.get(12)).startsWith("best job file: ").endsWith("/best.conf");
    Path run = Path.of(lines.get(13).replaceFirst("^run: (file:)?", ""));
    assertThat(run.resolve("report.html"))
        .content()
        .contains("\"Tuned\"", "RMSE by features.polynomial.degree", "one standard error more");
    JsonNode leaderboard =
        Invocation.read(Files.readString(run.resolve("leaderboard.json"))).get("candidates");
    double[] training = new double[10];
    leaderboard.forEach(
        one -> training[one.get("candidate").asInt() - 1] = one.get("training").asDouble());
    for (int degree = 1; degree < 10; degree++) {
      assertThat(training[degree])
          .as("more powers fit the same rows better")
          .isLessThan(training[degree - 1] * 1.01);
    }
  }
}

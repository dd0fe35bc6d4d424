package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Solvers and models of several classes, from a job file to numbers; expected: acceptance.md. */
final class SolversIT {
  private static final String PETALS =
      "data.label = species, features.columns = [petal_length, petal_width], model.type = softmax";

  /** scikit-learn's C = 1 on 150 rows. */
  private static final String RIDGE =
      "model.penalty { type = ridge, strength = 0.006666666666666667, on = original }";

  private static final String WIDTH =
      "data.label = petal_width, features.columns = [sepal_length, petal_length]";
  private static final String LBFGS = "training.solver = l-bfgs";

  @TempDir private Path folder;

  @Test
  void lbfgsFindsTheOptimum() throws IOException {
    Invocation run = iris("train", PETALS, RIDGE, "training.solver = l-bfgs");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get("stopReason").asText()).isEqualTo("CONVERGED");
    JsonNode train = run.json().at("/metrics/train");
    assertThat(train.get("confusion")).hasToString("[[50,0,0],[0,47,3],[0,2,48]]");
    assertThat(train.get("logLoss").asDouble()).isCloseTo(.132789, within(5e-7));
    assertThat(run.file("run.json").get("rowsByClass"))
        .hasToString("{\"setosa\":50,\"versicolor\":50,\"virginica\":50}");
    JsonNode model = run.file("model/model.json");
    assertThat(numbers(model.get("intercepts")))
        .usingComparatorWithPrecision(1e-4)
        .containsExactly(11.1277, 3.2272, -14.3548);
    assertThat(numbers(model.get("coefficients").get(2)))
        .usingComparatorWithPrecision(1e-4)
        .containsExactly(2.6651, 2.0769);
    assertThat(Files.readAllLines(run.run().resolve("curves/roc.csv")).get(0))
        .isEqualTo("class,threshold,fallOut,recall");
  }

  @Test
  void lbfgsFindsTheSixDigitsOfLogisticRegression() throws IOException {
    hasCoefficients("virginica", "petal_width", -7.194701, 4.333079);
    hasCoefficients("virginica", "petal_length, petal_width", -17.548111, 2.777626, 2.385520);
    hasCoefficients("setosa", "sepal_width", -10.692591, 3.201032);
  }

  private void hasCoefficients(
      String positive, String columns, double intercept, double... expected) throws IOException {
    Invocation run =
        iris(
            "train",
            "data { label = species, positive = " + positive + " }",
            "features.columns = [" + columns + "], model.type = logistic",
            RIDGE,
            "training { solver = l-bfgs, stop.tolerance = 1e-14 }");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode model = run.file("model/model.json");
    assertThat(numbers(model.get("intercepts")))
        .usingComparatorWithPrecision(5.1e-7)
        .containsExactly(intercept);
    assertThat(coefficients(run)).usingComparatorWithPrecision(5.1e-7).containsExactly(expected);
  }

  @Test
  void lbfgsFinishesWhatDescentBegan() throws IOException {
    Invocation direct = iris("train", PETALS, RIDGE, "training.solver = l-bfgs");
    Invocation run =
        iris("train", PETALS, RIDGE, "training { then = l-bfgs, epochs = 3, batch-size = 32 }");
    assertThat(run.exitCode()).as(run.err()).isZero();
    double least = direct.json().at("/metrics/train/logLoss").asDouble();
    assertThat(run.json().at("/metrics/train/logLoss").asDouble()).isCloseTo(least, within(1e-5));
    List<JsonNode> history = history(run);
    for (int i = 0; i < history.size(); i++) {
      assertThat(history.get(i).get("epoch").asInt()).isEqualTo(i + 1);
    }
    assertThat(history.get(3).get("objective")).isEqualTo(history.get(2).get("objective"));
    double best = last(history(direct)).get("objective").asDouble();
    assertThat(last(history).get("objective").asDouble()).isCloseTo(best, within(1e-9 * best));
  }

  /** Degree 40 of cubic.csv on its training rows; expected: acceptance.md. */
  @Test
  void lassoOfAPolynomialKeepsTwoTermsExactly() {
    Invocation run =
        job(
            "train",
            "data.train = " + source("cubic.csv"),
            "data { label = y, split { by { column = split } } }, features.polynomial.degree = 40",
            "model { type = linear, penalty { type = lasso, strength = 1 } }",
            "training.solver = exact");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get("stopReason").asText()).isEqualTo("CONVERGED");
    assertThat(run.json().at("/metrics/train/mse").asDouble()).isCloseTo(30.8871, within(5e-5));
    assertThat(run.json().at("/metrics/test/mse").asDouble()).isCloseTo(30.0014, within(5e-5));
    JsonNode model = run.file("model/model.json");
    assertThat(Arrays.stream(numbers(model.get("coefficients").get(0))).filter(w -> w != 0))
        .hasSize(2);
  }

  /** Directly, and after descent. */
  @Test
  void lbfgsLeavesOutWhatALassoPartDoes() throws IOException {
    String lasso = "model.penalty { type = elastic-net, strength = 0.05, mixing = 0.9 }";
    Invocation direct = iris("train", PETALS, lasso, LBFGS);
    assertThat(direct.exitCode()).as(direct.err()).isZero();
    assertThat(direct.json().get("stopReason").asText()).isEqualTo("CONVERGED");
    Invocation then =
        iris(
            "train",
            PETALS,
            lasso,
            "training { then = l-bfgs, epochs = 3, batch-size = 32, optimizer.type = sgd }");
    assertThat(then.exitCode()).as(then.err()).isZero();
    double best = last(history(direct)).get("objective").asDouble();
    assertThat(last(history(then)).get("objective").asDouble())
        .isCloseTo(best, within(1e-9 * best));
    double[] coefficients = coefficients(direct);
    assertThat(coefficients).contains(0.0).hasSize(6);
    for (int j = 0; j < 6; j++) {
      assertThat(coefficients(then)[j] == 0).isEqualTo(coefficients[j] == 0);
    }
  }

  private static double[] coefficients(Invocation run) throws IOException {
    JsonNode rows = run.file("model/model.json").get("coefficients");
    return IntStream.range(0, rows.size())
        .mapToObj(k -> numbers(rows.get(k)))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** Without a penalty the classes are nearly divided, which single precision cannot follow. */
  @Test
  void lbfgsShortOfItsToleranceWritesNoModel() throws IOException {
    String classes = "data.label = species, model.type = softmax";
    assertThat(iris("train", classes, LBFGS).json().get("stopReason").asText())
        .isEqualTo("CONVERGED");
    Invocation run = iris("train", classes, LBFGS, "training.precision = single");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNSOLVED);
    assertThat(run.json().get("outcome").asText()).isEqualTo("stalled");
    assertThat(run.json().get("stopReason").asText()).isEqualTo("STALLED");
    assertThat(run.complaints()).hasSize(1);
    assertThat(run.complaints().get(0))
        .contains("short of training.stop.tolerance", "no model was written", "precision = double");
    assertThat(run.run().resolve("model")).doesNotExist();
  }

  @Test
  void theNumberOfIterationsIsABound() {
    Invocation run = iris("train", PETALS, RIDGE, "training { solver = l-bfgs, epochs = 2 }");
    assertThat(run.exitCode()).isZero();
    assertThat(run.json().get("stopReason").asText()).isEqualTo("MAX_EPOCHS");
  }

  @Test
  void probabilitiesOfSeveralClassesAreAnArray() {
    Invocation train = iris("train", PETALS, RIDGE, "training.solver = l-bfgs");
    String use = "use.model = { path = \"" + train.run() + "/model\" }, use.data = " + source();
    String path = folder.resolve("predictions").toString();
    Invocation csv = iris("predict", PETALS, use, predictions("csv", path));
    assertThat(csv.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(csv.complaints())
        .containsExactly(
            "descent: output.predictions.format = csv cannot hold the probabilities of several"
                + " classes, which are an array; use parquet, json or orc");
    Invocation json = iris("predict", PETALS, use, predictions("json", path));
    assertThat(json.exitCode()).as(json.err()).isZero();
    List<Row> rows = TestSession.spark().read().json(path).collectAsList();
    assertThat(rows).hasSize(150);
    assertThat(rows)
        .allSatisfy(
            row -> {
              List<Double> p = row.getList(row.fieldIndex("probabilities"));
              assertThat(p.stream().mapToDouble(v -> v).sum()).isCloseTo(1, within(1e-12));
            });
    long right =
        rows.stream().filter(r -> r.getAs("prediction").equals(r.getAs("species"))).count();
    assertThat(right).isEqualTo(145);
  }

  @Test
  void aPerceptronLearnsClassesAndNumbers() {
    Invocation classes =
        iris(
            "train",
            "data.label = species, model { type = mlp, loss = softmax, hidden = [8] }",
            "training { epochs = 60, batch-size = 16, rate.initial = 0.01, clip-norm = 5 }");
    assertThat(classes.exitCode()).as(classes.err()).isZero();
    assertThat(classes.json().at("/metrics/train/accuracy").asDouble()).isGreaterThan(0.95);
    Invocation numbers =
        iris(
            "train",
            "data.label = petal_length, features.exclude = [species]",
            "model { type = mlp, loss = squared, hidden = [8], activation = tanh }",
            "training { epochs = 60, batch-size = 16, rate.initial = 0.01 }");
    assertThat(numbers.exitCode()).as(numbers.err()).isZero();
    assertThat(numbers.json().at("/metrics/train/r2").asDouble()).isGreaterThan(0.95);
  }

  /** By scikit-learn's PoissonRegressor(alpha = 0, tol = 1e-12), and by half its deviance. */
  @Test
  void poissonRegressionHasTheLogarithmOfTheMean() {
    Invocation run = iris("train", WIDTH, "model { type = linear, loss = poisson }", LBFGS);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode model = run.file("model/model.json");
    assertThat(numbers(model.get("coefficients").get(0)))
        .usingComparatorWithPrecision(1e-5)
        .containsExactly(-0.274325201, 0.560051551);
    assertThat(numbers(model.get("intercepts")))
        .usingComparatorWithPrecision(1e-4)
        .containsExactly(-0.588868552);
    assertThat(run.json().at("/metrics/train/mse").asDouble())
        .isCloseTo(0.0742057220, within(1e-6));
  }

  /** By scipy's BFGS on the same formula, delta = 0.1. */
  @Test
  void huberRegression() {
    Invocation run =
        iris("train", WIDTH, "model { type = linear, loss { huber { delta = 0.1 } } }", LBFGS);
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode model = run.file("model/model.json");
    assertThat(numbers(model.get("coefficients").get(0)))
        .usingComparatorWithPrecision(1e-5)
        .containsExactly(-0.0847727339, 0.4425792180);
    assertThat(model.get("delta").asDouble()).isEqualTo(0.1);
    assertThat(run.json().at("/metrics/train/mse").asDouble())
        .isCloseTo(0.0416708339, within(1e-6));
  }

  private Invocation iris(String command, String... lines) {
    return job(command, "data.train = " + source(), lines);
  }

  private Invocation job(String command, String data, String... lines) {
    List<String> text = new ArrayList<>(List.of("name = a, seed = 42", data));
    text.addAll(List.of(lines));
    text.add("output.runs = \"" + folder.resolve("runs") + "\"");
    try {
      Path file = Files.write(folder.resolve("a.conf"), text);
      return Invocation.of(command, file.toString(), "--json", "--quiet");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source() {
    return source("iris.csv");
  }

  private static String source(String sample) {
    return "{ format = csv, path = \""
        + Project.root().resolve("conf/samples").resolve(sample)
        + "\", options { header = true } }";
  }

  private static String predictions(String format, String path) {
    return "output.predictions = { format = " + format + ", path = \"" + path + "\" }";
  }

  private static List<JsonNode> history(Invocation run) throws IOException {
    return Files.readAllLines(run.run().resolve("history.jsonl")).stream()
        .map(Invocation::read)
        .toList();
  }

  private static JsonNode last(List<JsonNode> history) {
    return history.get(history.size() - 1);
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }
}

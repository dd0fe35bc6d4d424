package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published numbers through the whole program, from a job file to metrics.json. */
final class AcceptanceIT {
  private static final Path SAMPLES = Project.root().resolve("conf/samples");
  private static final Path ADULT = Project.root().resolveSibling("shared/data/adult");
  private static final Path CALIFORNIA =
      Project.root().resolveSibling("shared/data/california_housing.csv");

  private static final Path A9A = Project.root().resolveSibling("shared/data/a9a");
  private static final int A9A_ROWS = 32561;

  @TempDir private Path folder;

  @Test
  void californiaByFullBatchDescent() throws IOException {
    JsonNode test =
        california(
            "training { batch-size = full, epochs = 500, optimizer.type = sgd, rate.initial = 0.1 }");
    assertThat(test.get("mse").asDouble()).isCloseTo(0.556193, within(1e-6));
  }

  @Test
  void californiaByMiniBatches() throws IOException {
    JsonNode test =
        california(
            "training { batch-size = 64, epochs = 2, optimizer.type = sgd, rate.initial = 0.01 }");
    assertThat(test.get("mse").asDouble()).isBetween(0.52, 0.62);
  }

  private JsonNode california(String training) throws IOException {
    assumeTrue(Files.exists(CALIFORNIA), "california_housing.csv is not beside this checkout");
    Invocation run =
        train(
            CALIFORNIA,
            "data { label = MedHouseVal, split.by { column = split } }",
            "model.type = linear",
            training);
    assertThat(run.json().at("/metrics/train/rows").asInt()).isEqualTo(16512);
    return run.file("metrics.json").get("test");
  }

  /** The raw files: no header, ", " between fields, ? for missing; test lines end in a dot. */
  @Test
  void adultFromItsRawFiles() throws IOException {
    assumeTrue(Files.exists(ADULT), "shared/data/adult is not beside this checkout");
    String options = "options { ignoreLeadingWhiteSpace = true, nullValue = \"?\"";
    List<String> job =
        List.of(
            "name = adult",
            "data.train { format = csv, path = \"" + ADULT + "/adult.data\", " + options + " } }",
            "data.test { format = csv, path = \"" + ADULT + "/adult.test\", " + options,
            "  lineSep = \".\\n\" } }",
            "data { label = _c14, positive = \">50K\" }",
            "features.missing = mean",
            "model { type = logistic, penalty { type = ridge, strength = 1e-4 } }",
            "training.solver = l-bfgs",
            "output.runs = \"" + folder.resolve("runs") + "\"");
    Path file = Files.write(folder.resolve("adult.conf"), job);
    Invocation run = Invocation.of("train", file.toString(), "--json", "--quiet");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode test = run.json().at("/metrics/test");
    assertThat(test.get("rows").asInt()).isEqualTo(16281);
    assertThat(test.get("positives").asDouble()).isEqualTo(3846);
    assertThat(test.get("accuracy").asDouble()).isGreaterThanOrEqualTo(0.850);
  }

  /**
   * (1/2) ||w||^2 + C sum log(1 + exp(-y m)) is n C times the objective of strength 1/(n C);
   * numbers of LIBLINEAR's problem, solved in double precision by an independent program.
   */
  @ParameterizedTest
  @CsvSource({
    "0.01, true, 112.3942426710",
    "0.1, true, 1064.0134390538",
    "1, true, 10528.5724305433",
    "10, true, 105087.3068485",
    "1, false, 10529.5625846379"
  })
  void a9aOfSparseLines(double c, boolean intercept, double objective) throws IOException {
    Invocation run = a9a(c, intercept);
    List<String> history = Files.readAllLines(run.run().resolve("history.jsonl"));
    JsonNode last = Invocation.read(history.get(history.size() - 1));
    double found = last.get("objective").asDouble() * A9A_ROWS * c;
    assertThat(found).isCloseTo(objective, within(1e-11 * objective));
    // The training table reaches index 123, the test table 122.
    assertThat(run.file("model/model.json").at("/encoding/columns/0/size").asInt()).isEqualTo(123);
    assertThat(run.json().at("/metrics/test/rows").asInt()).isEqualTo(16281);
  }

  @Test
  void a9aByMetrics() throws IOException {
    JsonNode metrics = a9a(1, true).file("metrics.json");
    assertThat(metrics.at("/train/logLoss").asDouble()).isCloseTo(0.3227841743, within(1e-8));
    assertThat(metrics.at("/test/logLoss").asDouble()).isCloseTo(0.3240647100, within(1e-8));
    assertThat(metrics.at("/test/accuracy").asDouble()).isCloseTo(0.849764, within(5e-7));
    // One of the 47 million pairs of a positive and a negative row is 2e-8.
    assertThat(metrics.at("/test/rocAuc").asDouble()).isCloseTo(0.90221652, within(5e-8));
  }

  private Invocation a9a(double c, boolean intercept) throws IOException {
    assumeTrue(Files.exists(A9A), "shared/data/a9a is not beside this checkout");
    List<String> job =
        List.of(
            "name = a9a",
            "data.train { format = libsvm, path = \"" + A9A + "/a9a\" }",
            "data.test { format = libsvm, path = \"" + A9A + "/a9a.t\" }",
            "features.standardize = false",
            "model { type = logistic, intercept = " + intercept,
            "  penalty { type = ridge, strength = " + 1 / (A9A_ROWS * c) + " } }",
            "training { solver = l-bfgs, precision = double, epochs = 3000, stop.tolerance = 1e-13 }",
            "output.runs = \"" + folder.resolve("runs") + "\"");
    Path file = Files.write(folder.resolve("a9a.conf"), job);
    Invocation run = Invocation.of("train", file.toString(), "--json", "--quiet");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  /** scikit-learn's C = 1 is strength 1/150 on the coefficients of the columns as they are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "features.standardize = true\ntraining { epochs = 600, rate.initial = 4 }",
        "features.standardize = false\ntraining { epochs = 3000, rate.initial = 0.9 }"
      })
  void irisVirginicaByPetalWidth(String settings) throws IOException {
    Invocation run =
        train(
            SAMPLES.resolve("iris.csv"),
            "data { label = species, positive = virginica }",
            "features.columns = [petal_width]",
            "model { type = logistic, penalty { type = ridge, strength = 0.006666666666666667, on = original } }",
            "training { batch-size = full, optimizer.type = sgd, stop.tolerance = 1e-14 }",
            settings);
    JsonNode model = run.file("model/model.json");
    assertThat(model.at("/coefficients/0/0").asDouble()).isCloseTo(4.333079, within(2e-5));
    assertThat(model.at("/intercepts/0").asDouble()).isCloseTo(-7.194701, within(3e-5));
    JsonNode train = run.file("metrics.json").get("train");
    assertThat(train.get("confusion").toString())
        .isEqualTo("{\"tp\":46,\"fp\":2,\"tn\":98,\"fn\":4}");
    assertThat(train.get("rocAuc").asDouble()).isCloseTo(0.9902, within(5e-5));
  }

  /**
   * The same rows, numbers and a category, in 1, 3 and 7 files, each time in another order, on
   * another number of partitions.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "training { batch-size = 20, epochs = 3, rate.initial = 0.1 }",
        "training { batch-size = 20, epochs = 2, rate.initial = 0.1, then = l-bfgs }",
        "training.solver = l-bfgs, model.penalty { type = ridge, strength = 0.1 }",
        "training.solver = l-bfgs, model.penalty { type = lasso, strength = 0.1 }"
      })
  void filesAndTheirOrderChangeNoBit(String settings) throws IOException {
    List<String> lines = Files.readAllLines(SAMPLES.resolve("iris.csv"));
    List<String> rows = new ArrayList<>(lines.subList(1, lines.size()));
    List<String> found = new ArrayList<>();
    for (int files : new int[] {1, 3, 7}) {
      Collections.shuffle(rows, new Random(files));
      Path table = Files.createDirectory(folder.resolve("files-" + files));
      for (int f = 0; f < files; f++) {
        List<String> part = new ArrayList<>(List.of(lines.get(0)));
        part.addAll(rows.subList(rows.size() * f / files, rows.size() * (f + 1) / files));
        Files.write(table.resolve("part-" + f + ".csv"), part);
      }
      Invocation run =
          train(
              table,
              "data { label = petal_width, split { test = 0.2, validation = 0.2 } }",
              "model.type = linear",
              settings);
      found.add(run.json().get("parametersSha256").asText());
      found.add(run.file("run.json").at("/provenance/dataFingerprint").asText());
    }
    assertThat(found.stream().distinct()).hasSize(2);
  }

  private Invocation train(Path table, String... settings) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "name = acceptance",
                "data.train { format = csv, options { header = true }, path = \"" + table + "\" }",
                "output.runs = \"" + folder.resolve("runs") + "\""));
    lines.addAll(List.of(settings));
    Path job = Files.write(folder.resolve("job.conf"), lines);
    Invocation run = Invocation.of("train", job.toString(), "--json", "--quiet");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }
}

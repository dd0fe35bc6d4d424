package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores that rows have already are measured by the program without a model. */
final class EvaluateScoresIT {
  private static final Path SAMPLES = Project.root().resolve("conf/samples");
  private static final Path TWO_CLASSES =
      Project.root().resolveSibling("shared/data/two_class_example.csv");

  @TempDir private Path folder;

  /** Fawcett 2006: AUC .68, average precision .7357475806, best accuracy .70 at .54. */
  @Test
  void fawcett() throws IOException {
    Invocation run =
        scores(
            SAMPLES.resolve("fawcett.csv"),
            "data { label = class, score = score }",
            "evaluation { threshold { maximize = accuracy }, bootstrap = 50, confidence = 0.9 }");
    JsonNode train = run.file("metrics.json").get("train");
    assertThat(train.get("rocAuc").asDouble()).isEqualTo(0.68);
    assertThat(train.get("averagePrecision").asDouble()).isCloseTo(.7357475806, within(5.1e-11));
    assertThat(train.get("threshold").asDouble()).isEqualTo(0.54);
    assertThat(train.get("accuracy").asDouble()).isEqualTo(0.7);
    JsonNode interval = train.at("/bootstrap/intervals/rocAuc");
    assertThat(interval.get(0).asDouble()).isBetween(0.2, 0.68);
    assertThat(interval.get(1).asDouble()).isBetween(0.68, 1.0);
    assertThat(train.at("/bootstrap/replicates").asInt()).isEqualTo(50);
    assertThat(Files.readAllLines(run.run().resolve("curves/thresholds.csv"))).hasSize(21);
    assertThat(Files.readAllLines(run.run().resolve("curves/gains.csv"))).hasSize(21);
    assertThat(run.json().get("parametersSha256").isNull()).isTrue();
    assertThat(run.run().resolve("model")).doesNotExist();
  }

  @Test
  void everyGoalIsReachedOnTheRowsThatAreMeasured() throws IOException {
    assertThat(chosen("{ precision-at-least = 1 }").at("/confusion").toString())
        .isEqualTo("{\"tp\":2,\"fp\":0,\"tn\":10,\"fn\":8}");
    assertThat(chosen("{ recall-at-least = 1 }").get("recall").asDouble()).isEqualTo(1);
    assertThat(chosen("{ cost { false-positive = 1, false-negative = 100 } }").at("/confusion/fn"))
        .hasToString("0");
    assertThat(chosen("{ maximize = f-beta, beta = 0.1 }").get("precision").asDouble())
        .isEqualTo(1);
    assertThat(chosen("0.505").get("threshold").asDouble()).isEqualTo(0.505);
  }

  private JsonNode chosen(String threshold) throws IOException {
    return scores(
            SAMPLES.resolve("fawcett.csv"),
            "data { label = class, score = score, positive = p }",
            "evaluation.threshold = " + threshold)
        .file("metrics.json")
        .get("train");
  }

  /** yardstick's two_class_example; the numbers are those of acceptance.md. */
  @Test
  void twoClassExample() throws IOException {
    assumeTrue(Files.exists(TWO_CLASSES), "two_class_example.csv is not beside this checkout");
    String data = "data { label = truth, score = Class1, positive = Class1 }";
    JsonNode exact = scores(TWO_CLASSES, data).file("metrics.json").get("train");
    assertThat(exact.get("confusion").toString())
        .isEqualTo("{\"tp\":227,\"fp\":50,\"tn\":192,\"fn\":31}");
    assertThat(exact.get("rocAuc").asDouble()).isCloseTo(.9393138574, within(5.1e-11));
    assertThat(exact.get("averagePrecision").asDouble()).isCloseTo(.9465570240, within(5.1e-11));
    assertThat(exact.get("prAuc").asDouble()).isCloseTo(.9464467006, within(5.1e-11));
    assertThat(exact.get("logLoss").asDouble()).isCloseTo(.3283096499, within(5.1e-11));
    assertThat(exact.get("brier").asDouble()).isCloseTo(.1056185920, within(5.1e-11));
    assertThat(exact.get("mcc").asDouble()).isCloseTo(.6768475603, within(5.1e-11));
    JsonNode binned =
        scores(TWO_CLASSES, data, "evaluation.curves { bins = 64 }")
            .file("metrics.json")
            .get("train");
    double error = binned.at("/curves/rocAucError").asDouble();
    assertThat(error).isBetween(1e-6, 0.05);
    assertThat(binned.get("rocAuc").asDouble())
        .isCloseTo(exact.get("rocAuc").asDouble(), within(error));
    assertThat(binned.get("confusion")).isEqualTo(exact.get("confusion"));
  }

  /** What a model predicts is measured like the model itself. */
  @Test
  void predictionsOfAModel() throws IOException {
    String[] iris = {
      "data { label = species, split { test = 0.3 } }",
      "features.columns = [sepal_length, sepal_width]",
      "model { type = softmax, penalty { type = ridge, strength = 0.01 } }",
      "training.solver = l-bfgs"
    };
    Path table = SAMPLES.resolve("iris.csv");
    Path job = job(table, iris);
    Invocation train = Invocation.of("train", job.toString(), "--json", "--quiet");
    assertThat(train.exitCode()).as(train.err()).isZero();
    String use =
        "use { model { path = \"%s\" }, data { format = csv, path = \"%s\", options { header = true } } }"
            .formatted(train.run().resolve("model"), table);
    String predicted = folder.resolve("predicted").toString();
    String into = "output.predictions { format = parquet, path = \"" + predicted + "\" }";
    Invocation predict = Invocation.of("predict", job.toString(), "--quiet", use, into);
    assertThat(predict.exitCode()).as(predict.err()).isZero();
    Invocation model = Invocation.of("evaluate", job.toString(), "--json", "--quiet", use);
    assertThat(model.exitCode()).as(model.err()).isZero();
    Path scores = folder.resolve("scores.conf");
    Files.writeString(
        scores,
        """
        name = scores
        data { label = species, score = probabilities, classes = [setosa, versicolor, virginica] }
        use.data { format = parquet, path = "%s" }
        output.runs = "%s"
        evaluation.slices = [prediction]
        """
            .formatted(predicted, folder.resolve("runs")));
    Invocation again = Invocation.of("evaluate", scores.toString(), "--json");
    assertThat(again.exitCode()).as(again.err()).isZero();
    JsonNode ofModel = model.json().at("/metrics/test");
    JsonNode ofScores = again.json().at("/metrics/test");
    for (String metric : List.of("confusion", "accuracy", "top2", "macroRocAuc", "handTill")) {
      assertThat(ofScores.get(metric)).as(metric).isEqualTo(ofModel.get(metric));
    }
    assertThat(ofScores.get("logLoss").asDouble())
        .isCloseTo(ofModel.get("logLoss").asDouble(), within(1e-12));
    assertThat(ofScores.get("slices")).hasSize(3);
    assertThat(ofScores.at("/slices/0/column").asText()).isEqualTo("prediction");
  }

  @Test
  void slicesAndIntervalsAreShownToPeople() throws IOException {
    Path table = folder.resolve("sliced.csv");
    Random random = new Random(1);
    List<String> lines = new ArrayList<>(List.of("p,y,region"));
    for (int i = 0; i < 200; i++) {
      double p = random.nextDouble();
      lines.add(p + "," + (random.nextDouble() < p ? 1 : 0) + "," + (i % 2 == 0 ? "a" : "b"));
    }
    Files.write(table, lines);
    Path job =
        job(
            table,
            "data { label = y, score = p }",
            "evaluation { slices = [region], bootstrap = 20 }");
    Invocation run = Invocation.of("evaluate", job.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("intervals of train at confidence 0.95, from 20 replicates")
        .contains("worst slices of train, of 2")
        .containsPattern("region = [ab] +logLoss 0\\.\\d+, rows 100");
  }

  @Test
  void whatCannotBeMeasuredIsSaidInALine() throws IOException {
    Path table = folder.resolve("bad.csv");
    Files.writeString(table, "p,y\n0.5,a\n1.5,b\nx,a\n");
    Invocation bad =
        Invocation.of("evaluate", job(table, "data { label = y, score = p }").toString());
    assertThat(bad.exitCode()).isEqualTo(3);
    assertThat(bad.complaints())
        .anyMatch(line -> line.contains("column p must be a probability in [0, 1]"))
        .anyMatch(line -> line.contains("column p holds text, not a number"));
    Invocation train =
        Invocation.of("train", job(table, "data { label = y, score = p }").toString());
    assertThat(train.exitCode()).isEqualTo(2);
    assertThat(train.complaints()).hasSize(1).first().asString().contains("data.score goes with");
    Invocation missing =
        Invocation.of("evaluate", job(table, "data { label = y, score = q }").toString());
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.complaints()).hasSize(1).first().asString().contains("no column q");
  }

  private Invocation scores(Path table, String... lines) throws IOException {
    Invocation run = Invocation.of("evaluate", job(table, lines).toString(), "--json", "--quiet");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private Path job(Path table, String... lines) throws IOException {
    Path job = folder.resolve("job.conf");
    String source =
        "data.train { format = csv, path = \"" + table + "\", options { header = true } }";
    Files.write(
        job,
        Stream.concat(
                Stream.of(
                    "name = scores", source, "output.runs = \"" + folder.resolve("runs") + "\""),
                Stream.of(lines))
            .toList());
    return job;
  }
}

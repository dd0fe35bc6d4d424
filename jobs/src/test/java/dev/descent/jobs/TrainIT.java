package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job files of conf/ from a table to a run folder, and its model on rows again. */
final class TrainIT {
  private static final Path ROOT = Project.root();

  @TempDir private Path folder;

  @Test
  void diamondsGiveTheRunFolderOfTheContract() throws IOException {
    Invocation run = train("diamonds-linear");
    JsonNode json = run.json();
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "command", "outcome", "stopReason", "exitCode", "run", "parametersSha256", "metrics");
    assertThat(run.run().getFileName().toString()).matches("\\d{8}T\\d{6}\\.\\d{3}Z-[0-9a-f]{4}");
    assertThat(names(run.run()))
        .contains("run.json", "job.conf", "history.jsonl", "metrics.json", "model");
    assertThat(names(run.run().resolve("model")))
        .containsExactlyInAnyOrder("manifest.json", "model.json", "parameters.bin");
    assertThat(names(run.run().resolve("curves")))
        .containsExactlyInAnyOrder("bias.csv", "predicted.csv", "residuals.csv");
    JsonNode record = run.file("run.json");
    assertThat(record.get("parametersSha256")).isEqualTo(json.get("parametersSha256"));
    assertThat(record.at("/provenance/dataFingerprint").asText()).matches("[0-9a-f]{16}");
    assertThat(record.at("/rows/train").asLong()).isBetween(36_000L, 39_500L);
    // Six features and a label of 8 bytes each, for the training and the validation rows.
    assertThat(record.get("bytes").asLong())
        .isEqualTo(
            56 * (record.at("/rows/train").asLong() + record.at("/rows/validation").asLong()));
    JsonNode test = run.file("metrics.json").get("test");
    assertThat(test.get("r2").asDouble()).isCloseTo(0.859, within(0.01));
    assertThat(test.fieldNames())
        .toIterable()
        .contains("mse", "rmse", "mae", "r2", "explainedVariance", "medianAbsoluteError", "rows");
  }

  @Test
  void everyEpochIsALineOfTheHistory() throws IOException {
    Invocation run = train("diamonds-linear", "training.epochs = 4", "training.stop = null");
    List<String> lines = Files.readAllLines(run.run().resolve("history.jsonl"));
    assertThat(lines).hasSize(4);
    JsonNode last = Invocation.read(lines.get(3));
    assertThat(last.get("epoch").asInt()).isEqualTo(4);
    assertThat(last.get("objective").asDouble())
        .isEqualTo(last.get("loss").asDouble() + last.get("penalty").asDouble());
    assertThat(run.json().get("stopReason").asText()).isEqualTo("MAX_EPOCHS");
  }

  @Test
  void irisWritesCurves() throws IOException {
    Invocation run = train("iris-logistic");
    assertThat(names(run.run().resolve("curves")))
        .containsExactlyInAnyOrder(
            "calibration.csv", "gains.csv", "pr.csv", "roc.csv", "thresholds.csv");
    assertThat(Files.readAllLines(run.run().resolve("curves/thresholds.csv")).get(0))
        .isEqualTo("threshold,tp,fp,tn,fn,precision,recall,fallOut,f1");
    JsonNode test = run.file("metrics.json").get("test");
    assertThat(test.get("accuracy").asDouble()).isGreaterThan(0.85);
    assertThat(test.at("/confusion/tp").isNumber()).isTrue();
    JsonNode model = run.file("model/model.json");
    assertThat(model.at("/classes/1").asText()).isEqualTo("virginica");
    assertThat(model.get("coefficients").get(0)).hasSize(model.get("features").size());
    assertThat(model.get("intercepts")).hasSize(1);
  }

  @Test
  void twoRunsOfAJobAreTheSameBitForBit() {
    assertThat(train("iris-logistic").json().get("parametersSha256"))
        .isEqualTo(train("iris-logistic").json().get("parametersSha256"));
  }

  @Test
  void theResolvedJobFileTrainsTheSameModel() {
    Invocation first = train("iris-logistic", "seed = 7");
    Invocation again =
        Invocation.of("train", first.run().resolve("job.conf").toString(), "--json", "--quiet");
    assertThat(again.json().get("parametersSha256"))
        .isEqualTo(first.json().get("parametersSha256"));
  }

  @Test
  void evaluateFindsTheMetricsOfTraining() {
    Invocation train = train("iris-logistic");
    Invocation evaluate = run("evaluate", "iris-logistic", "use.data = test");
    assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
    assertThat(evaluate.json().at("/metrics/test")).isEqualTo(train.json().at("/metrics/test"));
    Invocation byPath =
        run("evaluate", "iris-logistic", "use.model = { path = \"" + train.run() + "/model\" }");
    assertThat(byPath.json().get("metrics")).isEqualTo(evaluate.json().get("metrics"));
  }

  @Test
  void predictAddsItsColumnsToTheInput() {
    train("iris-logistic");
    String path = folder.resolve("predictions").toString();
    String[] predictions = {
      "use.data = { format = csv, path = \""
          + ROOT
          + "/conf/samples/iris.csv\", options { header = true } }",
      "output.predictions = { format = parquet, path = \"" + path + "\" }"
    };
    Invocation predict = run("predict", "iris-logistic", predictions);
    assertThat(predict.exitCode()).as(predict.err()).isZero();
    Dataset<Row> table = TestSession.spark().read().parquet(path);
    assertThat(table.count()).isEqualTo(150);
    assertThat(table.columns()).contains("species", "prediction", "probability");
    assertThat(table.filter("prediction = 'virginica' and probability < 0.5").count()).isZero();
    Invocation again = run("predict", "iris-logistic", predictions);
    assertThat(again.exitCode()).isEqualTo(7);
    assertThat(again.complaints()).hasSize(1).first().asString().contains("output.predictions");
    assertThat(withoutItsCodec(predictions))
        .startsWith("descent: output.predictions.path: cannot write " + path)
        .contains("ClassNotFoundException: org.apache.hadoop.io.compress.BrotliCodec");
    assertThat(TestSession.spark().read().parquet(path).count()).isEqualTo(150);
  }

  /** What is said where every task fails. */
  private String withoutItsCodec(String... predictions) {
    String codec = "spark.sql.parquet.compression.codec";
    TestSession.spark().conf().set(codec, "brotli");
    try {
      List<String> overwrite = new ArrayList<>(List.of(predictions));
      overwrite.add("output.predictions.mode = overwrite");
      Invocation run = run("predict", "iris-logistic", overwrite.toArray(String[]::new));
      assertThat(run.exitCode()).isEqualTo(7);
      assertThat(run.complaints()).hasSize(1);
      return run.complaints().get(0);
    } finally {
      TestSession.spark().conf().unset(codec);
    }
  }

  private Invocation train(String job, String... overrides) {
    Invocation run = run("train", job, overrides);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private Invocation run(String command, String job, String... overrides) {
    List<String> words =
        new ArrayList<>(List.of(command, Project.jobFile(job, folder).toString(), "--json"));
    words.add("output.runs = \"" + folder.resolve("runs") + "\"");
    words.addAll(List.of(overrides));
    return Invocation.of(words.toArray(String[]::new));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

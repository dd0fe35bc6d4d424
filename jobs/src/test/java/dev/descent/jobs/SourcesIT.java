package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.TestSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on tables of every format, with one answer whatever the format. */
final class SourcesIT {
  @TempDir private Path folder;
  private Path csv = Path.of("");

  @BeforeEach
  void writeCsv() throws IOException {
    StringBuilder rows = new StringBuilder("a,b,y,p\n");
    for (int i = 0; i < 60; i++) {
      rows.append(
          i % 7 + ".25," + i % 5 + "," + (i * 3 % 4 > 1 ? "yes" : "no") + "," + i / 60.0 + "\n");
    }
    csv = Files.writeString(folder.resolve("rows.csv"), rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "parquet", "orc"})
  void theSameModelMetricsAndPredictionsAsFromCsv(String format) {
    String source = source(format);
    Invocation expected = run("train", csv());
    Invocation found = run("train", source);
    assertThat(found.json().get("parametersSha256"))
        .isEqualTo(expected.json().get("parametersSha256"));
    assertThat(found.file("metrics.json")).isEqualTo(expected.file("metrics.json"));
    Invocation evaluate = run("evaluate", source, "use.data = " + source);
    assertThat(evaluate.json().at("/metrics/test"))
        .isEqualTo(run("evaluate", csv(), "use.data = " + csv()).json().at("/metrics/test"));
    Invocation scores = run("evaluate", source, "data.score = p", "use.data = train");
    assertThat(scores.json().at("/metrics/train/rocAuc"))
        .isEqualTo(
            run("evaluate", csv(), "data.score = p", "use.data = train")
                .json()
                .at("/metrics/train/rocAuc"));
    assertThat(predictions(source, format)).isEqualTo(predictions(csv(), "of-csv"));
  }

  @Test
  void predictionsOfSeveralClassesAreScores() {
    String train = "data.train = " + csv();
    String path = folder.resolve("several").toString();
    run("train", csv(), "model.type = softmax");
    run(
        "predict",
        csv(),
        "model.type = softmax",
        "use.data = " + csv(),
        "output.predictions { format = json, path = \"" + path + "\" }");
    String scored = "{ format = json, path = \"" + path + "\" }";
    Invocation evaluate =
        run(
            "evaluate",
            csv(),
            train,
            "model.type = softmax",
            "data.score = [\"probabilities\"]",
            "use.data = " + scored);
    assertThat(evaluate.json().at("/metrics/test/rows").asInt()).isEqualTo(60);
  }

  @Test
  void badLinesAndOptionsEndWithOneLine() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"a\": 1}\n{\"a\": 2} {\"a\": 3}\n");
    Invocation refused = invoke("train", "{ format = json, path = \"" + bad + "\" }");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.complaints()).hasSize(1);
    Invocation option =
        invoke(
            "train", "{ format = orc, path = \"" + csv + "\", options { mergeSchema = false } }");
    assertThat(option.exitCode()).isEqualTo(3);
    assertThat(option.complaints())
        .singleElement()
        .asString()
        .contains("data.train.options.mergeSchema = false drops or changes rows");
  }

  private String csv() {
    return "{ format = csv, path = \"" + csv + "\", options { header = true } }";
  }

  /** The rows of the CSV file in another format, whose columns are text too. */
  private String source(String format) {
    String path = folder.resolve("rows-" + format).toString();
    table().write().format(format).save(path);
    return "{ format = " + format + ", path = \"" + path + "\" }";
  }

  private Dataset<Row> table() {
    return TestSession.spark().read().option("header", "true").csv(csv.toString());
  }

  private List<String> predictions(String source, String name) {
    String path = folder.resolve("predictions-" + name).toString();
    run(
        "predict",
        source,
        "use.data = " + source,
        "output.predictions { format = parquet, path = \"" + path + "\" }");
    return TestSession.spark()
        .read()
        .parquet(path)
        .select("a", "b", "y", "p", "prediction")
        .collectAsList()
        .stream()
        .map(Row::mkString)
        .sorted()
        .toList();
  }

  private Invocation run(String command, String source, String... settings) {
    Invocation run = invoke(command, source, settings);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private Invocation invoke(String command, String source, String... settings) {
    try {
      List<String> lines =
          List.of(
              "name = sources",
              "data.train = " + source,
              "data.label = y",
              "features.columns = [a, b]",
              "model.type = logistic",
              "training.epochs = 3",
              "output.runs = \"" + folder.resolve("runs") + "\"");
      Path job = Files.write(folder.resolve("job.conf"), lines);
      return Invocation.of(
          Stream.concat(
                  Stream.of(command, job.toString(), "--json", "--quiet"), Stream.of(settings))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

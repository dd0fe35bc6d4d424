package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.TestSession;
import java.io.IOException;
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
  void aFilterLeavesTheSameRowsInEveryCommandAndFormat() throws IOException {
    List<String> kept =
        Files.readAllLines(csv).stream().filter(line -> !line.matches("[0-2]\\..*")).toList();
    Path file = Files.write(folder.resolve("kept.csv"), kept);
    String smaller = "{ format = csv, path = \"" + file + "\", options { header = true } }";
    String filter = "data.filter = [{ column = a, op = \">=\", value = 3 }]";
    String split = "data.split { test = 0.3, validation = 0.2 }";
    Invocation expected = run("train", smaller, split);
    for (String source : List.of(csv(), source("json"), source("parquet"))) {
      Invocation found = run("train", source, split, filter);
      assertThat(found.file("run.json").get("rows"))
          .isEqualTo(expected.file("run.json").get("rows"));
      assertThat(found.json().get("parametersSha256"))
          .isEqualTo(expected.json().get("parametersSha256"));
      assertThat(
              run("evaluate", source, split, filter, "use.data = test").json().at("/metrics/test"))
          .isEqualTo(expected.json().at("/metrics/test"));
    }
    Invocation scores = run("evaluate", csv(), filter, "data.score = p", "use.data = train");
    assertThat(scores.json().at("/metrics/train/rows").asInt()).isEqualTo(kept.size() - 1);
    Invocation measured = run("evaluate", csv(), filter, "use.data = " + csv());
    assertThat(measured.json().at("/metrics/test/rows").asInt()).isEqualTo(kept.size() - 1);
    assertThat(predictions(csv(), "all", filter)).hasSize(60);
  }

  @Test
  void aFilterThatDoesNotFitTheData() {
    Invocation column = invoke("train", csv(), "data.filter = [{ column = c, op = is-null }]");
    assertThat(column.exitCode()).isEqualTo(3);
    assertThat(column.complaints())
        .singleElement()
        .asString()
        .contains("data.filter of data.train: there is no column c; the columns are a, b, y, p");
    Invocation op = invoke("train", csv(), "data.filter = [{ column = a, op = like, value = x }]");
    assertThat(op.exitCode()).isEqualTo(2);
    assertThat(op.complaints()).singleElement().asString().contains("data.filter[0].op must be =");
    Invocation cell =
        invoke("train", csv(), "data.filter = [{ column = y, op = \"=\", value = 1 }]");
    assertThat(cell.exitCode()).isEqualTo(3);
    assertThat(cell.complaints())
        .singleElement()
        .asString()
        .contains("column y holds no number, but data.filter compares it with a number");
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

  private List<String> predictions(String source, String name, String... settings) {
    String path = folder.resolve("predictions-" + name).toString();
    String output = "output.predictions { format = parquet, path = \"" + path + "\" }";
    run(
        "predict",
        source,
        Stream.concat(Stream.of("use.data = " + source, output), Stream.of(settings))
            .toArray(String[]::new));
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
    return new SourceJob(folder).run(command, source, settings);
  }

  private Invocation invoke(String command, String source, String... settings) {
    return new SourceJob(folder).invoke(command, source, settings);
  }
}

package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What check says before is what a run finds out. */
final class CheckIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diamonds-linear",
        "diamonds-polynomial",
        "digits-mlp",
        "digits-softmax",
        "breast-cancer-logistic",
        "diamonds-categories"
      })
  void theNumbersAreThoseOfTheRun(String job) throws IOException {
    JsonNode check = json("check", job);
    JsonNode record = json("train", job);
    JsonNode run = Invocation.read(Files.readString(runJson(record)));
    assertThat(check.get("parameters")).isEqualTo(run.get("parameters"));
    long parameters = run.get("parameters").asLong();
    assertThat(Files.size(runJson(record).resolveSibling("model/parameters.bin")))
        .isEqualTo(8 * parameters);
    assertThat(bytes(check, "parameters")).isEqualTo(8 * parameters);
    long rows = 0;
    for (JsonNode side : run.get("rows")) {
      rows += side.asLong();
    }
    assertThat(check.at("/rows/data.train").asLong()).isEqualTo(rows);
    assertThat(check.at("/sides/train").asDouble())
        .isCloseTo(run.at("/rows/train").asDouble(), withinPercentage(8));
    assertThat((double) bytes(check, "tiles"))
        .isCloseTo(run.get("bytes").asDouble(), withinPercentage(8));
  }

  /** Whatever the format, and after data.filter. */
  @Test
  void rowsAreCountedAsTrainReadsThem() throws IOException {
    List<String> json = new ArrayList<>(List.of("{\"a\":1,\"b\":", "{\"a\":1,\"b\":2}"));
    List<String> csv = new ArrayList<>(List.of("a,b,y", "1", "1,2,"));
    for (int i = 0; i < 60; i++) {
      json.add("{\"a\":" + i % 7 + ",\"b\":" + i % 5 + ",\"y\":" + i % 2 + "}");
      csv.add(i % 7 + "," + i % 5 + "," + i % 2);
    }
    Files.write(folder.resolve("rows.json"), json);
    Files.write(folder.resolve("rows.csv"), csv);
    for (String format : List.of("csv", "json")) {
      String job = job("rows." + format).toString();
      String[] settings = {
        "data.train.format = " + format,
        "data.bad-rows.skip-at-most = 0.2",
        "data.filter = [{ column = b, op = \"<=\", value = 3 }]",
        "--json",
      };
      if (format.equals("json")) {
        settings[0] += ", data.train.options = null";
      }
      Invocation check = run("check", job, settings);
      assertThat(check.exitCode()).as(check.err()).isZero();
      Invocation train = run("train", job, settings);
      assertThat(train.exitCode()).as(train.err()).isZero();
      long read = train.file("run.json").at("/badRows/data.train/read").asLong();
      assertThat(check.json().at("/rows/data.train").asLong()).as(format).isEqualTo(read);
      assertThat(read).isBetween(48L, 50L);
    }
  }

  @Test
  void whatLooksWrongIsAWarning() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,name,same,a,b,y"));
    for (int i = 0; i < 40; i++) {
      lines.add(1000 + i + "," + i * i + ",7," + i * 0.5 + "," + i % 3 + "," + i % 2);
    }
    Files.write(folder.resolve("rows.csv"), lines);
    Invocation run = Invocation.of("check", job("rows.csv").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("check: checked, nothing was trained")
        .containsPattern("data.train +40 rows")
        .containsPattern("features +5\n")
        .containsPattern("parameters +6\n")
        .contains(
            "warning: column same has one value in 40 rows; a column of one value teaches nothing, leave it out (features.exclude)")
        .contains("warning: column id looks like an identifier: each of 40 rows has another value")
        .contains("warning: column name looks like an identifier")
        .doesNotContain("column a looks")
        .doesNotContain("column b looks")
        .contains("warning: 40 rows for 5 features are fewer than 10 a feature");
    assertThat(folder.resolve("runs")).doesNotExist();
    String penalty = "model.penalty { type = ridge, strength = 0.1 }";
    assertThat(Invocation.of("check", job("rows.csv").toString(), penalty).out())
        .contains("warning: column name looks like an identifier")
        .doesNotContain("fewer than 10 a feature");
    JsonNode json = Invocation.of("check", job("rows.csv").toString(), "--json").json();
    assertThat(json.get("warnings")).hasSize(4);
    assertThat(json.fieldNames())
        .toIterable()
        .contains("command", "outcome", "exitCode", "run", "parametersSha256", "metrics");
  }

  /** What is wrong with all rows is refused as train refuses it, word for word. */
  @Test
  void whatTrainRefusesIsRefusedInTheSameWords() throws IOException {
    String good = "a,b,y\n1,2,0\n2,1,1\n";
    assertSame(good + "x,1,1\n", 3, "column a holds text");
    assertSame("a,b,y\n1,2,1\n2,1,1\n", 3, "has the one value 1");
    assertSame("a,b,y\n", 3, "no training row");
    assertSame(good, 3, "no column c", "features.columns = [c]");
    assertSame(good, 3, "no column t", "data.split { by { time = t }, test = 0.1 }");
    assertSame(good, 3, "no column g", "data.split { by { group = g }, test = 0.1 }");
    assertSame(good, 3, "no file", "data.train.path = \"" + folder.resolve("gone") + "\"");
    assertSame(good + ",1,1\n", 3, "a share of", "data.bad-rows.skip-at-most = 0.1");
    assertSame(
        good,
        2,
        "sums of a step need about",
        "model { type = mlp, loss = softmax, hidden = [300000, 200] }");
    assertSame(
        good,
        2,
        "parameters, more than 2147483647",
        "model { type = mlp, loss = softmax, hidden = [300000, 200000] }");
  }

  private void assertSame(String rows, int exitCode, String words, String... settings)
      throws IOException {
    Files.writeString(folder.resolve("same.csv"), rows);
    String job = job("same.csv").toString();
    Invocation check = run("check", job, settings);
    Invocation train = run("train", job, settings);
    assertThat(train.exitCode()).as(train.err()).isEqualTo(exitCode);
    assertThat(check.exitCode()).as(check.err()).isEqualTo(exitCode);
    assertThat(check.complaints()).isEqualTo(train.complaints());
    assertThat(check.complaints()).hasSizeGreaterThan(0);
    assertThat(check.complaints()).anyMatch(line -> line.contains(words));
  }

  private static Invocation run(String command, String job, String... settings) {
    return Invocation.of(
        Stream.concat(Stream.of(command, job), Stream.of(settings)).toArray(String[]::new));
  }

  /** Where the sample is not all rows, what it shows may be otherwise in all. */
  @Test
  void aSampleDoesNotSpeakForAllRows() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,y"));
    for (int i = 0; i < 12_000; i++) {
      lines.add(i % 7 + "," + (i < 500 ? "x" : "" + i % 5) + "," + (i < 11_000 ? 0 : 1));
    }
    Files.write(folder.resolve("late.csv"), lines);
    Path job = job("late.csv", "data.bad-rows.skip-at-most = 0.045");
    Invocation check = Invocation.of("check", job.toString());
    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(check.out())
        .contains("warning: in a sample of 10000 rows: data.label: column y has the one value 0")
        .contains(
            "warning: in a sample of 10000 rows: data.train: 500 of 10000 rows cannot be used");
    Invocation train = Invocation.of("train", job.toString());
    assertThat(train.exitCode()).as(train.err()).isZero();
  }

  @Test
  void scoresAreNotChecked() throws IOException {
    Files.writeString(folder.resolve("s.csv"), "p,y\n0.1,1\n");
    Invocation run = Invocation.of("check", job("s.csv", "data.score = p").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains("data.score goes with evaluate, but the command is check");
  }

  private JsonNode json(String command, String job) {
    Invocation run =
        Invocation.of(
            command,
            Project.jobFile(job, folder).toString(),
            "--json",
            "--quiet",
            "output.runs = \"" + folder.resolve("runs") + "\"");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.json();
  }

  private static Path runJson(JsonNode run) {
    return Path.of(run.get("run").asText().replaceFirst("^file:", "")).resolve("run.json");
  }

  private static long bytes(JsonNode check, String name) {
    for (JsonNode estimate : check.get("estimates")) {
      if (estimate.get("name").asText().equals(name)) {
        return estimate.get("bytes").asLong();
      }
    }
    throw new AssertionError("no estimate of " + name + " in " + check);
  }

  private Path job(String table, String... settings) throws IOException {
    List<String> lines =
        List.of(
            "name = check",
            "data.label = y",
            "data.train { format = csv, options { header = true } }",
            "data.train.path = \"" + folder.resolve(table) + "\"",
            "model.type = logistic",
            "training.epochs = 2",
            "output.runs = \"" + folder.resolve("runs") + "\"");
    return Files.write(
        folder.resolve("job.conf"), Stream.concat(lines.stream(), Stream.of(settings)).toList());
  }
}

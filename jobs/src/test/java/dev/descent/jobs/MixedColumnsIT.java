package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.model.Model;
import dev.descent.model.ModelReader;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers, categories and missing values in one table, from a job file through every command. */
final class MixedColumnsIT {
  private static final Path MIXED = Project.root().resolve("jobs/src/test/resources/mixed");
  private static final String RIDGE =
      "model.penalty { type = ridge, strength = 0.05 }, features.rare.below = 40, "
          + "features.missing { fill = median, indicator = true }";

  @TempDir private Path folder;

  /** See mixed/golden.py; scikit-learn's C is strength 1 / (rows C). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "none | features.missing = mean",
        "ridge | '" + RIDGE + "'",
        "original | 'features.missing = zero, model.penalty { type = ridge, strength = 0.01, on = original }'"
      })
  void agreesWithScikitLearn(String name, String settings) throws IOException {
    String[] golden =
        Files.readAllLines(MIXED.resolve("log-loss.csv")).stream()
            .filter(line -> line.startsWith(name + ","))
            .findFirst()
            .orElseThrow()
            .split(",", -1);
    Invocation run = done("train", settings);
    assertThat(run.json().at("/metrics/train/rows").asInt()).isEqualTo(600);
    assertThat(run.json().at("/metrics/train/logLoss").asDouble())
        .isCloseTo(Double.parseDouble(golden[1]), within(1e-6));
    assertThat(run.file("model/model.json").get("features")).hasSize(Integer.parseInt(golden[2]));
  }

  @Test
  void saysWhichColumnsAreCategories() throws IOException {
    Invocation run =
        Invocation.of("train", job().toString(), "features.missing = mean", "training.epochs = 2");
    assertThat(run.err()).contains("mixed: columns of categories: city (6), plan (3), shop (4)");
    Invocation quiet = done("train", "features.missing = mean");
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.file("run.json").get("categories"))
        .hasToString("{\"city\":6,\"plan\":3,\"shop\":4}");
    assertThat(quiet.file("run.json").get("missing")).hasToString("{\"age\":97,\"plan\":49}");
    assertThat(quiet.run().resolve("report.html"))
        .content()
        .contains("Missing values of the training rows");
    assertThat(quiet.file("model/model.json").get("features").toString())
        .contains("\"age\",\"city=Berlin\",\"city=Cairo\"", "\"plan=(missing)\",\"shop=9\"")
        .doesNotContain("city=Athens");
  }

  /** All categories and an intercept would be one column too many for each column of categories. */
  @Test
  void withoutAPenaltyNoColumnDependsOnOthers() throws IOException {
    String[] linear = {
      "data { label = income, positive = null }",
      "features { exclude = [y], missing = mean }",
      "model.type = linear",
      "training.solver = exact"
    };
    JsonNode rank = done("train", linear).file("run.json").get("rank");
    assertThat(rank).hasToString("{\"columns\":12,\"rank\":12,\"aliased\":[]}");
    linear[2] = "model { type = linear, intercept = false }";
    assertThat(done("train", linear).file("model/model.json").get("features"))
        .hasSize(1 + 6 + 4 + 4);
  }

  @Test
  void evaluateFindsTheMetricsOfTraining() throws IOException {
    Invocation train = done("train", RIDGE);
    Invocation evaluate = done("evaluate", RIDGE, "use.data = train");
    assertThat(evaluate.json().at("/metrics/train")).isEqualTo(train.json().at("/metrics/train"));
  }

  /**
   * New categories and missing values in the rows to predict; the model alone predicts the same.
   */
  @Test
  void predictsWhatTheModelSays() throws IOException {
    Path rows =
        Files.write(
            folder.resolve("new.csv"),
            List.of(
                "plan,city,shop,age,income",
                "pro,Berlin,9,33.5,20000",
                "?,Oslo,77,?,30000",
                "free,Faro,10,50,10000"));
    Invocation train = done("train", RIDGE);
    Path out = folder.resolve("predictions");
    done(
        "predict",
        RIDGE,
        "use.data { format = csv, path = \""
            + rows
            + "\", options { header = true, nullValue = \"?\" } }",
        "output.predictions { format = parquet, path = \"" + out + "\" }");
    List<Double> found =
        TestSession.spark()
            .read()
            .parquet(out.toString())
            .orderBy("income")
            .collectAsList()
            .stream()
            .map(row -> row.<Double>getAs("probability"))
            .toList();
    Path model = train.run().resolve("model");
    Model read = ModelReader.read(name -> Files.newInputStream(model.resolve(name)));
    assertThat(found)
        .containsExactly(
            probability(read, "50", "Faro", 10000, "free", "10"),
            probability(read, "33.5", "Berlin", 20000, "pro", "9"),
            probability(read, "", "Oslo", 30000, "", "77"));
  }

  private static double probability(
      Model model, String age, String city, double income, String... others) {
    List<Column> columns = model.encoding().expansion().inputs();
    assertThat(columns.stream().map(Column::name))
        .containsExactly("age", "city", "income", "plan", "shop");
    Categorical plan = (Categorical) columns.get(3);
    double[] raw = {
      age.isEmpty() ? Double.NaN : Double.parseDouble(age),
      ((Categorical) columns.get(1)).code(city),
      income,
      others[0].isEmpty() ? plan.missing() : plan.code(others[0]),
      ((Categorical) columns.get(4)).code(others[1])
    };
    double[] score = {model.score(raw)};
    model.loss().predict(score);
    return score[0];
  }

  @Test
  void aModelThatRefusesNewCategoriesSaysSo() throws IOException {
    Path rows =
        Files.write(
            folder.resolve("new.csv"),
            List.of("age,city,income,plan,shop", "33,Oslo,1,pro,9", "33,Faro,1,pro,9"));
    done("train", "features.missing = mean, features.unseen = fail");
    Invocation predict =
        run(
            "predict",
            "use.data { format = csv, path = \"" + rows + "\", options { header = true } }",
            "output.predictions { format = parquet, path = \"" + folder.resolve("p") + "\" }");
    assertThat(predict.exitCode()).isEqualTo(3);
    assertThat(predict.complaints())
        .singleElement()
        .asString()
        .contains(
            "use.data: column city has a category that no training row has; clean it, because the"
                + " model needs it (1 row, e.g. \"Oslo\" in ");
  }

  @Test
  void missingValuesAreBadDataUnlessTheJobFillsThem() throws IOException {
    Invocation run = run("train");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.complaints())
        .anyMatch(
            line ->
                line.contains("data.train: column age is missing; fill it, set features.missing"))
        .anyMatch(
            line ->
                line.contains("data.train: column plan is missing; fill it, set features.missing"));
  }

  /** Another choice of categories starts from the coefficients of those that stay. */
  @Test
  void startsFromAModelOfOtherCategories() throws IOException {
    Invocation first = done("train", RIDGE);
    Invocation second =
        Invocation.of(
            "train",
            job().toString(),
            "--json",
            RIDGE.replace("below = 40", "below = 25"),
            "training { epochs = 1, start { model = \"" + first.run().resolve("model") + "\" } }");
    JsonNode start = second.file("run.json").get("start");
    assertThat(start.get("added").toString()).isEqualTo("[\"city=Delhi\"]");
    assertThat(start.get("dropped").toString()).isEqualTo("[]");
    assertThat(second.err())
        .contains("starts from the model in ")
        .contains("/model; new, from 0: city=Delhi\n");
  }

  private Invocation done(String command, String... settings) throws IOException {
    Invocation run = run(command, settings);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private Invocation run(String command, String... overrides) throws IOException {
    List<String> words = new ArrayList<>(List.of(command, job().toString(), "--json", "--quiet"));
    words.addAll(List.of(overrides));
    return Invocation.of(words.toArray(String[]::new));
  }

  private Path job() throws IOException {
    return Files.write(
        folder.resolve("job.conf"),
        List.of(
            "name = mixed",
            "data.train { format = csv, path = \""
                + MIXED.resolve("rows.csv")
                + "\", options { header = true, nullValue = \"?\" } }",
            "data { label = y, positive = yes }",
            "features.categorical = [shop]",
            "model.type = logistic",
            "training { solver = l-bfgs, stop.tolerance = 1e-10 }",
            "output.runs = \"" + folder.resolve("runs") + "\""));
  }
}

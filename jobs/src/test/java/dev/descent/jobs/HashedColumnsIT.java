package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.encode.Column;
import dev.descent.encode.Hashed;
import dev.descent.model.Model;
import dev.descent.model.ModelReader;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns whose values are hashed, from a job file through every command. */
final class HashedColumnsIT {
  private static final Path MIXED = Project.root().resolve("jobs/src/test/resources/mixed");
  private static final String HASHED =
      "features { hashed { columns = [\"c*\", plan, shop], size = 16 }, missing = mean }";

  @TempDir private Path folder;

  /** See mixed/golden.py, which hashes by itself; scikit-learn's C is strength 1 / (rows C). */
  @Test
  void agreesWithScikitLearn() throws IOException {
    String[] golden =
        Files.readAllLines(MIXED.resolve("log-loss.csv")).stream()
            .filter(line -> line.startsWith("hashed,"))
            .findFirst()
            .orElseThrow()
            .split(",", -1);
    Invocation run = done("train", HASHED);
    assertThat(run.json().at("/metrics/train/logLoss").asDouble())
        .isCloseTo(Double.parseDouble(golden[1]), within(1e-6));
    assertThat(run.file("model/model.json").get("features")).hasSize(Integer.parseInt(golden[2]));
    Invocation evaluate = done("evaluate", HASHED, "use.data = train");
    assertThat(evaluate.json().at("/metrics/train")).isEqualTo(run.json().at("/metrics/train"));
  }

  /** The table has 14 values, which meet 11 features; golden.py tells that too. */
  @Test
  void saysHowManyValuesMeet() throws IOException {
    String said = "about 18 values in 11 of 16 features, 66.7% of them share one with another";
    Invocation loud = Invocation.of("train", job(MIXED.resolve("rows.csv")).toString(), HASHED);
    assertThat(loud.err()).contains("mixed: hashed columns: city, plan, shop: " + said);
    Invocation run = done("train", HASHED);
    assertThat(run.err()).isEmpty();
    assertThat(run.file("run.json").get("hashed"))
        .hasToString(
            "{\"size\":16,\"buckets\":11,\"values\":18,\"collisionRate\":0.6666666666666666}");
    assertThat(Files.readString(run.run().resolve("job.conf")))
        .contains("hashed {", "columns = [\"c*\", \"plan\", \"shop\"]", "size = 16");
    assertThat(done("check", HASHED).json().get("hashed"))
        .isEqualTo(run.file("run.json").get("hashed"));
    Invocation check = Invocation.of("check", job(MIXED.resolve("rows.csv")).toString(), HASHED);
    assertThat(check.out()).contains("hashed columns             " + said);
  }

  @Test
  void saysWhenTheFeaturesAreTooFew() throws IOException {
    String small = sized(4);
    String said = "more than about 5 values in 4 of 4 features; raise features.hashed.size";
    Invocation loud = Invocation.of("train", job(MIXED.resolve("rows.csv")).toString(), small);
    assertThat(loud.err()).contains("hashed columns: city, plan, shop: " + said);
    assertThat(done("check", small).json().get("warnings").toString())
        .contains("in a sample of 600 rows: " + said);
  }

  /** With many features those that are 0 are left out of the tiles. */
  @ParameterizedTest
  @CsvSource({"16, dense", "262144, sparse"})
  void nothingHangsOnTheOrderOfTheRows(int size, String form) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    List<String> lines = new ArrayList<>(Files.readAllLines(MIXED.resolve("rows.csv")));
    List<String> rows = lines.subList(1, lines.size());
    for (int seed = 0; seed < 2; seed++) {
      Path shuffled = Files.write(folder.resolve("rows" + seed + ".csv"), lines);
      Invocation run = run(job(shuffled), "train", sized(size));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.file("model/model.json").path("form").asText("dense")).isEqualTo(form);
      found.add(run.json().get("parametersSha256").asText() + run.file("run.json").get("hashed"));
      Collections.shuffle(rows, new Random(seed));
    }
    assertThat(found).hasSize(1);
  }

  /** A value that no training row has, and one that is missing; the model alone says the same. */
  @ParameterizedTest
  @ValueSource(ints = {16, 1024, 20_000})
  void predictsWhatTheModelSays(int size) throws IOException {
    Path rows =
        Files.write(
            folder.resolve("new.csv"),
            List.of(
                "plan,city,shop,age,income",
                "pro,Berlin,9,33.5,20000",
                "?,Oslo,77,?,30000",
                "free,?,10,50,10000"));
    Invocation train = done("train", sized(size));
    Path out = folder.resolve("predictions");
    done(
        "predict",
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
    assertThat(read.encoding().columns()).containsExactly("age", "income", "city", "plan", "shop");
    assertThat(found)
        .containsExactly(
            probability(read, 50, 10000, "", "free", "10"),
            probability(read, 33.5, 20000, "Berlin", "pro", "9"),
            probability(read, Double.NaN, 30000, "Oslo", "", "77"));
  }

  private static double probability(Model model, double age, double income, String... values) {
    List<Column> columns = model.encoding().expansion().inputs();
    double[] raw = {age, income, 0, 0, 0};
    for (int j = 0; j < values.length; j++) {
      Hashed column = (Hashed) columns.get(2 + j);
      raw[2 + j] = values[j].isEmpty() ? column.missing() : column.code(values[j]);
    }
    double[] score = {model.score(raw)};
    model.loss().predict(score);
    return score[0];
  }

  @Test
  void missingValuesAreBadDataUnlessTheJobSaysMore() throws IOException {
    Invocation run = run("train", "features { exclude = [age], hashed.columns = [plan] }");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains("data.train: column plan is missing; fill it, set features.missing");
  }

  @Test
  void aColumnThatIsListedTwiceIsNamed() throws IOException {
    Invocation named = run("train", HASHED, "features.categorical = [shop]");
    assertThat(named.exitCode()).isEqualTo(2);
    assertThat(named.complaints())
        .singleElement()
        .asString()
        .startsWith(
            "descent: features.hashed.columns and features.categorical must not both name shop");
    Invocation found = run("train", HASHED, "features.categorical = [city]");
    assertThat(found.exitCode()).isEqualTo(3);
    assertThat(found.complaints())
        .containsExactly(
            "descent: features.categorical: city is one of features.hashed.columns; list it in one of the two");
  }

  /** Other numbers beside as many hashed features start from these; other sizes do not. */
  @Test
  void startsFromAModelOfAsManyHashedFeatures() throws IOException {
    Invocation first = done("train", HASHED);
    String start =
        "training { epochs = 1, start { model = \"" + first.run().resolve("model") + "\" } }";
    JsonNode same = done("train", HASHED, "features.exclude = [age]", start).file("run.json");
    assertThat(same.at("/start/added")).isEmpty();
    assertThat(same.at("/start/dropped")).hasToString("[\"age\"]");
    JsonNode other = done("train", sized(32), start).file("run.json");
    assertThat(other.at("/start/added")).hasToString("[\"hash[0] to hash[31]\"]");
    assertThat(other.at("/start/dropped")).hasToString("[\"hash[0] to hash[15]\"]");
  }

  private static String sized(int size) {
    return HASHED.replace("16", Integer.toString(size));
  }

  private Invocation done(String command, String... settings) throws IOException {
    Invocation run = run(command, settings);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private Invocation run(String command, String... overrides) throws IOException {
    return run(job(MIXED.resolve("rows.csv")), command, overrides);
  }

  private static Invocation run(Path job, String command, String... overrides) {
    List<String> words = new ArrayList<>(List.of(command, job.toString(), "--json", "--quiet"));
    words.addAll(List.of(overrides));
    return Invocation.of(words.toArray(String[]::new));
  }

  private Path job(Path rows) throws IOException {
    return Files.write(
        folder.resolve("job.conf"),
        List.of(
            "name = mixed",
            "data.train { format = csv, path = \""
                + rows
                + "\", options { header = true, nullValue = \"?\" } }",
            "data { label = y, positive = yes }",
            "model { type = logistic, penalty { type = ridge, strength = 0.02 } }",
            "training { solver = l-bfgs, stop.tolerance = 1e-10 }",
            "output.runs = \"" + folder.resolve("runs") + "\""));
  }
}

package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors and lines of LIBSVM, from a job file through every command. */
final class VectorColumnsIT {
  private static final int SIZE = 8;
  private static final int ROWS = 400;
  private static final String SPLIT = "data.split { test = 0.25, validation = 0.15 }";

  @TempDir private Path folder;

  /** Rows with about half of their numbers, and a class that depends on them and on chance. */
  private static List<double[]> numbers() {
    Random random = new Random(11);
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                random
                    .doubles(SIZE)
                    .map(x -> random.nextBoolean() ? Math.round(16 * x - 8) / 4.0 : 0)
                    .toArray())
        .toList();
  }

  private static int label(double[] x) {
    return x[0] - x[2] + x[5] + (x[1] > 1.5 ? 1 : 0) > 0.1 ? 1 : -1;
  }

  private static String line(double[] x) {
    return IntStream.range(0, SIZE)
        .filter(j -> x[j] != 0)
        .mapToObj(j -> (j + 1) + ":" + x[j])
        .collect(Collectors.joining(" ", label(x) + " ", ""));
  }

  private static List<String> lines() {
    return numbers().stream().map(VectorColumnsIT::line).toList();
  }

  @BeforeEach
  void writeLines() throws IOException {
    Files.write(folder.resolve("a.svm"), lines());
  }

  private Path job(String... settings) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "name = vectors",
                "data.train { format = libsvm, path = \"" + folder.resolve("a.svm") + "\" }",
                "model { type = logistic, penalty { type = ridge, strength = 0.01 } }",
                "training.solver = l-bfgs",
                "output.runs = \"" + folder.resolve("runs") + "\""));
    lines.addAll(List.of(settings));
    return Files.write(folder.resolve("job.conf"), lines);
  }

  private Invocation invoke(String command, String... settings) throws IOException {
    return Invocation.of(
        Stream.concat(
                Stream.of(command, job().toString(), "--json", "--quiet"), Stream.of(settings))
            .toArray(String[]::new));
  }

  private Invocation done(String command, String... settings) throws IOException {
    Invocation run = invoke(command, settings);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private String source(String format, String name) {
    return "{ format = " + format + ", path = \"" + folder.resolve(name) + "\" }";
  }

  private static String sha256(Invocation run) {
    return run.json().get("parametersSha256").asText();
  }

  @Test
  void throughEveryCommand() throws IOException {
    JsonNode check = done("check", SPLIT).json();
    Invocation run = done("train", SPLIT, "evaluation.examples.rows = 50");
    JsonNode model = run.file("model/model.json");
    assertThat(model.at("/encoding/columns").toString())
        .isEqualTo("[{\"name\":\"features\",\"size\":8}]");
    assertThat(model.at("/features/7").asText()).isEqualTo("features[7]");
    assertThat(model.at("/classes").toString()).isEqualTo("[-1,1]");
    assertThat(check.get("features").asInt()).isEqualTo(SIZE);
    assertThat(check.get("parameters")).isEqualTo(run.file("run.json").get("parameters"));
    assertThat(run.json().at("/metrics/test/accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(Files.readString(run.run().resolve("job.conf")))
        .contains("vector = \"features\"", "label = \"label\"");
    assertThat(Files.readAllLines(run.run().resolve("examples.jsonl")))
        .hasSizeGreaterThan(50)
        .as("also where the last numbers of a line are left away")
        .allSatisfy(row -> assertThat(Json.parse(row).at("/values/features")).hasSize(SIZE));
    Invocation evaluated = done("evaluate", SPLIT, "use.data = test");
    assertThat(evaluated.json().at("/metrics/test/logLoss"))
        .isEqualTo(run.json().at("/metrics/test/logLoss"));
    assertPredicts(run);
  }

  private void assertPredicts(Invocation run) throws IOException {
    for (String format : List.of("parquet", "orc", "json")) {
      Path out = folder.resolve("out-" + format);
      done("predict", "use.data = " + source("libsvm", "a.svm"), predictions(format, out));
      Dataset<Row> rows = TestSession.spark().read().format(format).load(out.toString());
      assertThat(rows.columns())
          .containsExactlyInAnyOrder("label", "features", "prediction", "probability");
      assertThat(rows.count()).isEqualTo(ROWS);
    }
    Dataset<Row> parquet = TestSession.spark().read().parquet(folder + "/out-parquet");
    assertThat(parquet.where("label = prediction").count()).isGreaterThan(ROWS * 9 / 10);
    assertThat(parquet.first().<Vector>getAs("features").numNonzeros()).isPositive();
    Invocation again =
        done(
            "evaluate",
            "use.data = " + source("parquet", "out-parquet"),
            "use.model.path = \"" + run.run().resolve("model") + "\"");
    assertThat(again.json().at("/metrics/test/rows").asInt()).isEqualTo(ROWS);
  }

  private static String predictions(String format, Path path) {
    return "output.predictions { format = " + format + ", path = \"" + path + "\" }";
  }

  /** Format, kind of vector, files and their order: the rows are the same. */
  @Test
  void everyFormAndOrderGivesTheSameParametersAndSides() throws IOException {
    Invocation lines = done("train", SPLIT);
    List<String> found = new ArrayList<>();
    for (String form : List.of("dense", "sparse", "floats")) {
      write(form).repartition(3).write().parquet(folder.resolve(form).toString());
      Invocation run =
          done(
              "train",
              SPLIT,
              "data.train = " + source("parquet", form),
              "data.label = label",
              "features.vector = features");
      assertThat(run.json().get("metrics")).isEqualTo(lines.json().get("metrics"));
      found.add(sha256(run));
    }
    List<String> shuffled = new ArrayList<>(lines());
    Collections.shuffle(shuffled, new Random(1));
    Files.createDirectory(folder.resolve("many"));
    for (int f = 0; f < 5; f++) {
      Files.write(folder.resolve("many/part-" + f), shuffled.subList(f * 80, (f + 1) * 80));
    }
    found.add(sha256(done("train", SPLIT, "data.train = " + source("libsvm", "many"))));
    found.add(sha256(done("train", SPLIT, "data.train = " + source("libsvm", "many/part-*"))));
    assertThat(found).containsOnly(sha256(lines));
  }

  /** Forty thousand features, a few of them in a row: what is 0 is nowhere. */
  @Test
  void manyFeaturesOfWhichMostAreZero() throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (double[] x : numbers()) {
      int rare = SIZE + 1 + random.nextInt(39_000);
      lines.add(line(x) + " " + rare + ":1 40000:0.5");
    }
    Files.write(folder.resolve("wide.svm"), lines);
    String wide = "data.train = " + source("libsvm", "wide.svm");
    JsonNode check = done("check", wide, SPLIT).json();
    Invocation run = done("train", wide, SPLIT);
    JsonNode model = run.file("model/model.json");
    assertThat(model.get("form").asText()).isEqualTo("sparse");
    assertThat(model.has("features")).isFalse();
    assertThat(Files.size(run.run().resolve("model/standardization.bin"))).isEqualTo(640_000);
    assertThat(check.get("features").asInt()).isEqualTo(40_000);
    for (JsonNode estimate : check.get("estimates")) {
      assertThat(estimate.get("bytes").asLong()).as(estimate.toString()).isLessThan(40_000_000);
    }
    assertThat(run.json().at("/metrics/test/accuracy").asDouble()).isGreaterThan(0.85);
    Invocation evaluated = done("evaluate", wide, SPLIT, "use.data = test");
    assertThat(evaluated.json().at("/metrics/test")).isEqualTo(run.json().at("/metrics/test"));
    Path out = folder.resolve("out-wide");
    done("predict", "use.data = " + source("libsvm", "wide.svm"), predictions("parquet", out));
    Dataset<Row> predicted = TestSession.spark().read().parquet(out.toString());
    assertThat(predicted.where("label = prediction").count()).isGreaterThan(ROWS * 9 / 10);
    Invocation again =
        done("train", wide, SPLIT, "training.start.model = \"" + run.run().resolve("model") + "\"");
    assertThat(again.json().get("stopReason").asText()).isEqualTo("CONVERGED");
    assertThat(again.file("run.json").get("epochs").asInt()).isLessThan(4);
  }

  /** Half of the numbers are not 0: products of all of them are faster. */
  @Test
  void fewZerosAreStored() throws IOException {
    assertThat(done("train", SPLIT).file("model/model.json").has("form")).isFalse();
  }

  private static Dataset<Row> write(String form) {
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add(
                "features",
                form.equals("floats")
                    ? DataTypes.createArrayType(DataTypes.FloatType)
                    : SQLDataTypes.VectorType());
    List<Row> rows =
        numbers().stream().map(x -> RowFactory.create((double) label(x), vector(form, x))).toList();
    return TestSession.spark().createDataFrame(rows, schema);
  }

  private static Object vector(String form, double[] x) {
    Vector dense = Vectors.dense(x);
    return switch (form) {
      case "dense" -> dense;
      case "sparse" -> dense.toSparse();
      default -> IntStream.range(0, SIZE).mapToObj(j -> (float) x[j]).toArray(Float[]::new);
    };
  }

  /** The rows stand in another order, which the last digits tell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "features.standardize = true",
        "features { polynomial { degree = 2 }, divide-by = 4 }",
        "training { solver = mini-batch, batch-size = full, epochs = 30 }"
      })
  void theNumbersAreWhatColumnsAre(String settings) throws IOException {
    Invocation vectors = done("train", settings);
    List<String> csv = new ArrayList<>(List.of("label,a,b,c,d,e,f,g,h"));
    for (double[] x : numbers()) {
      csv.add(
          label(x)
              + IntStream.range(0, SIZE).mapToObj(j -> "," + x[j]).collect(Collectors.joining()));
    }
    Files.write(folder.resolve("a.csv"), csv);
    Invocation columns =
        done(
            "train",
            settings,
            "data.train { format = csv, options { header = true }, path = \""
                + folder
                + "/a.csv\" }",
            "data.label = label",
            "features.columns = [\"*\"]");
    for (String metric : List.of("logLoss", "rocAuc", "accuracy")) {
      assertThat(vectors.json().at("/metrics/train/" + metric).asDouble())
          .as(metric)
          .isCloseTo(columns.json().at("/metrics/train/" + metric).asDouble(), within(1e-7));
    }
  }

  @Test
  void filtersAndFoldersOfLines() throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.add("5 20:1");
    for (String side : List.of("train", "test")) {
      Files.createDirectories(folder.resolve("t/side=" + side));
      Files.write(folder.resolve("t/side=" + side + "/a"), lines);
    }
    Invocation run =
        done(
            "train",
            "data.train = " + source("libsvm", "t"),
            "data.split { by { column = side } }",
            "data.filter = [{ column = label, op = \"!=\", value = 5 }]");
    assertThat(run.file("run.json").at("/rows/train").asInt()).isEqualTo(ROWS);
    assertThat(run.file("run.json").at("/rows/test").asInt()).isEqualTo(ROWS);
  }

  /** A wider table goes on from the model of a narrower one. */
  @Test
  void warmStartsByIndex() throws IOException {
    Invocation first = done("train");
    List<String> wider = new ArrayList<>(lines());
    wider.add("1 1:1 10:0.5");
    Files.write(folder.resolve("wider"), wider);
    Invocation second =
        done(
            "train",
            "data.train = " + source("libsvm", "wider"),
            "training.start.model = \"" + first.run().resolve("model") + "\"");
    assertThat(second.file("run.json").at("/start/added").toString())
        .isEqualTo("[\"features[8]\",\"features[9]\"]");
    assertThat(second.file("model/model.json").at("/encoding/columns/0/size").asInt())
        .isEqualTo(10);
  }

  @Test
  void skipsBadLinesByReason() throws IOException {
    Invocation good = done("train");
    List<String> lines = new ArrayList<>(lines());
    lines.addAll(List.of("1 9:1 8:2", "1 0:1", "1 99:nan", "maybe 1:1", "1 5", "1 3:1 3:2"));
    Files.write(folder.resolve("bad"), lines);
    Invocation run =
        done(
            "train", "data.train = " + source("libsvm", "bad"), "data.bad-rows.skip-at-most = 0.1");
    assertThat(sha256(run)).isEqualTo(sha256(good));
    JsonNode reasons = run.file("run.json").at("/badRows/data.train/reasons");
    assertThat(reasons).hasSize(6);
    assertThat(reasons.get("a line has indices that do not ascend").asInt()).isEqualTo(1);
    assertThat(
            reasons
                .get("column features has a vector with a number that is NaN or infinite")
                .asInt())
        .isEqualTo(1);
  }

  /** What the data show is exit code 3, what the job file shows 2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "3 | '1 1:2#-1 3:1 2:1' | '' | 'data.train: a line has indices that do not ascend; fix the file (1 row, e.g. \"-1 3:1 2:1\"'",
        "3 | '1 1:2#x 2:1' | '' | 'data.train: the label of a line is not a number; fix the file (1 row'",
        "3 | '1 1:2#-1 2:inf' | '' | 'data.train: column features has a vector with a number that is NaN or infinite; clean it or drop the row (1 row, e.g. features[1] = Infinity'",
        "3 | '1 1:2#-1 2:1#2 1:1' | '' | 'data.label: column label has 3 classes (-1, 1, 2); name the positive one in data.positive'",
        "3 | '1 1:2#-1 2:1' | 'features.vector = label2' | 'features.vector: there is no column label2; did you mean label?'",
        "3 | '1 1:2#-1 2:1' | 'data.label = features2' | 'data.train: there is no column features2; did you mean features?'",
        "3 | '1 1:2#-1 2:1' | 'data.weight = features' | 'features.vector: features is the label, weight or split column and cannot be a feature; name another one'",
        "3 | '1 1:2#-1 2:1' | 'features.columns = [features]' | 'features.columns: column features has vectors; name it in features.vector instead, or leave it out (features.exclude)'",
        "3 | '1 1:2#-1 2:1' | 'features.columns = [\"*\"]' | 'features.columns: column features has vectors; name it in features.vector instead, or leave it out (features.exclude)'",
        "3 | '1 1:2#-1 2:1' | 'data.train.options.numFeatures = 9' | 'data.train.options.numFeatures is no option of lines of LIBSVM'",
        "2 | '1 1:2#-1 2:1' | 'features.exclude = [a]' | 'features.exclude goes with columns, but lines of libsvm have features.vector = features'"
      })
  void errors(int exitCode, String lines, String setting, String message) throws IOException {
    Files.write(folder.resolve("wrong"), List.of(lines.split("#", -1)));
    String[] settings =
        Stream.of("data.train { path = \"" + folder.resolve("wrong") + "\" }", setting)
            .filter(text -> !text.isEmpty())
            .toArray(String[]::new);
    Invocation run = invoke("train", settings);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.complaints()).singleElement().asString().contains(message);
  }

  @Test
  void othersThanTheTrainingRowsMayNotBeLonger() throws IOException {
    Files.write(folder.resolve("short"), List.of("1 1:2", "-1"));
    Files.write(folder.resolve("long"), List.of("1 1:2", "-1 9:1"));
    Invocation run = done("train", "data.test = " + source("libsvm", "short"));
    assertThat(run.json().at("/metrics/test/rows").asInt()).isEqualTo(2);
    String longer =
        ": column features has a vector with an index beyond those of the training rows";
    assertRefused("data.test" + longer, "train", "data.test = " + source("libsvm", "long"));
    assertRefused("data.test" + longer, "check", "data.test = " + source("libsvm", "long"));
    assertRefused("use.data" + longer, "evaluate", "use.data = " + source("libsvm", "long"));
    assertRefused(
        "use.data" + longer,
        "predict",
        "use.data = " + source("libsvm", "long"),
        predictions("json", folder.resolve("p")));
  }

  /** A vector that is not open is refused where it is shorter, too. */
  @Test
  void vectorsOfAnotherKindThanTheModelsAreRefused() throws IOException {
    done("train");
    Dataset<Row> all = write("floats");
    all.withColumn("features", functions.slice(functions.col("features"), 1, 5))
        .write()
        .parquet(folder.resolve("five").toString());
    assertRefused(
        "use.data: column features has a vector of another size than the training rows",
        "evaluate",
        "use.data = " + source("parquet", "five"));
    all.withColumn("features", functions.lit(1.0))
        .write()
        .parquet(folder.resolve("numbers").toString());
    assertRefused(
        "use.data: column features has the type double, but vectors are needed; convert it to a"
            + " vector or an array of numbers",
        "evaluate",
        "use.data = " + source("parquet", "numbers"));
  }

  private void assertRefused(String message, String command, String... settings)
      throws IOException {
    Invocation run = invoke(command, settings);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(run.complaints()).singleElement().asString().contains(message);
  }

  @Test
  void predictionsAsCsvAreRefusedBeforeAnythingIsRead() throws IOException {
    done("train");
    Invocation run =
        invoke(
            "predict",
            "use.data = " + source("libsvm", "a.svm"),
            predictions("csv", folder.resolve("p")));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains(
            "output.predictions.format = csv cannot hold column features, which has vectors; use"
                + " parquet, json or orc");
  }

  /** Scores beside vectors: these are part of the row, and no feature. */
  @Test
  void scoresBesideVectors() throws IOException {
    write("sparse")
        .withColumn("p", functions.expr("if(label > 0, 0.75, 0.25)"))
        .write()
        .parquet(folder.resolve("scored").toString());
    Path file =
        Files.write(
            folder.resolve("scores.conf"),
            List.of(
                "name = scores",
                "data { test = " + source("parquet", "scored") + ", label = label, score = p }",
                "evaluation.bootstrap = 10",
                "output.runs = \"" + folder.resolve("runs") + "\""));
    Invocation run = Invocation.of("evaluate", file.toString(), "--json", "--quiet");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().at("/metrics/test/accuracy").asDouble()).isEqualTo(1);
  }
}

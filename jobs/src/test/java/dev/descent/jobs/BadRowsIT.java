package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.spark.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that cannot be used are left out exactly, up to the share that the job file allows. */
final class BadRowsIT {
  private static final String HEADER = "a,b,w,side,y";
  private static final String SKIP = "data.bad-rows { skip-at-most = 0.1 }";

  /** One of every kind, and one more that only the classes of the training rows give away. */
  private static final List<String> BAD =
      List.of(
          "NaN,1,1,train,yes",
          "-Infinity,1,1,test,no",
          ",1,1,train,yes",
          "1,many,1,train,yes",
          "1,2",
          "1,2,3,train,yes,6",
          "1,2,-1,train,yes",
          "1,2,x,validation,yes",
          "1,2,1,elsewhere,yes",
          "1,2,1,,yes",
          "1,2,1,train,",
          "1,2,1,validation,maybe");

  @TempDir private Path folder;

  @Test
  void theRestGivesTheSameBitsAsATableWithoutThem() throws IOException {
    Invocation clean = run("train", good(), SKIP);
    Invocation skipped = run("train", mixed(), SKIP);
    assertThat(clean.exitCode()).as(clean.err()).isZero();
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    for (String same : List.of("/parametersSha256", "/metrics")) {
      assertThat(skipped.json().at(same)).as(same).isEqualTo(clean.json().at(same));
    }
    JsonNode record = skipped.file("run.json");
    for (String same : List.of("/rows", "/provenance/dataFingerprint", "/rowsByClass", "/bytes")) {
      assertThat(record.at(same)).as(same).isEqualTo(clean.file("run.json").at(same));
    }
    assertThat(clean.file("run.json").at("/badRows/data.train").toString())
        .isEqualTo("{\"read\":400,\"skipped\":0,\"reasons\":{}}");
    assertThat(clean.err()).doesNotContain("warning");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "features.missing { fill = mean, indicator = true }",
        "features.missing = median",
        "features { missing = zero, categorical = [a] }"
      })
  void theyLeaveNoTraceInWhatIsFittedToTheRows(String features) throws IOException {
    List<String> missing = List.of(",0.5,1,train,yes", ",-0.5,1,train,no", ",2,1,train,yes");
    List<String> bad = List.of("1000,NaN,1,train,yes", "1000,inf,1,train,no", "1000,1,1,train,");
    List<String> all = Stream.concat(missing.stream(), bad.stream()).toList();
    Invocation clean = run("train", table("clean.csv", missing), SKIP, features);
    Invocation skipped = run("train", table("skewed.csv", all), SKIP, features);
    assertThat(clean.exitCode()).as(clean.err()).isZero();
    assertThat(skipped.file("run.json").at("/badRows/data.train/skipped").asInt()).isEqualTo(3);
    assertThat(skipped.json().get("parametersSha256"))
        .isEqualTo(clean.json().get("parametersSha256"));
  }

  @Test
  void theyAreCountedByReason() throws IOException {
    Invocation skipped = run("train", mixed(), SKIP);
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    assertThat(skipped.file("run.json").at("/badRows/data.train").toString())
        .isEqualTo(
            "{\"read\":412,\"skipped\":12,\"reasons\":{"
                + "\"a line has too few or too many fields\":2,"
                + "\"column a is NaN or infinite\":2,"
                + "\"column a is missing\":1,"
                + "\"column b holds text, not a number\":1,"
                + "\"column side must be train, validation or test\":2,"
                + "\"label y is missing\":1,"
                + "\"label y is none of the classes no, yes\":1,"
                + "\"weight w must be a finite number >= 0\":2}}");
    assertThat(skipped.err())
        .contains(
            "descent: warning: data.train: skipped 12 of 412 rows: a line has too few or too many"
                + " fields (2), column a is NaN or infinite (2), ");
  }

  @Test
  void moreThanTheShareAreRefused() throws IOException {
    Invocation run = run("train", mixed(), "data.bad-rows { skip-at-most = 0.02 }");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.complaints()).hasSize(8);
    assertThat(run.complaints().get(0))
        .isEqualTo(
            "descent: data.train: 11 of 412 rows cannot be used, a share of 0.026699029, more than"
                + " data.bad-rows.skip-at-most = 0.02; clean them, or raise it");
    assertThat(run.complaints())
        .anyMatch(line -> line.contains("column a is missing; fill it") && line.contains("empty"));
    assertThat(run("train", mixed(), "data.bad-rows = fail").complaints()).hasSize(7);
  }

  @Test
  void evaluateLeavesThemOutToo() throws IOException {
    Path table = mixed();
    Invocation train = run("train", table, SKIP);
    Invocation test = run("evaluate", table, SKIP, "use.data = test");
    assertThat(test.exitCode()).as(test.err()).isZero();
    assertThat(test.json().at("/metrics/test")).isEqualTo(train.json().at("/metrics/test"));
    assertThat(test.file("run.json").at("/badRows/data.train/skipped").asInt()).isEqualTo(12);
    assertThat(test.err()).contains("descent: warning: data.train: skipped 12 of 412 rows");
    Invocation refused = run("evaluate", table, "use.data = test");
    assertThat(refused.exitCode()).isEqualTo(3);
  }

  @Test
  void scoresThatAreNoProbabilitiesAreLeftOut() throws IOException {
    Path scores =
        Files.writeString(folder.resolve("scores.csv"), "p,y\n0.9,1\n0.2,0\nNaN,1\n1.5,1\n0.4,1\n");
    Path job =
        Files.writeString(
            folder.resolve("scores.conf"),
            """
            name = scores
            data { label = y, score = p, bad-rows { skip-at-most = 0.4 } }
            data.train { format = csv, path = "%s", options { header = true } }
            output.runs = "%s"
            """
                .formatted(scores, folder.resolve("runs")));
    Invocation run = Invocation.of("evaluate", job.toString(), "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().at("/metrics/train/rows").asInt()).isEqualTo(3);
    assertThat(run.file("run.json").at("/badRows/data.train/reasons").toString())
        .isEqualTo(
            "{\"column p is NaN or infinite\":1,\"column p must be a probability in [0, 1]\":1}");
    String few = "data.bad-rows.skip-at-most = 0.39";
    assertThat(Invocation.of("evaluate", job.toString(), few).exitCode()).isEqualTo(3);
  }

  @Test
  void predictWritesTheOthers() throws IOException {
    Path table = mixed();
    run("train", table, SKIP);
    String path = folder.resolve("predicted").toString();
    String[] use = {
      "use.data { format = csv, path = \"" + table + "\", options { header = true } }",
      "output.predictions { format = parquet, path = \"" + path + "\" }",
    };
    Invocation refused = run("predict", table, use);
    assertThat(refused.exitCode()).isEqualTo(3);
    Invocation run = run("predict", table, SKIP, use[0], use[1]);
    assertThat(run.exitCode()).as(run.err()).isZero();
    // Neither label nor weight nor side is needed: six rows have features that cannot be read.
    assertThat(run.json().get("rows").asInt()).isEqualTo(406);
    assertThat(run.json().at("/badRows/use.data/read").asInt()).isEqualTo(412);
    assertThat(run.json().at("/badRows/use.data/skipped").asInt()).isEqualTo(6);
    assertThat(run.err()).contains("descent: warning: use.data: skipped 6 of 412 rows");
    Dataset<Row> predictions = TestSession.spark().read().parquet(path);
    assertThat(predictions.count()).isEqualTo(406);
    assertThat(predictions.filter("prediction is null or a is null").count()).isZero();
  }

  /** As a user sees it: one line, and no file. */
  @Test
  void predictOfAFileThatIsCutShort() throws IOException {
    run("train", good());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(Files.readAllBytes(good()));
    }
    Path cut =
        Files.write(
            folder.resolve("cut.csv.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    Path predicted = folder.resolve("of-cut");
    List<String> words =
        List.of(
            "predict",
            folder.resolve("job.conf").toString(),
            "use.data { format = csv, path = \"" + cut + "\", options { header = true } }",
            "output.predictions { format = parquet, path = \"" + predicted + "\" }");
    Program.Ended ended = Program.of("scripts/descent", "--master=local[2]", words).run().with(3);
    assertThat(ended.err().stream().filter(line -> !line.startsWith("WARNING: Using incubator")))
        .singleElement()
        .asString()
        .startsWith("descent: use.data: cannot read file://" + cut + ": ");
    assertThat(predicted).doesNotExist();
  }

  private Path good() throws IOException {
    return table("good.csv", List.of());
  }

  private Path mixed() throws IOException {
    return table("mixed.csv", BAD);
  }

  private Path table(String name, List<String> more) throws IOException {
    Random random = new Random(5);
    List<String> rows = new ArrayList<>(more);
    String[] sides = {"train", "train", "train", "validation", "test"};
    for (int i = 0; i < 400; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      String label = a - b + random.nextGaussian() > 0 ? "yes" : "no";
      rows.add(a + "," + b + "," + (1 + i % 3) + "," + sides[i % 5] + "," + label);
    }
    Collections.shuffle(rows, random);
    return Files.write(
        folder.resolve(name), Stream.concat(Stream.of(HEADER), rows.stream()).toList());
  }

  private Invocation run(String command, Path table, String... settings) throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            name = bad-rows
            data { label = y, weight = w, split { by { column = side } } }
            data.train { format = csv, path = "%s", options { header = true } }
            features.columns = [a, b]
            model.type = logistic
            training { solver = l-bfgs, epochs = 5 }
            output.runs = "%s"
            """
                .formatted(table, folder.resolve("runs")));
    return Invocation.of(
        Stream.concat(Stream.of(command, job.toString(), "--json"), Stream.of(settings))
            .toArray(String[]::new));
  }
}

package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.spec.JobSpec;
import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What init writes trains as it is, and says why it is so. */
final class InitIT {
  private static final Path SAMPLES = Project.root().resolve("conf/samples");

  @TempDir private Path folder;
  private Path job = Path.of("");

  @BeforeEach
  void name() {
    job = folder.resolve("job.conf");
  }

  /** Bounds that the job files of conf reach, or a little less. */
  @ParameterizedTest
  @CsvSource({
    "iris.csv, , softmax, accuracy, 0.85",
    "diamonds.csv.gz, price, linear, r2, 0.9",
    "digits.csv.gz, , softmax, accuracy, 0.94",
    "digits.libsvm.gz, , softmax, accuracy, 0.94",
    "breast_cancer.csv, , logistic, accuracy, 0.93",
    "diabetes.csv, , linear, r2, 0.3",
    "wine.csv, , softmax, accuracy, 0.9",
  })
  void theSamples(String table, @Nullable String label, String type, String metric, double least)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("init", SAMPLES.resolve(table).toString()));
    if (label != null) {
      words.add("--label=" + label);
    }
    JobSpec spec = init(words);
    assertThat(spec.model().type().toString()).isEqualToIgnoringCase(type);
    assertThat(train().json().at("/metrics/test/" + metric).asDouble()).isGreaterThan(least);
  }

  /** As the raw files of Adult are: no header, spaces, question marks, numbers and texts. */
  @Test
  void mixedColumnsWithoutAHeader() throws IOException {
    JobSpec spec = init(mixed(""));
    assertThat(spec.data().train().options().keySet())
        .containsExactlyInAnyOrder("header", "ignoreLeadingWhiteSpace", "nullValue");
    assertThat(spec.data().label()).isEqualTo("_c5");
    assertThat(spec.features().exclude()).containsExactly("_c0", "_c4");
    assertThat(Files.readString(job))
        .contains("\"_c0\"", "# another value in each row, as an identifier has")
        .contains("\"_c4\"", "# one value in all rows teaches nothing")
        .contains("2 of numbers, categories: _c2 (3)")
        .contains("missing = mean")
        .contains("2 classes: no, yes");
    assertThat(train().json().at("/metrics/test/accuracy").asDouble()).isGreaterThan(0.8);
  }

  @Test
  void otherFormatsAreReadAsTheCommandsReadThem() throws IOException {
    mixed("id,age,work,hours,country,rich\n");
    Dataset<Row> rows =
        TestSession.spark()
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .option("ignoreLeadingWhiteSpace", "true")
            .option("nullValue", "?")
            .csv(folder.resolve("people.data").toString());
    for (String format : List.of("parquet", "orc", "json")) {
      String table = folder.resolve("table-" + format).toString();
      rows.write().format(format).save(table);
      Files.deleteIfExists(job);
      // The fields of JSON have no order, so there is no last one to guess.
      JobSpec spec =
          init(
              format.equals("json")
                  ? List.of("init", table, "--label=rich")
                  : List.of("init", table));
      assertThat(spec.data().train().format()).hasValue(format);
      assertThat(spec.data().label()).isEqualTo("rich");
      assertThat(spec.features().exclude()).contains("id", "country");
      assertThat(train().exitCode()).isZero();
    }
  }

  /** Sorted by the label, so that the first rows have one class only; many values of one column. */
  @Test
  void aLargeTableIsLookedAtEverywhere() throws IOException {
    List<String> lines = new ArrayList<>(List.of("city,size,kind"));
    for (int i = 0; i < 30_000; i++) {
      lines.add("c" + i * 7919L % 3001 + "," + i % 100 * 0.5 + "," + (i < 20_000 ? "a" : "b"));
    }
    Path table = Files.write(folder.resolve("large.csv"), lines);
    JobSpec spec = init(List.of("init", table.toString()));
    assertThat(spec.model().type().toString()).isEqualToIgnoringCase("logistic");
    assertThat(spec.features().categories().hashed().orElseThrow().columns())
        .containsExactly("city");
    assertThat(train().exitCode()).isZero();
  }

  @Test
  void missingLabelsAndShortLinesAreSkippedAndSaid() throws IOException {
    List<String> lines = new ArrayList<>(List.of("a,b,y"));
    for (int i = 0; i < 100; i++) {
      lines.add(i % 7 + "," + i % 5 * 0.5 + "," + (i % 20 == 0 ? "" : i % 3 * 1.5));
    }
    lines.add("1,2");
    Path table = Files.write(folder.resolve("holes.csv"), lines);
    JobSpec spec = init(List.of("init", table.toString()));
    assertThat(spec.data().skipAtMost()).hasValue(0.12);
    assertThat(Files.readString(job)).contains("of the rows have no label or cannot be read");
    assertThat(train().exitCode()).isZero();
  }

  /** Nothing that a table holds gets out of a comment or a string. */
  @Test
  void hostileNamesStayNames() throws IOException {
    String hostile =
        "{\"a\\nseed = 7 #\":%d,\"b\\\"]\":\"%s\",\"y\\nname = x\":\"c\\nname = d%d\"}";
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(hostile.formatted(i % 4, i % 3 == 0 ? "x*" : "}", i % 2));
    }
    Path table = Files.write(folder.resolve("hostile.json"), lines);
    JobSpec spec = init(List.of("init", table.toString()));
    assertThat(spec.name()).isEqualTo("hostile");
    assertThat(spec.seed()).isEqualTo(42);
    assertThat(spec.data().label()).isEqualTo("y\nname = x");
    assertThat(train().exitCode()).isZero();
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws IOException {
    Files.writeString(job, "mine");
    Invocation run =
        Invocation.of("init", SAMPLES.resolve("iris.csv").toString(), "--output=" + job);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().contains("exists already", "--output");
    assertThat(job).hasContent("mine");
  }

  @Test
  void whatCannotBeLookedAt() throws IOException {
    assertRefused(3, "check the path", "none.csv");
    Files.writeString(folder.resolve("table"), "a,b\n1,2\n");
    assertRefused(2, "--format=csv|json", "table");
    assertRefused(2, "--format must be csv", "table", "--format=exel");
    Files.writeString(folder.resolve("empty.csv"), "");
    assertRefused(3, "is empty", "empty.csv");
    Files.writeString(folder.resolve("header.csv"), "a,b\n");
    assertRefused(3, "has no rows", "header.csv");
    Files.writeString(folder.resolve("one.csv"), "a,b\n1,2\n2,2\n");
    assertRefused(3, "cannot be predicted: it has 1 values", "one.csv");
    assertRefused(3, "did you mean a?", "one.csv", "--label=A");
    Files.writeString(folder.resolve("alone.csv"), "y\n1\n2\n");
    assertRefused(3, "no column is left to learn from", "alone.csv");
  }

  private void assertRefused(int exitCode, String words, String table, String... options) {
    Invocation run =
        Invocation.of(
            Stream.concat(
                    Stream.of("init", folder.resolve(table).toString(), "--output=" + job),
                    Stream.of(options))
                .toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.complaints()).singleElement().asString().contains(words);
    assertThat(job).doesNotExist();
  }

  private List<String> mixed(String header) throws IOException {
    StringBuilder text = new StringBuilder(header);
    for (int i = 0; i < 300; i++) {
      String work = i % 17 == 0 ? "?" : List.of("Private", "State-gov", "Self-emp").get(i % 3);
      String age = i % 23 == 0 ? "?" : String.valueOf(20 + i * 7 % 50);
      String rich = i % 3 == 0 && i * 7 % 50 > 10 ? "yes" : "no";
      text.append(String.join(", ", "n" + i, age, work, "" + i % 40 * 0.5, "US", rich))
          .append('\n');
    }
    Path table = Files.writeString(folder.resolve("people.data"), text);
    return List.of("init", table.toString());
  }

  private JobSpec init(List<String> words) throws IOException {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--output=" + job, "--json"));
    Invocation run = Invocation.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.json().get("jobFile").asText()).isEqualTo(job.toString());
    return JobSpec.parse("job.conf", Files.readString(job), List.of(), Map.of());
  }

  private Invocation train() {
    Invocation run =
        Invocation.of(
            "train",
            job.toString(),
            "--json",
            "--quiet",
            "output.runs = \"" + folder.resolve("runs") + "\"");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }
}

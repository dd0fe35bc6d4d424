package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits by time, group and class through the program. */
final class SplitIT {
  private static final String HEADER = "day,customer,a,b,y";
  private static final String TIME =
      "data.split { by { time = day }, test = 0.2, validation = 0.1 }";
  private static final String GROUP = "data.split { by { group = customer }, test = 0.2 }";
  private static final String STRATIFY =
      "data.split { stratify = y, test = 0.2, validation = 0.1 }";

  @TempDir private Path folder;

  @Test
  void timeIsSaidInTheRecordAndIsNoFeature() throws IOException {
    Invocation train = run("train", table("a.csv", 1), TIME);
    assertThat(train.exitCode()).as(train.err()).isZero();
    JsonNode record = train.file("run.json");
    // 500 rows on 100 days: the last 20 days, and the 10 before them.
    assertThat(record.get("split").toString())
        .isEqualTo(
            "{\"by\":\"time\",\"column\":\"day\",\"validationFrom\":\"2026-03-12\",\"testFrom\":\"2026-03-22\"}");
    assertThat(record.get("rows").toString())
        .isEqualTo("{\"train\":350,\"validation\":50,\"test\":100}");
    assertThat(train.file("model/model.json").get("features").toString())
        .isEqualTo("[\"a\",\"b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {TIME, GROUP, STRATIFY})
  void evaluateFindsTheSidesOfTraining(String split) throws IOException {
    Invocation train = run("train", table("a.csv", 1), split);
    assertThat(train.exitCode()).as(train.err()).isZero();
    Invocation test = run("evaluate", table("b.csv", 2), split, "use.data = test");
    assertThat(test.exitCode()).as(test.err()).isZero();
    assertThat(test.json().at("/metrics/test")).isEqualTo(train.json().at("/metrics/test"));
    assertThat(test.json().at("/metrics/test/rows").asInt()).isBetween(70, 130);
  }

  /** Neither the order of the file nor rows that are skipped or of weight 0 move a bit. */
  @ParameterizedTest
  @ValueSource(strings = {TIME, GROUP, STRATIFY})
  void theOrderOfTheFileAndBadRowsChangeNothing(String split) throws IOException {
    Invocation clean = run("train", table("a.csv", 1), split);
    String[] bad = {
      "2026-09-09,c1,NaN,1,yes", "2025-01-01,c1,1,x,no", "2026-03-22,c1,1,2", ",,1,2,", ",,,,maybe"
    };
    Invocation skipped =
        run("train", table("b.csv", 2, bad), split, "data.bad-rows { skip-at-most = 0.01 }");
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    assertThat(skipped.json().get("parametersSha256"))
        .isEqualTo(clean.json().get("parametersSha256"));
    assertThat(skipped.json().get("metrics")).isEqualTo(clean.json().get("metrics"));
    assertThat(skipped.file("run.json").get("split"))
        .isEqualTo(clean.file("run.json").get("split"));
    assertThat(skipped.file("run.json").at("/badRows/data.train/skipped").asInt()).isEqualTo(5);
  }

  /** Categories, hashed values and missing ones that are filled count as the numbers of others. */
  @ParameterizedTest
  @ValueSource(strings = {TIME, STRATIFY})
  void rowsOfAllKindsOfFeaturesCount(String split) throws IOException {
    String[] without = {"2026-03-30,,1,,yes", "2026-02-01,c9,1,,no", "2026-01-01,c9,1,x,no"};
    Path table = table("a.csv", 1, without);
    String[] ways = {
      "features { columns = [a, b, customer], exclude = [], missing = mean }",
      "features { columns = [customer, b], exclude = [], missing = zero, categorical = [customer, b] }",
      "features { columns = [b], exclude = [], missing = median, hashed { columns = [customer], size = 64 } }",
      "features { columns = [customer], exclude = [] }",
    };
    int[] usable = {502, 503, 502, 502};
    for (int i = 0; i < ways.length; i++) {
      Invocation train =
          run("train", table, split, ways[i], "data.bad-rows { skip-at-most = 0.01 }");
      assertThat(train.exitCode()).as(train.err()).isZero();
      JsonNode rows = train.file("run.json").get("rows");
      assertThat(rows.get("test").asInt()).as(ways[i]).isBetween(99, 102);
      assertThat(rows.get("validation").asInt()).as(ways[i]).isBetween(48, 52);
      int all =
          rows.get("train").asInt() + rows.get("validation").asInt() + rows.get("test").asInt();
      assertThat(all).as(ways[i]).isEqualTo(usable[i]);
    }
  }

  @Test
  void everyClassHasItsShare() throws IOException {
    Invocation train = run("train", table("a.csv", 1), STRATIFY);
    assertThat(train.exitCode()).as(train.err()).isZero();
    double all =
        Files.readAllLines(folder.resolve("a.csv")).stream()
            .filter(l -> l.endsWith(",yes"))
            .count();
    JsonNode test = train.file("metrics.json").get("test");
    assertThat(test.get("positives").asDouble()).isCloseTo(0.2 * all, within(0.5));
    assertThat(test.get("rows").asDouble()).isCloseTo(100, within(1.0));
    assertThat(train.file("run.json").get("split").toString())
        .isEqualTo("{\"by\":\"hash\",\"stratify\":\"y\"}");
  }

  @Test
  void aGroupThatIsMissingIsABadRow() throws IOException {
    Invocation run = run("train", table("a.csv", 1, "2026-01-01,,1,2,yes"), GROUP);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.complaints())
        .singleElement()
        .asString()
        .contains(
            "data.train: column customer, by which rows are split, is missing; fill it or drop the row (1 row, e.g. empty in");
    Invocation unknown = run("train", table("a.csv", 1), GROUP, "data.split.by.group = custmer");
    assertThat(unknown.complaints())
        .singleElement()
        .asString()
        .contains("there is no column custmer; did you mean customer?");
    Invocation late = run("train", table("a.csv", 1), TIME, "data.split.by.time = dya");
    assertThat(late.complaints())
        .singleElement()
        .asString()
        .contains("there is no column dya; the columns are day, ");
    assertThat(late.exitCode()).isEqualTo(3);
  }

  private Path table(String name, int seed, String... more) throws IOException {
    Random random = new Random(7);
    List<String> rows = new ArrayList<>(List.of(more));
    for (int i = 0; i < 500; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      String label = a - b + random.nextGaussian() > 0 ? "yes" : "no";
      LocalDate day = LocalDate.of(2026, 1, 1).plusDays(i / 5);
      rows.add(day + ",c" + i % 120 + "," + a + "," + b + "," + label);
    }
    Collections.shuffle(rows, new Random(seed));
    return Files.write(
        folder.resolve(name), Stream.concat(Stream.of(HEADER), rows.stream()).toList());
  }

  private Invocation run(String command, Path table, String... settings) throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("job.conf"),
            """
            name = split
            data { label = y, positive = yes }
            data.train { format = csv, path = "%s", options { header = true } }
            features { columns = ["*"], exclude = [%s] }
            model.type = logistic
            training { solver = l-bfgs, epochs = 5 }
            output.runs = "%s"
            """
                .formatted(
                    table,
                    Stream.of("day", "customer")
                        .filter(column -> !settings[0].contains("= " + column))
                        .reduce((x, y) -> x + ", " + y)
                        .orElse(""),
                    folder.resolve("runs")));
    return Invocation.of(
        Stream.concat(Stream.of(command, job.toString(), "--json"), Stream.of(settings))
            .toArray(String[]::new));
  }
}

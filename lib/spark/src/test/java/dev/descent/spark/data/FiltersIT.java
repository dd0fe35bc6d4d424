package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.TestSession;
import dev.descent.spark.data.Filter.Comparison;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions leave exactly the rows that meet them, whatever the types of the columns. */
final class FiltersIT {
  private static final String TYPED =
      "select * from values (1, 9S, 5L, 0.1f, 0.5D, 1.10BD, 'b', true, date'2026-01-31',"
          + " timestamp'2026-01-31T00:00:00Z', timestamp_ntz'2026-01-31 00:00:00', array(1)),"
          + " (2, 10S, 9007199254740993L, 0.2f, double('NaN'), 2.20BD, 'B', false,"
          + " date'2026-02-01', timestamp'2026-01-31T23:00:00Z', timestamp_ntz'2026-02-01 12:00:00',"
          + " null), (3, null, null, null, null, null, null, null, null, null, null, null)"
          + " as t(id, s, l, f, d, m, t, b, day, at, local, other)";

  private final TestFiles files;

  FiltersIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s | GREATER | 9 | 2",
        "s | GREATER | 9.5 | 2",
        "s | LESS | 1e30 | 1 2",
        "l | EQUAL | 5 | 1",
        "l | NOT_EQUAL | 5 | 2",
        "l | EQUAL | 9007199254740992 |",
        "f | EQUAL | 0.1 | 1",
        "f | GREATER_OR_EQUAL | 0.2 | 2",
        "d | LESS_OR_EQUAL | 0.5 | 1 2",
        "m | EQUAL | 1.1 | 1",
        "m | GREATER | 1.1 | 2",
        "t | EQUAL | 'b' | 1",
        "t | LESS | 'a' | 2",
        "b | EQUAL | true | 1",
        "b | NOT_EQUAL | true | 2",
        "day | GREATER_OR_EQUAL | '2026-02-01' | 2",
        "day | LESS | '2026-02-01' | 1",
        "at | GREATER | '2026-01-31' | 2",
        "at | EQUAL | '2026-02-01T00:00:00+01:00' | 2",
        "at | EQUAL | '2026-01-31 23:00:00' | 2",
        "local | LESS | '2026-02-01T00:00' | 1",
        "other | IS_NULL | | 2 3",
        "other | IS_NOT_NULL | | 1",
        "s | IN | 8, 9 | 1",
        "s | NOT_IN | 8, 9 | 2",
        "t | NOT_IN | 'x', 'b' | 2",
        "day | IN | '2026-01-31', '2026-02-01' | 1 2",
      })
  void everyType(String column, Comparison comparison, String values, String ids) {
    Filter filter = new Filter(column, comparison, values(values));
    String parquet = files.folder().resolve("typed").toString();
    TestSession.spark().sql(TYPED).write().mode("overwrite").parquet(parquet);
    for (Dataset<Row> rows :
        List.of(TestSession.spark().sql(TYPED), read("parquet", parquet, Map.of()))) {
      assertThat(ids(Filters.apply("data.train", rows, List.of(filter))))
          .isEqualTo(ids == null ? "" : ids);
    }
  }

  @Test
  void notANumberIsABadRow() {
    Dataset<Row> rows = TestSession.spark().sql(TYPED);
    Filter filter = new Filter("d", Comparison.GREATER, values("0.1"));
    assertRefused(
        Filters.apply("data.train", rows, List.of(filter)),
        "data.train: column d holds no number, but data.filter compares it with a number; clean it,"
            + " or put the value in quotes to compare text (1 row, e.g. \"NaN\")");
  }

  @ParameterizedTest
  @CsvSource({
    "csv, GREATER, 9, 3 4",
    "csv, EQUAL, 10.0, 3",
    "csv, NOT_IN, '10, 11', 1 4",
    "csv, LESS, '''2''', 1 3",
    "csv, IS_NULL, , 2",
    "json, GREATER, 9, 3 4",
    "json, LESS, '''2''', 1 3",
    "json, IS_NULL, , 2",
  })
  void textIsComparedAsTheValueIsWritten(
      String format, Comparison comparison, String values, String ids) throws IOException {
    Filter filter = new Filter("n", comparison, values(values));
    Dataset<Row> rows =
        format.equals("csv")
            ? TestFiles.csv(files.file("a.csv", "id,n", "1,1e0", "2,", "3, 10", "4,90"))
            : read(
                "json",
                files.file(
                    "a.json",
                    "{\"id\": 1, \"n\": 1e0}",
                    "{\"id\": 2}",
                    "{\"id\": 3, \"n\": \" 10\"}",
                    "{\"id\": 4, \"n\": 90}"),
                Map.of());
    assertThat(ids(Filters.apply("data.train", rows, List.of(filter)))).isEqualTo(ids);
  }

  @Test
  void booleansInText() throws IOException {
    Dataset<Row> rows =
        TestFiles.csv(files.file("a.csv", "id,b", "1,true", "2,False", "3, TRUE ", "4,"));
    Filter filter = new Filter("b", Comparison.EQUAL, List.of(new Filter.Truth(true)));
    assertThat(ids(Filters.apply("data.train", rows, List.of(filter)))).isEqualTo("1 3");
  }

  @Test
  void aCellThatIsNoNumberIsABadRowUnlessAnotherConditionDropsIt() throws IOException {
    Dataset<Row> rows =
        TestFiles.csv(
            files.file("a.csv", "a,y,k", "1,2,x", "many,3,x", "many,4,z", "5,six,x", "7,8,x,9"));
    Filter number = new Filter("a", Comparison.GREATER, values("0"));
    Filter other = new Filter("y", Comparison.LESS, values("6"));
    Filter kind = new Filter("k", Comparison.EQUAL, values("'x'"));
    assertRefused(
        Filters.apply("data.train", rows, List.of(number, other, kind)),
        "data.train: a line has too few or too many fields; fix the file (1 row, e.g. \"7,8,x,9\""
            + " in FOLDER/a.csv)",
        "data.train: column a holds no number, but data.filter compares it with a number; clean it,"
            + " or put the value in quotes to compare text (1 row, e.g. \"many\" in FOLDER/a.csv)",
        "data.train: column y holds no number, but data.filter compares it with a number; clean it,"
            + " or put the value in quotes to compare text (1 row, e.g. \"six\" in FOLDER/a.csv)");
  }

  @Test
  void badLinesOfJsonStay() throws IOException {
    String path = files.file("a.json", "{\"a\": 1, \"y\": 2}", "{\"a\": 9, \"y\": 2}", "{\"a\": 3");
    Filter filter = new Filter("a", Comparison.LESS, values("5"));
    assertRefused(
        Filters.apply("data.train", read("json", path, Map.of()), List.of(filter)),
        "data.train: a line is not one JSON object; fix the file (1 row, e.g. \"{\"a\": 3\" in"
            + " FOLDER/a.json)");
  }

  @Test
  void foldersAreJudgedBeforeAFileIsRead() throws IOException {
    for (int k : List.of(9, 10, 11)) {
      Path folder = Files.createDirectories(files.folder().resolve("table/k=" + k));
      Files.writeString(folder.resolve("a.csv"), "id,y\n" + k + ",1" + (k == 9 ? ",bad\n" : "\n"));
    }
    Dataset<Row> rows = TestFiles.csv(files.folder().resolve("table").toString());
    Dataset<Row> left =
        Filters.apply(
            "data.train", rows, List.of(new Filter("k", Comparison.GREATER, values("9"))));
    assertThat(left.queryExecution().executedPlan().toString())
        .contains("PartitionFilters: [")
        .doesNotContain("PartitionFilters: []");
    assertThat(ids(left)).isEqualTo("10 11");
    assertThat(left.collectAsList())
        .allMatch(row -> row.isNullAt(row.fieldIndex(TableReader.MALFORMED)));
  }

  @Test
  void noRowChangesItsSide() throws IOException {
    String[] lines =
        Stream.concat(
                Stream.of("id,a,y"), Stream.iterate(0, i -> i + 1).limit(200).map(i -> i + ",1,2"))
            .toArray(String[]::new);
    Dataset<Row> all = TestFiles.csv(files.file("a.csv", lines));
    Dataset<Row> some =
        Filters.apply("data.train", all, List.of(new Filter("id", Comparison.LESS, values("100"))));
    assertThat(sides(some)).hasSize(100);
    assertThat(sides(all)).containsAll(sides(some));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s | 'x' | smallint, so its value must be a number, but was \"x\"",
        "s | true | smallint, so its value must be a number, but was true",
        "b | 1 | boolean, so its value must be true or false, with =, !=, in or not-in, but was 1.0",
        "day | 5 | date, so its value must be a date such as 2026-01-31, but was 5.0",
        "day | '31.1.2026' | date, so its value must be a date such as 2026-01-31, but was \"31.1.2026\"",
        "at | 'noon' | timestamp, so its value must be a time such as 2026-01-31 or 2026-01-31T23:59:59Z, but was \"noon\"",
        "local | '2026-01-31T00:00:00Z' | timestamp_ntz, so its value must be a time without a zone such as 2026-01-31 or 2026-01-31T23:59:59, but was \"2026-01-31T00:00:00Z\"",
        "other | 1 | array<int>, so its value must be absent; only is-null and is-not-null go with it, but was 1.0",
      })
  void aValueThatDoesNotFitTheColumn(String column, String value, String problem) {
    Dataset<Row> rows = TestSession.spark().sql(TYPED);
    Filter filter = new Filter(column, Comparison.EQUAL, values(value));
    assertThatThrownBy(() -> Filters.apply("data.test", rows, List.of(filter)))
        .isInstanceOf(DataException.class)
        .hasMessage("data.filter of data.test: column " + column + " is " + problem);
  }

  @Test
  void aColumnThatIsNotThere() {
    Filter filter = new Filter("dey", Comparison.IS_NULL, List.of());
    Dataset<Row> rows = TestSession.spark().sql(TYPED);
    assertThatThrownBy(() -> Filters.apply("data.test", rows, List.of(filter)))
        .isInstanceOf(DataException.class)
        .hasMessage("data.filter of data.test: there is no column dey; did you mean day?");
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void recordsRefuseValuesThatDoNotGoWithTheComparison(Comparison comparison) {
    List<Filter.Value> wrong =
        switch (comparison) {
          case IS_NULL, IS_NOT_NULL -> values("1");
          case IN, NOT_IN -> values("1, 'a'");
          default -> values("1, 2");
        };
    assertThatThrownBy(() -> new Filter("a", comparison, wrong))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Filter.Value> values(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(", ", -1)).map(FiltersIT::value).toList();
  }

  private static Filter.Value value(String text) {
    if (text.startsWith("'")) {
      return new Filter.Text(text.substring(1, text.length() - 1));
    }
    return text.equals("true")
        ? new Filter.Truth(true)
        : new Filter.Numeric(Double.parseDouble(text));
  }

  private static String ids(Dataset<Row> rows) {
    List<String> ids =
        rows.select("id").collectAsList().stream().map(row -> String.valueOf(row.get(0))).toList();
    return String.join(" ", new TreeSet<>(ids));
  }

  /** The identity of every row with its side. */
  private static List<String> sides(Dataset<Row> rows) {
    Columns columns = new Columns(List.of("id"), Optional.of("y"), Optional.empty(), List.of());
    Table table = new Table("data.train", rows, columns, new Split.ByHash(0.3, 0.2, 7));
    RowReader reader = table.reader(LabelReader.number());
    return table
        .internalRows()
        .mapPartitions(
            source -> {
              RowScan scan = reader.scan(source);
              List<String> found = new ArrayList<>();
              while (scan.next()) {
                found.add(scan.raw()[0] + " " + scan.side());
              }
              return found.iterator();
            })
        .collect();
  }

  private static Dataset<Row> read(String format, String path, Map<String, String> options) {
    return new TableReader(TestSession.spark()).read("data.train", format, List.of(path), options);
  }

  private void assertRefused(Dataset<Row> rows, String... lines) {
    Columns columns =
        new Columns(
            List.of(List.of(rows.columns()).contains("a") ? "a" : "id"),
            Optional.of(List.of(rows.columns()).contains("y") ? "y" : "id"),
            Optional.empty(),
            List.of());
    Table table = new Table("data.train", rows, columns, new Split.All(Side.TRAIN));
    assertThatThrownBy(() -> TestFiles.prepare(table))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(lines));
  }
}

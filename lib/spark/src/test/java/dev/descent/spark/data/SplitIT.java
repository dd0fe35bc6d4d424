package dev.descent.spark.data;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestRows;
import dev.descent.spark.source.DataException;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

/** Sides depend on the rows alone, and what belongs together is never divided. */
final class SplitIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("when", DataTypes.StringType)
          .add("who", DataTypes.StringType)
          .add("y", DataTypes.StringType)
          .add("w", DataTypes.DoubleType);
  private static final Split.ByHash SHARES = new Split.ByHash(0.2, 0.1, 3);
  private static final int[] SLICES = {1, 3, 7};

  /** Every group has rows on one side only, and a group's other rows and files move nothing. */
  @Test
  void rowsOfAGroupShareASide() {
    List<Row> rows = rows(600);
    Split split = new Split.ByGroup("who", SHARES);
    Map<Integer, Side> expected = sides(rows, 1, split);
    Map<String, List<Row>> groups = rows.stream().collect(groupingBy(row -> row.getString(2)));
    groups.forEach(
        (who, of) ->
            assertThat(of.stream().map(row -> expected.get(row.getInt(0))).distinct())
                .as(who)
                .hasSize(1));
    assertThat(Set.copyOf(expected.values())).containsExactlyInAnyOrder(Side.values());
    for (int slices : SLICES) {
      assertThat(sides(shuffled(rows), slices, split)).isEqualTo(expected);
      assertThat(sides(rows.subList(0, 100), slices, split))
          .allSatisfy((id, side) -> assertThat(side).isEqualTo(expected.get(id)));
    }
    assertThat(sides(rows, 2, new Split.ByHash(0.2, 0.1, 3))).isNotEqualTo(expected);
    assertThat(sides(rows, 2, new Split.ByGroup("who", new Split.ByHash(0.2, 0.1, 4))))
        .isNotEqualTo(expected);
  }

  /** Random tables with ties against the same choice made on a sorted list. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theLatestRowsAreTestRows(int seed) {
    Random random = new Random(seed);
    int n = 20 + random.nextInt(200);
    int distinct = 12 + random.nextInt(100);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(row(i, Integer.toString(random.nextInt(distinct) - 5), "g", "a", 1.0));
    }
    TimeShares shares = new TimeShares("when", 0.2, 0.2);
    double[] moments = rows.stream().mapToDouble(r -> Double.parseDouble(r.getString(1))).toArray();
    double testFrom = naive(moments, Math.round(0.2 * n));
    double validationFrom = naive(moments, Math.round(0.4 * n));
    for (int slices : SLICES) {
      Split.ByTime split = split(shares, table(shuffled(rows), slices));
      assertThat(split)
          .isEqualTo(new Split.ByTime("when", TimeKind.NUMBER, validationFrom, testFrom));
      Map<Integer, Side> sides = sides(rows, slices, split);
      for (Row row : rows) {
        double moment = Double.parseDouble(row.getString(1));
        assertThat(sides.get(row.getInt(0)))
            .isEqualTo(
                moment >= testFrom
                    ? Side.TEST
                    : moment >= validationFrom ? Side.VALIDATION : Side.TRAIN);
      }
    }
  }

  /** The distinct moment from which the number of rows is nearest to {@code wanted}. */
  private static double naive(double[] moments, long wanted) {
    double best = Double.POSITIVE_INFINITY;
    long nearest = wanted;
    for (double from : Arrays.stream(moments).sorted().distinct().toArray()) {
      long rows = Arrays.stream(moments).filter(moment -> moment >= from).count();
      boolean more = Math.abs(rows - wanted) == nearest && best == Double.POSITIVE_INFINITY;
      if (Math.abs(rows - wanted) < nearest || more) {
        nearest = Math.abs(rows - wanted);
        best = from;
      }
    }
    return best;
  }

  @Test
  void everyTypeOfTimeGivesTheSameSides() {
    LocalDate start = LocalDate.parse("1969-12-20");
    Map<String, Side> expected = new TreeMap<>();
    IntStream.range(0, 10)
        .forEach(
            i -> expected.put("" + i, i < 5 ? Side.TRAIN : i < 7 ? Side.VALIDATION : Side.TEST));
    byType(DataTypes.DateType, i -> Date.valueOf(start.plusDays(i)), expected, "1969-12-27");
    byType(
        DataTypes.TimestampType,
        i -> Timestamp.from(Instant.parse("2026-01-01T00:00:00.5Z").plusSeconds(i)),
        expected,
        "2026-01-01T00:00:07.500Z");
    byType(
        DataTypes.TimestampNTZType,
        i -> start.plusDays(i).atStartOfDay(),
        expected,
        "1969-12-27T00:00:00Z");
    byType(DataTypes.LongType, i -> i + 20_260_000L, expected, 20_260_007L);
    byType(DataTypes.DoubleType, i -> i / 2.0, expected, 3.5);
    byType(DataTypes.createDecimalType(10, 2), i -> new BigDecimal(i).setScale(2), expected, 7L);
    byType(DataTypes.StringType, i -> start.plusDays(i).toString(), expected, "1969-12-27");
    byType(
        DataTypes.StringType, i -> "2026-01-31 0" + i + ":30:00", expected, "2026-01-31T07:30:00Z");
    byType(
        DataTypes.StringType,
        i -> "2026-01-31T12:00:00+0" + (9 - i) + ":00",
        expected,
        "2026-01-31T10:00:00Z");
    byType(DataTypes.StringType, i -> "20" + (20 + i) + "-02", expected, "2027-02-01");
    // As text 10 would come before 9.
    byType(DataTypes.StringType, i -> Integer.toString(i + 5), expected, 12L);
  }

  private static void byType(
      DataType type, IntFunction<Object> moment, Map<String, Side> expected, Object testFrom) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("t", type)
            .add("y", DataTypes.StringType);
    List<Row> rows =
        IntStream.range(0, 10)
            .mapToObj(i -> RowFactory.create("" + i, moment.apply(i), "a"))
            .collect(Collectors.toList());
    Collections.shuffle(rows, new Random(2));
    Columns columns = new Columns(List.of(), Optional.of("y"), Optional.empty(), List.of());
    Table table =
        new Table(
            "data.train", TestRows.table(schema, rows, 3), columns, new Split.All(Side.TRAIN));
    Split split = split(new TimeShares("t", 0.3, 0.2), table);
    assertThat(sides(table.with(split), row -> row._1().toString())).isEqualTo(expected);
    assertThat(split.toMap().get("testFrom")).isEqualTo(testFrom);
  }

  @Test
  void aMomentThatIsMissingOrOfAnotherKindIsABadRow() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(10, 30).forEach(i -> rows.add(row(i, "2026-01-" + i, "g", "a", 1.0)));
    Split.ByTime clean = split(new TimeShares("when", 0.2, 0), table(rows, 1));
    rows.add(row(1, null, "g", "a", 1.0));
    rows.add(row(2, "tomorrow", "g", "a", 1.0));
    rows.add(row(3, "2027", "g", "a", 1.0));
    rows.add(row(4, "2026-02-30", "g", "a", 1.0));
    Split.ByTime split = split(new TimeShares("when", 0.2, 0), table(rows, 2));
    assertThat(split).isEqualTo(clean);
    assertThat(split.toMap())
        .containsEntry("testFrom", "2026-01-26")
        .doesNotContainKey("validationFrom");
    assertThat(bad(table(rows, 2).with(split)))
        .containsExactly(
            "column when, by which rows are split, is missing; fill it or drop the row (1 row, e.g. empty)",
            "column when, by which rows are split, must be a date or time such as 2026-01-31 or"
                + " 2026-01-31T12:00:00Z; clean it (3 rows, e.g. \"2026-02-30\"; \"2027\"; \"tomorrow\")");
    assertThat(
            bad(
                table(List.of(row(1, "1", null, "a", 1.0)), 1)
                    .with(new Split.ByGroup("who", SHARES))))
        .containsExactly(
            "column who, by which rows are split, is missing; fill it or drop the row (1 row, e.g. empty)");
  }

  @Test
  void aSideThatIsLeftWithoutRowsIsRefused() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, 10).forEach(i -> rows.add(row(i, i < 8 ? "1" : "2", "g", "a", 1.0)));
    String stay =
        ": shares are rounded to whole rows, and rows with the same value of column when stay"
            + " together; change data.split.test or data.split.validation, or split by = hash";
    assertRefused(rows, new TimeShares("when", 0.8, 0), "no train row is left of 10" + stay);
    assertRefused(rows, new TimeShares("when", 0.01, 0), "no test row is left of 10" + stay);
    assertRefused(rows, new TimeShares("when", 0.2, 0.1), "no validation row is left of 10" + stay);
    assertThatThrownBy(() -> split(new TimeShares("whom", 0.2, 0.1), table(rows, 1)))
        .hasMessage("data.train: there is no column whom; did you mean who?");
  }

  private static Split.ByTime split(TimeShares shares, Table table) {
    return shares.of(table, table.reader(LabelReader.anyClass()), 2);
  }

  private static Split.Stratified split(StratifiedShares shares, Table table) {
    return shares.of(table, table.reader(LabelReader.anyClass()), 2);
  }

  private static void assertRefused(List<Row> rows, TimeShares shares, String message) {
    assertThatThrownBy(() -> split(shares, table(rows, 2)))
        .isInstanceOf(DataException.class)
        .hasMessage("data.split.by.time: " + message);
  }

  /** The shares of the distinct rows of each class are exact, and copies follow their row. */
  @Test
  void everyClassHasItsShare() {
    List<Row> rows = rows(700);
    rows.addAll(rows.subList(0, 300));
    rows.addAll(rows.subList(0, 100));
    StratifiedShares shares = new StratifiedShares(SHARES, Strata.of("y", Optional.empty()));
    Split.Stratified split = split(shares, table(rows, 1));
    Map<Integer, Side> sides = sides(rows, 1, split);
    Map<String, Set<Integer>> classes =
        rows.stream()
            .collect(
                groupingBy(
                    row -> row.getString(3).strip().replace(".0", ""),
                    Collectors.mapping(row -> row.getInt(0), Collectors.toSet())));
    assertThat(classes).hasSize(3);
    classes.forEach(
        (label, ids) -> {
          assertThat(ids.stream().filter(id -> sides.get(id) == Side.TEST).count())
              .as(label)
              .isEqualTo(Math.round(0.2 * ids.size()));
          assertThat(ids.stream().filter(id -> sides.get(id) != Side.TRAIN).count())
              .as(label)
              .isEqualTo(Math.round((0.2 + 0.1) * ids.size()));
        });
    for (int slices : SLICES) {
      List<Row> other = shuffled(rows);
      assertThat(split(shares, table(other, slices))).isEqualTo(split);
      assertThat(sides(other, slices, split)).isEqualTo(sides);
    }
    // Other classes, more copies and rows of weight 0 do not matter.
    List<Row> more = new ArrayList<>(rows);
    more.addAll(rows.subList(0, 650));
    IntStream.range(2000, 2100).forEach(i -> more.add(row(i, "1", "g", "b", 0.0)));
    IntStream.range(3000, 3050).forEach(i -> more.add(row(i, "1", "g", "new", 1.0)));
    assertThat(sides(more, 2, split(shares, table(more, 2)))).containsAllEntriesOf(sides);
    // By shares that are only expected they do come out otherwise.
    assertThat(new HashSet<>(sides(rows, 1, SHARES).entrySet())).isNotEqualTo(sides.entrySet());
  }

  @Test
  void thePositiveClassIsOneStratumAndAllOthersAnother() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, 1500)
        .forEach(i -> rows.add(row(i, "1", "g", i % 10 == 0 ? "yes" : "n" + i, 1.0)));
    Split.Stratified split =
        split(new StratifiedShares(SHARES, Strata.of("y", Optional.of("yes"))), table(rows, 2));
    assertThat(split.cuts()).hasSize(2);
    assertThat(
            sides(rows, 2, split).entrySet().stream()
                .filter(e -> e.getKey() % 10 == 0 && e.getValue() == Side.TEST))
        .hasSize(30);
    assertThatThrownBy(
            () ->
                split(
                    new StratifiedShares(SHARES, Strata.of("y", Optional.empty())), table(rows, 2)))
        .hasMessage(
            "data.split.stratify: column y has more than 1000 distinct values, too many for classes; remove data.split.stratify");
  }

  @Test
  void aKeyWhoseRowsAreOfSeveralClassesIsRefused() {
    List<Row> rows =
        List.of(row(1, "1", "g", "a", 1.0), row(1, "2", "g", "b", 1.0), row(2, "1", "g", "a", 1.0));
    Columns columns = new Columns(List.of(), Optional.of("y"), Optional.empty(), List.of("id"));
    StratifiedShares shares = new StratifiedShares(SHARES, Strata.of("y", Optional.empty()));
    assertThatThrownBy(() -> split(shares, table(rows, 2).with(columns)))
        .hasMessage(
            "data.split.stratify: 1 values of data.key have rows of several classes, which would part; remove data.split.stratify, or set data.split.by { group = id } instead");
  }

  private static List<Row> rows(int n) {
    Random random = new Random(4);
    List<Row> rows = new ArrayList<>();
    String[] labels = {"a", "b", "1", "1.0", " 1"};
    for (int i = 0; i < n; i++) {
      rows.add(
          row(
              i,
              Integer.toString(random.nextInt(50)),
              "g" + random.nextInt(60),
              labels[random.nextInt(5)],
              1.0));
    }
    return rows;
  }

  private static Row row(@Nullable Object... values) {
    return RowFactory.create(values);
  }

  private static List<Row> shuffled(List<Row> rows) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(rows.size()));
    return shuffled;
  }

  private static Table table(List<Row> rows, int slices) {
    Columns columns = new Columns(List.of(), Optional.of("y"), Optional.of("w"), List.of());
    return new Table(
        "data.train", TestRows.table(SCHEMA, rows, slices), columns, new Split.All(Side.TRAIN));
  }

  /** The side of every row by its id; a row with two sides fails. */
  private static Map<Integer, Side> sides(List<Row> rows, int slices, Split split) {
    return sides(table(rows, slices).with(split), row -> (Integer) row._1());
  }

  private static <K> Map<K, Side> sides(Table table, Function<Tuple2<Object, Side>, K> key) {
    RowReader reader = table.reader(LabelReader.anyClass());
    boolean number = table.rows().schema().apply("id").dataType() instanceof IntegerType;
    List<Tuple2<Object, Side>> found =
        table
            .internalRows()
            .mapPartitions(
                rows -> {
                  List<Tuple2<Object, Side>> sides = new ArrayList<>();
                  RowScan scan = reader.scan(rows);
                  while (scan.next()) {
                    Object id = number ? (Object) scan.row().getInt(0) : scan.row().getString(0);
                    sides.add(new Tuple2<>(id, scan.side()));
                  }
                  return sides.iterator();
                })
            .collect();
    Map<K, Side> sides = new TreeMap<>();
    found.forEach(
        row -> {
          Side before = sides.put(key.apply(row), row._2());
          assertThat(before == null || before == row._2()).as("copies of " + row).isTrue();
        });
    return sides;
  }

  private static List<String> bad(Table table) {
    Expansion none = new Expansion(List.of(), 1, Polynomial.none());
    return TableStatistics.of(table, LabelReader.anyClass(), none, 2).bad().lines();
  }
}

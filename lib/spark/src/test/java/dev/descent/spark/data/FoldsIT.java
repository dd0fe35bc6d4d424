package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Precision;
import dev.descent.spark.TestRows;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

/** Folds depend on the rows alone, are disjoint and complete, and part nothing. */
final class FoldsIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("who", DataTypes.StringType)
          .add("side", DataTypes.StringType)
          .add("y", DataTypes.StringType);
  private static final int ROWS = 2000;
  private static final Folds FIVE = new Folds(5, 9);
  private static final Split ALL = new Split.All(Side.TRAIN);
  private static final Split SHARES = new Split.ByHash(0.2, 0.1, 9);

  @Test
  void everyTrainingRowIsInOneFold() {
    for (Split split : List.of(ALL, SHARES, new Split.ByColumn("side"), stratified())) {
      Map<Integer, Side> whole = sides(rows(), 2, split);
      Map<Integer, Integer> folds = folds(rows(), 2, split, FIVE);
      List<Integer> train =
          whole.entrySet().stream()
              .filter(row -> row.getValue() == Side.TRAIN)
              .map(Map.Entry::getKey)
              .toList();
      assertThat(folds.keySet()).as("%s", split).containsExactlyElementsOf(train);
      double expected = train.size() / 5.0;
      Map<Integer, Long> sizes =
          folds.values().stream().collect(Collectors.groupingBy(f -> f, Collectors.counting()));
      assertThat(sizes.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
      // Five standard deviations of a binomial number.
      assertThat(sizes.values())
          .allMatch(size -> Math.abs(size - expected) < 5 * Math.sqrt(expected * 0.8));
    }
  }

  /** Other rows, their order and their files move nothing; another seed or number of folds does. */
  @Test
  void foldsHangOnTheRowsAlone() {
    for (Split split : List.of(SHARES, new Split.ByGroup("who", new Split.ByHash(0.1, 0, 3)))) {
      Map<Integer, Integer> expected = folds(rows(), 1, split, FIVE);
      for (int files : new int[] {1, 3, 7}) {
        assertThat(folds(shuffled(), files, split, FIVE)).isEqualTo(expected);
      }
      assertThat(folds(rows().subList(0, 300), 2, split, FIVE))
          .allSatisfy((id, fold) -> assertThat(fold).isEqualTo(expected.get(id)));
      assertThat(folds(rows(), 1, split, new Folds(5, 8))).isNotEqualTo(expected);
    }
  }

  /** With the seed of the split: a fold is no part of what a share would take. */
  @Test
  void foldsAreApartFromTheSides() {
    Map<Integer, Integer> folds = folds(rows(), 1, ALL, FIVE);
    Map<Integer, Side> sides = sides(rows(), 1, SHARES);
    for (int fold = 0; fold < 5; fold++) {
      int which = fold;
      long size = folds.values().stream().filter(f -> f == which).count();
      long test =
          folds.entrySet().stream()
              .filter(row -> row.getValue() == which && sides.get(row.getKey()) == Side.TEST)
              .count();
      assertThat((double) test / size).isBetween(0.1, 0.3);
    }
  }

  @Test
  void groupsAreWhole() {
    Split split = new Split.ByGroup("who", new Split.ByHash(0, 0, 0));
    Map<Integer, Integer> folds = folds(rows(), 3, split, FIVE);
    Map<String, List<Row>> groups =
        rows().stream().collect(Collectors.groupingBy(row -> row.getString(1)));
    groups.forEach(
        (who, of) ->
            assertThat(of.stream().map(row -> folds.get(row.getInt(0))).distinct())
                .as(who)
                .hasSize(1));
    assertThat(folds).isNotEqualTo(folds(rows(), 3, ALL, FIVE));
  }

  /** Copies of a row, and rows of one key; {@link #sides} fails where they part. */
  @Test
  void whatIsEqualStaysTogether() {
    List<Row> twice = Stream.concat(rows().stream(), shuffled().stream()).toList();
    assertThat(folds(twice, 4, SHARES, FIVE)).isEqualTo(folds(rows(), 1, SHARES, FIVE));
    Columns byId = new Columns(List.of(), Optional.of("y"), Optional.empty(), List.of("id"));
    List<Row> changed = new ArrayList<>(rows());
    rows().forEach(row -> changed.add(row(row.getInt(0), "other", "train", "y")));
    assertThat(sides(FIVE.of(table(changed, 2, ALL).with(byId), 2))).hasSize(ROWS);
  }

  @Test
  void aFoldIsTrainedAndValidated() {
    Columns columns = new Columns(List.of("id"), Optional.of("y"), Optional.empty(), List.of());
    Table table = FIVE.of(table(rows(), 2, SHARES).with(columns), 3);
    Map<Integer, Integer> folds = folds(rows(), 2, SHARES, FIVE);
    long validation = folds.values().stream().filter(fold -> fold == 3).count();
    TrainingData.Settings settings =
        new TrainingData.Settings(
            new Target.TwoClasses(Optional.empty()),
            TrainingData.Scaling.CENTRED,
            FeatureRules.none(),
            new ClassWeights.Equal(),
            TrainingData.Tiles.of(Precision.DOUBLE, 2),
            42,
            2);
    try (TrainingData data = TrainingData.prepare(table, settings)) {
      assertThat(data.statistics().rows(Side.TRAIN)).isEqualTo(folds.size() - validation);
      assertThat(data.statistics().rows(Side.VALIDATION)).isEqualTo(validation);
      assertThat(IntStream.of(data.validation().orElseThrow().rows()).sum())
          .isEqualTo((int) validation);
      assertThat(data.statistics().rows(Side.TEST)).isEqualTo(ROWS - folds.size());
    }
    assertThat(table.split().toMap()).hasToString("{folds=5, fold=3}");
  }

  /** The same rows for other files, and a fold measures with all of its rows. */
  @Test
  void aShareIsPartOfALargerOneAndOfTheTrainingRowsAlone() {
    Map<Integer, Side> whole = sides(rows(), 2, SHARES);
    Map<Integer, Side> less = sides(new TrainShare(0.25, 9).of(table(rows(), 2, SHARES)));
    Map<Integer, Side> more = sides(new TrainShare(0.5, 9).of(table(shuffled(), 7, SHARES)));
    assertThat(whole.entrySet()).containsAll(more.entrySet());
    assertThat(more.entrySet()).containsAll(less.entrySet());
    for (Side side : List.of(Side.VALIDATION, Side.TEST)) {
      assertThat(count(less, side)).isEqualTo(count(whole, side));
    }
    // Five standard deviations of a binomial number.
    double expected = 0.25 * count(whole, Side.TRAIN);
    assertThat((double) count(less, Side.TRAIN))
        .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
    assertThat(sides(new TrainShare(0.25, 8).of(table(rows(), 2, SHARES)))).isNotEqualTo(less);
    assertThat(new TrainShare(1, 9).of(table(rows(), 2, SHARES)).split()).isEqualTo(SHARES);
    Table shared = FIVE.of(new TrainShare(0.25, 9).of(table(rows(), 2, SHARES)), 3);
    Map<Integer, Side> fold = sides(FIVE.of(table(rows(), 2, SHARES), 3));
    assertThat(count(sides(shared), Side.VALIDATION)).isEqualTo(count(fold, Side.VALIDATION));
    assertThat(count(sides(shared), Side.TRAIN))
        .isEqualTo(
            fold.entrySet().stream()
                .filter(row -> row.getValue() == Side.TRAIN && less.containsKey(row.getKey()))
                .count());
  }

  private static long count(Map<Integer, Side> sides, Side side) {
    return sides.values().stream().filter(side::equals).count();
  }

  @Test
  void rowsWithoutASideStayBad() {
    List<Row> rows =
        List.of(row(1, null, "train", "a"), row(2, "g", "?", "b"), row(3, "g", "train", "a"));
    assertThat(bad(new Split.ByGroup("who", new Split.ByHash(0.2, 0, 1)), rows))
        .isEqualTo(
            "data.train: column who, by which rows are split, is missing; fill it or drop the row (1"
                + " row, e.g. empty)");
    assertThat(bad(new Split.ByColumn("side"), rows))
        .isEqualTo("data.train: column side must be train, validation or test (1 row, e.g. \"?\")");
  }

  private static String bad(Split split, List<Row> rows) {
    Table table = FIVE.of(table(rows, 1, split), 0);
    BadRows bad =
        TableStatistics.of(
                table, LabelReader.anyClass(), FeatureRules.none().expansion(List.of()), 2)
            .bad();
    try {
      table.skip().require(table.where(), bad);
    } catch (DataException e) {
      return String.join("\n", e.lines());
    }
    return "";
  }

  @Test
  void refusesWhatMakesNoSense() {
    Table byTime =
        table(rows(), 1, new Split.ByTime("id", TimeKind.NUMBER, 1500, Double.POSITIVE_INFINITY));
    assertThatThrownBy(() -> FIVE.of(byTime, 0))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train: folds would measure a model of later rows on earlier ones, but rows are"
                + " split by the time id; use data.split.validation instead of folds");
    assertThatThrownBy(() -> new Folds(1, 0)).hasMessage("folds must be >= 2, but was 1");
    assertThatThrownBy(() -> FIVE.of(new TrainShare(0.5, 0).of(byTime), 0))
        .isInstanceOf(DataException.class);
    for (double share : new double[] {0, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> new TrainShare(share, 0))
          .hasMessage("the share must be in (0, 1], but was " + share);
    }
    for (int fold : new int[] {-1, 5}) {
      assertThatThrownBy(() -> FIVE.of(table(rows(), 1, ALL), fold))
          .hasMessage("the fold must be from 0 to 4, but was " + fold);
    }
  }

  /** The fold of every training row by its id; one that is in two folds or none fails. */
  private static Map<Integer, Integer> folds(List<Row> rows, int slices, Split split, Folds folds) {
    Map<Integer, Side> whole = sides(rows, slices, split);
    Map<Integer, Integer> found = new TreeMap<>();
    for (int fold = 0; fold < folds.count(); fold++) {
      int which = fold;
      sides(folds.of(table(rows, slices, split), fold))
          .forEach(
              (id, side) -> {
                if (whole.get(id) != Side.TRAIN) {
                  assertThat(side).isEqualTo(Side.TEST);
                } else if (side == Side.VALIDATION) {
                  assertThat(found.put(id, which)).as("row %s", id).isNull();
                } else {
                  assertThat(side).isEqualTo(Side.TRAIN);
                }
              });
    }
    return found;
  }

  private static Split stratified() {
    StratifiedShares shares =
        new StratifiedShares(new Split.ByHash(0.2, 0.1, 9), Strata.of("y", Optional.empty()));
    Table table = table(rows(), 2, ALL);
    return shares.of(table, table.reader(LabelReader.anyClass()), 2);
  }

  private static List<Row> rows() {
    Random random = new Random(4);
    String[] sides = {"train", "train", "train", "validation", "test"};
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                row(
                    i,
                    "g" + random.nextInt(200),
                    sides[random.nextInt(5)],
                    "ab".charAt(i % 2) + ""))
        .toList();
  }

  private static List<Row> shuffled() {
    List<Row> rows = new ArrayList<>(rows());
    Collections.shuffle(rows, new Random(6));
    return rows;
  }

  private static Row row(@Nullable Object... values) {
    return RowFactory.create(values);
  }

  private static Table table(List<Row> rows, int slices, Split split) {
    Columns columns = new Columns(List.of(), Optional.of("y"), Optional.empty(), List.of());
    return new Table("data.train", TestRows.table(SCHEMA, rows, slices), columns, split);
  }

  private static Map<Integer, Side> sides(List<Row> rows, int slices, Split split) {
    return sides(table(rows, slices, split));
  }

  /** The side of every row by its id; copies on two sides fail. */
  private static Map<Integer, Side> sides(Table table) {
    RowReader reader = table.reader(LabelReader.anyClass());
    List<Tuple2<Integer, Side>> found =
        table
            .internalRows()
            .mapPartitions(
                rows -> {
                  List<Tuple2<Integer, Side>> sides = new ArrayList<>();
                  RowScan scan = reader.scan(rows);
                  while (scan.next()) {
                    sides.add(new Tuple2<>(scan.row().getInt(0), scan.side()));
                  }
                  return sides.iterator();
                })
            .collect();
    Map<Integer, Side> sides = new TreeMap<>();
    found.forEach(
        row -> {
          Side before = sides.put(row._1(), row._2());
          assertThat(before == null || before == row._2()).as("copies of " + row).isTrue();
        });
    return sides;
  }
}

package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Numeric;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Profiles of training rows, against plain counting. */
final class TrainingProfileIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("c", DataTypes.StringType)
          .add("h", DataTypes.StringType)
          .add("y", DataTypes.DoubleType)
          .add("w", DataTypes.DoubleType);

  private static final List<Column> COLUMNS =
      List.of(
          Numeric.filled("a", 0),
          new Categorical("c", List.of("p", "q"), Set.of(Categorical.Rule.MISSING)),
          Numeric.of("b"),
          new Hashed("h", 8, Hashed.Missing.VALUE));

  private static List<Row> rows(int count) {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String category = i % 7 == 0 ? null : i % 5 == 0 ? "new" : i % 2 == 0 ? "p" : "q";
      Double a = i % 10 == 0 ? null : random.nextGaussian();
      rows.add(RowFactory.create(a, i % 4.0, category, "t" + i, 1.0, i % 100 == 1 ? 0.0 : 2.0));
    }
    return rows;
  }

  private static TrainingProfile of(List<Row> rows, int partitions, Split split) {
    Dataset<Row> data = TestSession.spark().createDataFrame(rows, SCHEMA).repartition(partitions);
    Columns columns =
        new Columns(List.of("a", "c", "b", "h"), Optional.of("y"), Optional.of("w"), List.of());
    Table table = new Table("data.train", data, columns, split);
    Expansion expansion = Expansion.of(COLUMNS, 1, Polynomial.none());
    return new TrainingProfile(table, new Target.Numbers().beforeClasses(), expansion, 2);
  }

  private static TrainingProfile of(List<Row> rows, int partitions) {
    return of(rows, partitions, new Split.All(Side.TRAIN));
  }

  @Test
  void countsEveryTrainingRowOnceInItsBin() {
    List<Row> rows = rows(1000);
    List<ColumnProfile> profile = of(rows, 3).fitted();
    assertThat(profile).extracting(ColumnProfile::column).containsExactly("a", "c", "b");
    ColumnProfile a = profile.get(0);
    assertThat(a.edges()).hasSize(9);
    List<Row> counted = rows.stream().filter(row -> row.getDouble(5) > 0).toList();
    for (int bin = 0; bin < 10; bin++) {
      double from = bin == 0 ? Double.NEGATIVE_INFINITY : a.edges().get(bin - 1);
      double to = bin == 9 ? Double.POSITIVE_INFINITY : a.edges().get(bin);
      long expected =
          counted.stream()
              .filter(row -> !row.isNullAt(0))
              .filter(row -> row.getDouble(0) >= from && row.getDouble(0) < to)
              .count();
      assertThat(a.counts().get(bin)).isEqualTo(expected).isBetween(80L, 100L);
    }
    assertThat(a.counts().get(10))
        .isEqualTo(counted.stream().filter(row -> row.isNullAt(0)).count());
    ColumnProfile c = profile.get(1);
    assertThat(c.edges()).isEmpty();
    assertThat(c.counts())
        .containsExactly(
            counted.stream().filter(row -> "p".equals(row.get(2))).count(),
            counted.stream().filter(row -> "q".equals(row.get(2))).count(),
            counted.stream().filter(row -> row.isNullAt(2)).count(),
            counted.stream().filter(row -> "new".equals(row.get(2))).count());
    assertThat(profile.get(2).edges()).containsExactly(0.0, 1.0, 2.0, 3.0);
    assertThat(profile.get(2).counts()).startsWith(0L, 250L);
  }

  @Test
  void isTheSameInAnyOrder() {
    List<Row> rows = rows(5000);
    List<ColumnProfile> one = of(rows, 1).fitted();
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    for (int partitions : new int[] {2, 8}) {
      assertThat(of(shuffled, partitions).fitted()).isEqualTo(one);
      assertThat(of(shuffled, partitions).inBinsOf(one)).isEqualTo(one);
    }
  }

  @Test
  void otherRowsAreCountedInTheSameBins() {
    List<ColumnProfile> then = of(rows(1000), 2).fitted();
    List<ColumnProfile> now = of(rows(3000), 2).inBinsOf(then);
    assertThat(now.get(0).edges()).isEqualTo(then.get(0).edges());
    assertThat(now.get(1).counts().stream().mapToLong(count -> count).sum()).isEqualTo(2970);
    assertThatThrownBy(() -> of(rows(10), 1).inBinsOf(then.subList(0, 2)))
        .hasMessage("expected profiles of 3 columns, but were 2");
    assertThatThrownBy(
            () -> of(rows(10), 1).inBinsOf(List.of(then.get(1), then.get(0), then.get(2))))
        .hasMessage("expected a profile of column a, but was c");
  }

  @Test
  void onlyTrainingRowsCount() {
    List<ColumnProfile> profile = of(rows(2000), 2, new Split.ByHash(0.5, 0, 1)).fitted();
    assertThat(profile.get(0).counts().stream().mapToLong(count -> count).sum())
        .isBetween(850L, 1150L);
    List<ColumnProfile> none = of(rows(100), 2, new Split.All(Side.TEST)).fitted();
    assertThat(none.get(0).counts()).containsExactly(0L, 0L);
    assertThat(none.get(1).counts()).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void whatIsNoProfileIsRefused() {
    assertThatThrownBy(
            () ->
                new ColumnProfile(
                    "a", ColumnProfile.Kind.NUMBERS, List.of(1.0, 1.0), List.of(1L, 1L, 1L, 1L)))
        .hasMessageContaining("the edges of column a must be finite and ascend");
    assertThatThrownBy(
            () -> new ColumnProfile("a", ColumnProfile.Kind.NUMBERS, List.of(1.0), List.of(1L, 1L)))
        .hasMessageContaining("the counts of column a must be >= 0, one for each bin");
    assertThatThrownBy(
            () ->
                new ColumnProfile("a", ColumnProfile.Kind.CATEGORIES, List.of(), List.of(1L, -1L)))
        .hasMessageContaining("the counts of column a must be >= 0");
  }
}

package dev.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Precision;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.TrainingData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same rows and settings give the same parameters, bit for bit, whatever may differ between two
 * runs.
 */
final class SameBitsIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("c", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType);
  private static final TestTraining TRAINING = TestTraining.of(List.of("a", "b", "c"), "y");
  private static final List<Row> ROWS = rows(6000);
  private static final String EXPECTED = TRAINING.sha256(table(ROWS, 3));

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "2,1", "2,3", "7,1", "7,2", "7,3", "64,2", "64,3"})
  void partitionsAndDepthChangeNothing(int partitions, int depth) {
    assertThat(TRAINING.partitions(partitions).depth(depth).sha256(table(ROWS, 3)))
        .isEqualTo(EXPECTED);
  }

  @Test
  void orderAndSlicesOfTheInputChangeNothing() {
    Random random = new Random(7);
    for (int slices : new int[] {1, 3, 7}) {
      List<Row> shuffled = new ArrayList<>(ROWS);
      Collections.shuffle(shuffled, random);
      assertThat(TRAINING.sha256(table(shuffled, slices))).isEqualTo(EXPECTED);
    }
  }

  @Test
  void aTaskThatFailsOnItsFirstAttemptChangesNothing() {
    JavaRDD<Row> failing =
        context()
            .parallelize(ROWS, 4)
            .mapPartitions(
                rows -> {
                  if (TaskContext.get().attemptNumber() == 0
                      && TaskContext.getPartitionId() % 2 == 1) {
                    throw new IllegalStateException("the first attempt fails on purpose");
                  }
                  return rows;
                });
    Dataset<Row> table = TestSession.spark().createDataFrame(failing, SCHEMA);
    assertThat(TRAINING.sha256(table)).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void oneRowThatFillsAThirdOfTheTableIsSpreadOverTheTiles(Precision precision) {
    List<Row> rows = new ArrayList<>(rows(7000));
    IntStream.range(0, 3000).forEach(i -> rows.add(RowFactory.create(1.5, -0.25, 3.0, 2.0)));
    TestTraining training = TRAINING.precision(precision);
    String expected = training.partitions(1).sha256(table(rows, 1));
    Collections.shuffle(rows, new Random(1));
    assertThat(training.partitions(7).sha256(table(rows, 5))).isEqualTo(expected);
    assertEvenTiles(training, rows);
  }

  @Test
  void aFewDistinctRowsAreSpreadOverTheTiles() {
    List<Row> rows = new ArrayList<>();
    IntStream.range(0, 10_000)
        .forEach(
            i -> rows.add(RowFactory.create(i % 2 - 0.5, i % 3 * 1.0, i % 5 * 2.0, i % 7 * 1.0)));
    String expected = TRAINING.partitions(1).sha256(table(rows, 1));
    Collections.shuffle(rows, new Random(2));
    assertThat(TRAINING.partitions(64).sha256(table(rows, 3))).isEqualTo(expected);
    assertEvenTiles(TRAINING, rows);
  }

  @Test
  void countedCopiesTrainAsWellAsTheRowsThemselves() {
    List<Row> rows = new ArrayList<>(rows(500));
    rows.addAll(rows(500));
    TrainingState twice = TRAINING.train(table(rows, 2));
    assertThat(twice.last().loss()).isLessThan(twice.history().get(0).loss());
    try (TrainingData data = TRAINING.prepare(table(rows, 2))) {
      assertThat(data.train().rows()).containsExactly(1000);
    }
  }

  /**
   * The control: without hash order and exact sums, the same aggregation does depend on the
   * partitions.
   */
  @Test
  void plainFloatingPointSumsDoDiffer() {
    List<Double> values = ROWS.stream().map(row -> row.getDouble(3) * row.getDouble(0)).toList();
    List<Double> sums =
        IntStream.of(1, 2, 7, 64)
            .mapToObj(
                slices ->
                    context()
                        .parallelize(values, slices)
                        .treeAggregate(0.0, Double::sum, Double::sum, 2))
            .distinct()
            .toList();
    assertThat(sums).hasSizeGreaterThan(1);
  }

  private static void assertEvenTiles(TestTraining training, List<Row> rows) {
    try (TrainingData data = training.prepare(table(rows, 2))) {
      int[] sizes = data.train().rows();
      assertThat(sizes).hasSize(rows.size() / 1000);
      assertThat(IntStream.of(sizes).sum()).isEqualTo(rows.size());
      assertThat(IntStream.of(sizes)).allMatch(size -> size > 800 && size < 1200);
    }
  }

  private static List<Row> rows(int n) {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double a = random.nextGaussian();
      double b = 100 + 5 * random.nextGaussian();
      double c = random.nextDouble();
      rows.add(RowFactory.create(a, b, c, 3 * a - b / 7 + random.nextGaussian()));
    }
    return rows;
  }

  private static Dataset<Row> table(List<Row> rows, int slices) {
    return TestSession.spark().createDataFrame(context().parallelize(rows, slices), SCHEMA);
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(TestSession.spark().sparkContext());
  }
}

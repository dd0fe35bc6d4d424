package dev.descent.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.data.SparseStandardizer;
import dev.descent.data.Tile;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Logistic;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.model.ModelReader;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.objective.TileScale;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.penalty.Ridge;
import dev.descent.solve.Lbfgs;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.Solver;
import dev.descent.solve.States;
import dev.descent.solve.StepRule;
import dev.descent.solve.TrainingState;
import dev.descent.spark.TestRows;
import dev.descent.spark.data.ClassWeights;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.FeatureRules;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.data.TrainingData.Zeros;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training on the features that are not 0 is training on all of them. */
final class SparseIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("shop", DataTypes.StringType)
          .add("street", DataTypes.StringType)
          .add("year", DataTypes.DoubleType)
          .add("w", DataTypes.DoubleType)
          .add("y", DataTypes.StringType);

  private static final List<Row> ROWS = rows(3000);
  private static final List<Row> MANY_ROWS = rows(9000).subList(0, 9000);

  @Test
  void reachesTheOptimumOfDenseTiles() {
    Trained sparse = trained(prepare(ROWS, 3, Zeros.LEFT_OUT_BY_COLUMNS), lbfgs(), 200);
    Trained dense = trained(prepare(ROWS, 3, Zeros.STORED), lbfgs(), 200);
    assertThat(sparse.model.encoding().isSparse()).isTrue();
    assertThat(dense.model.encoding().isSparse()).isFalse();
    assertThat(sparse.objective).isCloseTo(dense.objective, within(1e-12));
    double[] expected = dense.model.coefficients()[0];
    assertThat(sparse.model.coefficients()[0])
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(expected);
    assertThat(sparse.model.intercepts()[0]).isCloseTo(dense.model.intercepts()[0], within(1e-3));
    Random random = new Random(2);
    for (int i = 0; i < 20; i++) {
      double[] raw = {random.nextInt(30), random.nextInt(90), 2015 + random.nextInt(9)};
      assertThat(sparse.model.score(raw.clone()))
          .isCloseTo(dense.model.score(raw.clone()), within(1e-6));
    }
  }

  /** Mini-batches of parts of tiles, each step's gradient from a few partitions. */
  @ParameterizedTest
  @CsvSource({"1,1", "3,2", "7,5"})
  void sameBitsForAnyPartitions(int files, int partitions) {
    List<Row> shuffled = new ArrayList<>(ROWS);
    Collections.shuffle(shuffled, new Random(files));
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Adam(0.9, 0.999, 1e-8), new Constant(0.01)),
            700,
            42,
            Metric.TRAIN_LOSS);
    Trained expected = trained(prepare(ROWS, 2, Zeros.LEFT_OUT), descent, 9);
    Trained found =
        trained(prepare(table(shuffled, files), partitions, Zeros.LEFT_OUT), descent, 9);
    assertThat(found.model.parameters()).isEqualTo(expected.model.parameters());
    assertThat(found.objective).isEqualTo(expected.objective);
  }

  /** All rows in every step, of several tiles, with rows that several tiles have copies of. */
  @ParameterizedTest
  @CsvSource({"1,1", "3,2", "7,5"})
  void sameBitsByColumnsForAnyPartitions(int files, int partitions) {
    List<Row> shuffled = new ArrayList<>(MANY_ROWS);
    Collections.shuffle(shuffled, new Random(files));
    Zeros zeros = Zeros.LEFT_OUT_BY_COLUMNS;
    Trained expected = trained(prepare(MANY_ROWS, 2, zeros), lbfgs(), 9);
    Trained found = trained(prepare(table(shuffled, files), partitions, zeros), lbfgs(), 9);
    assertThat(found.model.parameters()).isEqualTo(expected.model.parameters());
    assertThat(found.objective).isEqualTo(expected.objective);
  }

  /** The same rows, in fewer tiles, and as many bytes for what is not 0. */
  @Test
  void tilesByColumnsHaveMoreRows() {
    try (TrainingData rows = prepare(MANY_ROWS, 3, Zeros.LEFT_OUT);
        TrainingData columns = prepare(MANY_ROWS, 3, Zeros.LEFT_OUT_BY_COLUMNS)) {
      assertThat(rows.train().rows()).hasSize(9);
      assertThat(columns.train().rows()).hasSize(3);
      assertThat(IntStream.of(columns.train().rows()).sum()).isEqualTo(MANY_ROWS.size());
      assertThat(columns.train().bytes()).isBetween(rows.train().bytes() * 9 / 10, rows.bytes());
      Tile tile = columns.train().collect().get(0);
      assertThat(tile.byColumns().all().sparse().panel()).isSameAs(tile.all().sparse().panel());
    }
  }

  /** What the files of a model say scores as the model does, to the bit. */
  @Test
  void modelIsReadAsItWasWritten() {
    Model model = trained(prepare(ROWS, 3, Zeros.LEFT_OUT), lbfgs(), 5).model;
    Map<String, byte[]> files = ModelFiles.write(model);
    Model read = ModelReader.read(name -> new ByteArrayInputStream(files.get(name)));
    assertThat(read.encoding().isSparse()).isTrue();
    for (int code = 0; code < 30; code++) {
      double[] raw = {code, code, 2020};
      assertThat(read.score(raw.clone())).isEqualTo(model.score(raw.clone()));
    }
  }

  /** A year is in every row and far from 0; what is 0 in most rows takes no room. */
  @Test
  void tilesHoldWhatIsNotZero() {
    try (TrainingData data = prepare(ROWS, 3, Zeros.LEFT_OUT)) {
      int columns = data.encoding().features().size();
      assertThat(columns).isGreaterThan(100);
      for (Tile tile : data.train().tiles().collect()) {
        assertThat(tile.isSparse()).isTrue();
        assertThat(tile.columns()).isEqualTo(columns);
        assertThat(tile.bytes()).isLessThan(tile.rows() * 80L);
      }
    }
  }

  private record Trained(Model model, double objective) {}

  private static Trained trained(TrainingData data, Solver solver, int states) {
    try (data) {
      Linear network = new Linear(data.encoding().features().size(), true);
      Ridge ridge = new Ridge(1e-3, network.layout().penalized());
      Objective plain = new Objective(network, new Logistic(), ridge);
      Objective objective =
          data.sparse().map(units -> plain.on(scale(network, units))).orElse(plain);
      Risks risks =
          new Risks(new TiledRisk(objective, new TreeAggregate(data.train(), 2)), Optional.empty());
      States found =
          solver.states(risks, objective, solver.start(new double[network.layout().size()]));
      TrainingState state = found.next();
      for (int s = 0; s < states && found.hasNext(); s++) {
        state = found.next();
      }
      Model model =
          new Model(
              "logistic",
              network,
              new Logistic(),
              state.parameters(),
              data.encoding(),
              data.classes());
      return new Trained(model, state.last().objective());
    }
  }

  private static TileScale scale(Linear network, SparseStandardizer units) {
    return new TileScale(network, units.factors(), units.shifts());
  }

  private static Lbfgs lbfgs() {
    return new Lbfgs(1e-13, 20, Metric.TRAIN_LOSS);
  }

  private static TrainingData prepare(List<Row> rows, int partitions, Zeros zeros) {
    return prepare(table(rows, 3), partitions, zeros);
  }

  private static TrainingData prepare(Table table, int partitions, Zeros zeros) {
    return TrainingData.prepare(
        table,
        new TrainingData.Settings(
            new Target.TwoClasses(Optional.empty()),
            TrainingData.Scaling.CENTRED,
            FeatureRules.of(1, Polynomial.none()),
            new ClassWeights.Equal(),
            new TrainingData.Tiles(Optional.of(Precision.DOUBLE), Optional.of(partitions), zeros),
            42,
            2));
  }

  private static Table table(List<Row> rows, int partitions) {
    Dataset<Row> table = TestRows.table(SCHEMA, rows, partitions);
    Columns columns =
        new Columns(
            List.of("shop", "street", "year"), Optional.of("y"), Optional.of("w"), List.of());
    return new Table("data.train", table, columns, new Split.All(Side.TRAIN));
  }

  /** Some rows are there several times. */
  private static List<Row> rows(int n) {
    Random random = new Random(8);
    List<Row> rows = new ArrayList<>();
    while (rows.size() < n) {
      int shop = random.nextInt(30);
      int street = random.nextInt(90);
      double score = 0.1 * (shop - 15) + (street % 7 == 0 ? 1 : -0.3);
      String label = random.nextDouble() < 1 / (1 + Math.exp(-score)) ? "yes" : "no";
      Row row =
          RowFactory.create(
              "s" + shop, "t" + street, 2015.0 + random.nextInt(9), 1.0 + shop % 2, label);
      rows.addAll(Collections.nCopies(random.nextInt(10) == 0 ? 3 : 1, row));
    }
    return rows;
  }
}

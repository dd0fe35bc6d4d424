package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Tile;
import dev.descent.encode.Buckets;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Squared;
import dev.descent.math.ExactSums;
import dev.descent.math.GridSums;
import dev.descent.math.Moments;
import dev.descent.math.SparseMoments;
import dev.descent.math.SparsePanel;
import dev.descent.math.SparseVector;
import dev.descent.metric.BinaryLoss;
import dev.descent.metric.BinaryWeights;
import dev.descent.metric.Calibration;
import dev.descent.metric.ConfusionMatrix;
import dev.descent.metric.CrossEntropy;
import dev.descent.metric.CurveFrame;
import dev.descent.metric.CurvePart;
import dev.descent.metric.CurveScan;
import dev.descent.metric.RadixHistogram;
import dev.descent.metric.RadixSelect;
import dev.descent.metric.RegressionMoments;
import dev.descent.metric.ResidualHistogram;
import dev.descent.metric.ResidualSelect;
import dev.descent.metric.ScoreBlock;
import dev.descent.metric.ScoreHistogram;
import dev.descent.metric.ScoreKey;
import dev.descent.network.Linear;
import dev.descent.network.Workspace;
import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import dev.descent.penalty.None;
import dev.descent.spark.TestRows;
import dev.descent.spark.Wire;
import dev.descent.spark.source.BadRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What crosses the wire as data survives Java's and Kryo's serialization to the last bit. */
final class WireIT {
  private static final double[] VALUES = {1e-300, -0.1, Math.PI, 1e17};
  private static final double[] WEIGHTS = {1, 0.3, 2, 1};

  @ParameterizedTest
  @MethodSource("values")
  void arrivesAsItWas(Object value) {
    Wire.assertSurvives(value);
  }

  private static SparsePanel panel(int columns) {
    SparsePanel.Entries entries = new SparsePanel.Entries(new int[] {0, 1, 3}, new int[] {2, 0, 1});
    return SparsePanel.of(columns, entries, new float[] {1, -2, 0.5f});
  }

  private static Tile sparse() {
    return Tile.of(4, Tile.Features.of(panel(3)), new double[] {0, 1}, new double[0]);
  }

  private static GridSums gridSums() {
    GridSums sums = new GridSums(2, 70_000, 1000);
    SparsePanel panel = panel(70_000);
    panel.slice(0, 2).addTransposed(new double[] {0.25, -8, 3, 0.5}, 2, sums);
    panel.slice(0, 2).addTransposed(new double[] {0x1p40, 1, 0, 0x1p38}, 2, sums);
    return sums;
  }

  private static SparseMoments sparseMoments() {
    SparseVector row = new SparseVector();
    row.add(1, 0.1);
    SparseMoments moments = new SparseMoments(3);
    moments.add(row, 2);
    return moments;
  }

  static Stream<Object> values() {
    return Stream.of(
        single(),
        weighted(),
        sparse(),
        sparse().byColumns(),
        gridSums(),
        gridSums().packed(),
        new SparseMoments(3),
        sparseMoments(),
        new OrderedTile(
            single(),
            new long[] {Long.MIN_VALUE, 7},
            List.of(new OrderedTile.Moved(new byte[] {1, -1}, 1, 5_000_000_000L))),
        new ExactSums(3),
        exactSums(),
        moments(),
        new LossGradient(3),
        lossGradient(),
        new ConfusionMatrix(2),
        new ConfusionMatrix(3).add(0, 2, 1).add(1, 1, 0.25),
        binaryLoss(),
        calibration(),
        new CrossEntropy(),
        new CrossEntropy().add(VALUES, 2, 1).add(VALUES, 0, 0.3),
        ScoreBlock.of(VALUES, new boolean[] {true, false, true, true}),
        ScoreBlock.of(VALUES, new boolean[] {true, false, true, true}, WEIGHTS),
        scores(),
        curvePart(),
        regressionMoments(),
        RadixSelect.median().histogram(),
        histogram(),
        ResidualSelect.start().histogram(),
        residuals(),
        badRows());
  }

  /** Texts whose bytes lie in a row are copied, and a census goes on merging. */
  @Test
  void whatIsKnownOfColumnsArrivesAsItWas() {
    StructType schema =
        new StructType().add("a", DataTypes.DoubleType).add("b", DataTypes.StringType);
    Dataset<Row> rows =
        TestRows.table(
            schema, List.of(RowFactory.create(0.1, "yes"), RowFactory.create(null, "7")), 1);
    Table table =
        new Table(
            "data.train",
            rows,
            new Columns(List.of("a", "b"), Optional.empty(), Optional.empty(), List.of()),
            new Split.All(Side.TRAIN));
    ReadColumns read = new ReadColumns(table, List.of(), List.of(), FeatureRules.Fill.MEAN);
    Census census =
        new TrainingRows(table, LabelReader.number(), read, Optional.empty(), 2).sum(Census::new);
    for (Census copy : Wire.copies(census)) {
      ColumnCensus both = census.merge(copy).columns().get(1);
      assertThat(both.rows()).containsKeys("yes", "7");
      assertThat(both.isCategorical()).isFalse();
    }
    assertThat(census.columns().get(1).rows()).containsEntry("yes", 3L);
    assertThat(census.columns().get(0).missing()).isEqualTo(3);
    assertThat(census.columns().get(0).mean()).isEqualTo(0.1);
  }

  @Test
  void whatOnePassFindsOutArrivesAsItWas() {
    StructType schema =
        new StructType().add("a", DataTypes.DoubleType).add("y", DataTypes.StringType);
    Table table =
        new Table(
            "data.train",
            TestRows.table(
                schema,
                List.of(
                    RowFactory.create(0.1, "yes"),
                    RowFactory.create(2.0, "no"),
                    RowFactory.create(Double.NaN, "no")),
                1),
            new Columns(List.of("a"), Optional.of("y"), Optional.empty(), List.of()),
            new Split.ByHash(0.5, 0, 1));
    Expansion expansion = new Expansion(List.of("a"), 1, Polynomial.ofDegree(2).withBias());
    TableStatistics found = TableStatistics.of(table, LabelReader.anyClass(), expansion, 2);
    assertThat(found.bad().rows()).isEqualTo(1);
    Wire.assertSurvives(found);
    List<Column> hashed = List.of(Hashed.of("a", 100));
    Expansion hashing = Expansion.of(hashed, 1, Polynomial.none());
    Buckets met = TableStatistics.of(table, LabelReader.anyClass(), hashing, 2).hashed();
    assertThat(met.met()).isPositive();
    Wire.assertSurvives(met);
  }

  /** A zero travels inside every task. */
  @Test
  void emptySumsAreSmallWhateverTheirSize() {
    assertThat(
            Stream.of(
                    new ExactSums(1_000_000),
                    new Moments(1_000_000),
                    new LossGradient(1_000_000),
                    new ConfusionMatrix(1000),
                    new Census(),
                    Buckets.of(
                        Expansion.of(List.of(Hashed.of("a", Hashed.MOST)), 1, Polynomial.none())),
                    new BinaryLoss(),
                    new Calibration(100_000),
                    new CrossEntropy(),
                    new ScoreHistogram(1_000_000),
                    new BinaryWeights(),
                    new RegressionMoments(),
                    RadixSelect.median().histogram(),
                    ResidualSelect.start().histogram())
                .map(Wire::bytes))
        .allMatch(bytes -> bytes < 1024);
  }

  /** A partial that came over the wire goes on merging. */
  @Test
  void copiesMergeLikeTheirOriginals() {
    for (LossGradient copy : Wire.copies(lossGradient())) {
      assertThat(lossGradient().merge(copy).meanGradient())
          .isEqualTo(lossGradient().merge(lossGradient()).meanGradient());
    }
    for (ConfusionMatrix copy : Wire.copies(new ConfusionMatrix(2))) {
      assertThat(copy.add(1, 1, 0.5).add(1, 1, 1).weight(1, 1)).isEqualTo(1.5);
    }
  }

  private static ScoreHistogram scores() {
    ScoreHistogram scores = new ScoreHistogram(3);
    scores.add(1, ScoreKey.of(0.5), 1, 1);
    scores.add(2, ScoreKey.of(0.9), 0, 0.3);
    return scores;
  }

  private static CurvePart curvePart() {
    CurveFrame frame = CurveFrame.binary(scores().all(), null, CurveFrame.LEAST_POINTS);
    return CurveScan.of(frame, ScoreBlock.of(new double[] {0.5, 0.9}, new boolean[] {true, false}));
  }

  private static Tile single() {
    float[] values = {1.5f, -2, 3, Float.MIN_VALUE};
    return Tile.of(3, Tile.Features.of(2, values), new double[] {1, 0}, new double[0]);
  }

  private static Tile weighted() {
    return Tile.of(0, Tile.Features.of(2, VALUES), new double[] {0.1, -7}, new double[] {0.5, 2});
  }

  private static ExactSums exactSums() {
    ExactSums sums = new ExactSums(4);
    sums.add(VALUES);
    return sums;
  }

  private static Moments moments() {
    Moments moments = new Moments(4);
    moments.add(VALUES, 0.3);
    return moments;
  }

  private static LossGradient lossGradient() {
    Objective objective = new Objective(new Linear(2, true), new Squared(), new None());
    Workspace work = new Workspace(new double[] {0.5, -1, 3});
    return new LossGradient(3).add(objective, single().all(), work);
  }

  private static BinaryLoss binaryLoss() {
    return new BinaryLoss().addScore(0.7, 1, 1).addScore(-30, 1, 0.3).addProbability(1, 0, 2);
  }

  private static Calibration calibration() {
    return new Calibration(10).add(0.7, 1, 1).add(0.05, 0, 0.3);
  }

  private static RegressionMoments regressionMoments() {
    return new RegressionMoments().add(1, 0.9, 1).add(1e10, -3, 0.3);
  }

  private static RadixHistogram histogram() {
    RadixHistogram first = RadixSelect.median().histogram().add(0.1, 1).add(3, 0.5);
    return RadixSelect.median().next(first).histogram().add(0.1, 0.3);
  }

  private static ResidualHistogram residuals() {
    ResidualHistogram first = ResidualSelect.start().histogram().add(0.1, 7, 1).add(3, 2, 0.5);
    return ResidualSelect.start().next(first).histogram().add(0.1, 7, 0.3).add(3, 2, 1);
  }

  private static BadRows badRows() {
    BadRows bad = new BadRows();
    bad.add("column a is missing", "empty");
    return bad;
  }
}

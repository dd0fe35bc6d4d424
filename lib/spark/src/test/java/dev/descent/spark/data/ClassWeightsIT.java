package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Classes;
import dev.descent.data.Precision;
import dev.descent.data.Targets;
import dev.descent.data.Tile;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestRows;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Class weights multiply the weights of training rows, and of no others. */
final class ClassWeightsIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("y", DataTypes.StringType)
          .add("w", DataTypes.DoubleType)
          .add("side", DataTypes.StringType);

  @Test
  void balancedClassesCountTheSame() {
    try (TrainingData data = prepare(new ClassWeights.Balanced())) {
      double[] totals = totals(data.train());
      assertThat(totals[0]).isCloseTo(30 * 40 / (2 * 30.0), within(1e-12));
      assertThat(totals[1]).isCloseTo(2 * 10 * 40 / (2 * 10.0), within(1e-12));
      assertThat(totals(data.validation().orElseThrow())).containsExactly(1, 2);
    }
  }

  @Test
  void givenWeightsMultiplyTheRowsOfTheirClass() {
    try (TrainingData data = prepare(new ClassWeights.Given(Map.of("yes", 3.0)))) {
      assertThat(totals(data.train())).containsExactly(30, 3 * 2 * 10);
    }
    try (TrainingData data = prepare(new ClassWeights.Equal())) {
      assertThat(totals(data.train())).containsExactly(30, 2 * 10);
    }
  }

  @Test
  void aWeightForWhatIsNoClassIsRefused() {
    assertThatThrownBy(() -> prepare(new ClassWeights.Given(Map.of("maybe", 3.0))))
        .isInstanceOf(DataException.class)
        .hasMessage("training.class-weights: maybe is no class; the classes are no, yes");
  }

  @Test
  void labelsOfNumbersAreTheSameHoweverTheyAreWritten() {
    ClassWeights given = new ClassWeights.Given(Map.of("1.0", 5.0));
    assertThat(given.of(Classes.of(List.of("0", "1")), new long[] {3, 4})).containsExactly(1, 5);
  }

  @Test
  void aClassWithoutRowsHasAWeightAllTheSame() {
    assertThat(
            new ClassWeights.Balanced()
                .of(Classes.of(List.of("a", "b", "c")), new long[] {6, 0, 3}))
        .containsExactly(0.5, 1, 1);
  }

  private static TrainingData prepare(ClassWeights weights) {
    Columns columns = new Columns(List.of("a"), Optional.of("y"), Optional.of("w"), List.of());
    return TrainingData.prepare(
        new Table(
            "data.train", TestRows.table(SCHEMA, rows(), 2), columns, new Split.ByColumn("side")),
        new TrainingData.Settings(
            new Target.TwoClasses(Optional.empty()),
            TrainingData.Scaling.CENTRED,
            FeatureRules.of(1, Polynomial.none()),
            weights,
            TrainingData.Tiles.of(Precision.DOUBLE, 2),
            42,
            2));
  }

  /** 30 rows of class no and weight 1, 10 of class yes and weight 2, one each for validation. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(RowFactory.create(i / 3.0, i < 30 ? "no" : "yes", i < 30 ? 1.0 : 2.0, "train"));
    }
    rows.add(RowFactory.create(1.0, "no", 1.0, "validation"));
    rows.add(RowFactory.create(1.0, "yes", 2.0, "validation"));
    return rows;
  }

  private static double[] totals(HashOrderedTiles tiles) {
    double[] totals = new double[2];
    for (Tile tile : tiles.tiles().collect()) {
      Targets targets = tile.all().targets();
      for (int i = 0; i < tile.rows(); i++) {
        totals[(int) targets.label(i)] += targets.weight(i);
      }
    }
    return totals;
  }
}

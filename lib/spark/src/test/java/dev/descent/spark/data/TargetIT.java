package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Precision;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Softmax;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Sgd;
import dev.descent.penalty.None;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.States;
import dev.descent.solve.StepRule;
import dev.descent.solve.TrainingState;
import dev.descent.spark.Samples;
import dev.descent.spark.TestRows;
import dev.descent.spark.source.DataException;
import dev.descent.spark.train.TiledRisk;
import dev.descent.spark.train.TreeAggregate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Labels as numbers with a bound, and as several classes. */
final class TargetIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("y", DataTypes.StringType)
          .add("side", DataTypes.StringType);

  /** The cross-entropies of shared/design/acceptance.md, after this many steps. */
  private static final Map<Integer, Double> CROSS_ENTROPY =
      Map.of(0, 1.098612, 1, .837219, 10, .465937, 100, .183116, 1000, .084769);

  @Test
  void threeSpeciesByFullBatchDescent() {
    List<String> petals = List.of("petal_length", "petal_width");
    Columns columns = new Columns(petals, Optional.of("species"), Optional.empty(), List.of());
    Table iris =
        new Table("data.train", Samples.table("iris.csv"), columns, new Split.All(Side.TRAIN));
    try (TrainingData data = TrainingData.prepare(iris, settings(several()))) {
      assertThat(data.classes().orElseThrow().names())
          .containsExactly("setosa", "versicolor", "virginica");
      Objective objective = new Objective(new Linear(2, 3, true), new Softmax(3), new None());
      Risks risks =
          new Risks(new TiledRisk(objective, new TreeAggregate(data.train(), 2)), Optional.empty());
      MiniBatchDescent descent =
          new MiniBatchDescent(
              new StepRule(new Sgd(), new Constant(0.5)), 150, 42, Metric.TRAIN_LOSS);
      States states = descent.states(risks, objective, descent.start(new double[9]));
      for (int step = 0; step <= 1000; step++) {
        TrainingState state = states.next();
        if (CROSS_ENTROPY.containsKey(step)) {
          assertThat(state.last().loss()).isCloseTo(CROSS_ENTROPY.get(step), within(5e-7));
        }
      }
    }
  }

  @Test
  void theOrderOfTheJobCountsAlsoForClassesWithoutRows() {
    Target ordered = new Target.SeveralClasses(List.of("10.0", "7", "2"));
    try (TrainingData data = prepare(ordered, "2", "10", "2.0", "1e1")) {
      assertThat(data.classes().orElseThrow().names()).containsExactly("10", "7", "2");
      assertThat(data.rowsOfClasses()).containsExactly(2, 0, 2);
    }
  }

  @Test
  void withoutAnOrderNumbersAscendByValue() {
    try (TrainingData data = prepare(several(), "2", "10", "-1", "10.0")) {
      assertThat(data.classes().orElseThrow().names()).containsExactly("-1", "2", "10");
      assertThat(data.rowsOfClasses()).containsExactly(1, 1, 2);
    }
  }

  @Test
  void aLabelOutsideTheOrderIsRefused() {
    assertRefused(
        new Target.SeveralClasses(List.of("u", "v")),
        "data.label: column y has the label w, which is not in data.classes; add it there, or drop"
            + " its rows",
        "u",
        "v",
        "w");
  }

  @Test
  void oneLabelIsNoClassification() {
    assertRefused(
        several(),
        "data.label: column y has the one value u in all training rows; the model needs two or more"
            + " classes",
        "u",
        "u");
  }

  @Test
  void aLabelThatOnlyValidationRowsHaveIsBadData() {
    List<Row> rows =
        List.of(
            RowFactory.create(1.0, "u", "train"),
            RowFactory.create(2.0, "v", "train"),
            RowFactory.create(3.0, "w", "validation"));
    Columns columns = new Columns(List.of("a"), Optional.of("y"), Optional.empty(), List.of());
    Table table =
        new Table(
            "data.train", TestRows.table(SCHEMA, rows, 1), columns, new Split.ByColumn("side"));
    assertThatThrownBy(() -> TrainingData.prepare(table, settings(several())).close())
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train: label y is none of the classes u, v; clean it (1 row, e.g. \"w\")");
  }

  @Test
  void numbersBelowTheLeastAreBadRows() {
    assertRefused(
        new Target.Numbers(0),
        "data.train: label y must be >= 0 for this loss; clean it, or use model.loss = squared (1"
            + " row, e.g. \"-1\")",
        "3",
        "-1",
        "0");
    try (TrainingData data = prepare(new Target.Numbers(0), "3", "0")) {
      assertThat(data.statistics().rows(Side.TRAIN)).isEqualTo(2);
    }
  }

  private static Target several() {
    return new Target.SeveralClasses(List.of());
  }

  private static void assertRefused(Target target, String line, String... labels) {
    assertThatThrownBy(() -> prepare(target, labels))
        .isInstanceOf(DataException.class)
        .hasMessage(line);
  }

  private static TrainingData prepare(Target target, String... labels) {
    List<Row> rows =
        IntStream.range(0, labels.length)
            .mapToObj(i -> RowFactory.create((double) i, labels[i], "train"))
            .toList();
    Columns columns = new Columns(List.of("a"), Optional.of("y"), Optional.empty(), List.of());
    Table table =
        new Table(
            "data.train", TestRows.table(SCHEMA, rows, 1), columns, new Split.All(Side.TRAIN));
    return TrainingData.prepare(table, settings(target));
  }

  private static TrainingData.Settings settings(Target target) {
    return new TrainingData.Settings(
        target,
        TrainingData.Scaling.CENTRED,
        FeatureRules.of(1, Polynomial.none()),
        new ClassWeights.Equal(),
        TrainingData.Tiles.of(Precision.DOUBLE, 2),
        42,
        2);
  }
}

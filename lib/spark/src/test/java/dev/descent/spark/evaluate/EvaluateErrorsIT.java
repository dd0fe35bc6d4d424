package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Classes;
import dev.descent.model.Model;
import dev.descent.spark.TestModels;
import dev.descent.spark.TestRows;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.DataException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be evaluated, and what is undefined. */
final class EvaluateErrorsIT {
  private static final StructType SCHEMA =
      new StructType().add("a", DataTypes.DoubleType).add("y", DataTypes.StringType);
  private static final Model LOGISTIC =
      TestModels.logistic(List.of("a"), Classes.of(List.of("no", "yes")), 1, 0);
  private static final Model LINEAR = TestModels.linear(List.of("a"), 1, 0);

  @Test
  void badRowsOfAllTablesAreReportedTogether() {
    Table train = table("data.train", row(1.0, "yes"), row(2.0, "may\nbe"), row(Double.NaN, "no"));
    Table test = table("data.test", row(null, "yes"), row(1.0, null));
    assertThatThrownBy(() -> evaluate(LOGISTIC, train, test))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(e.lines())
                    .containsExactly(
                        "data.train: column a is NaN or infinite; clean it, because the model needs it (1 row, e.g. \"NaN\")",
                        "data.train: label y is none of the classes no, yes; clean it (1 row, e.g."
                            + " \"may be\")",
                        "data.test: column a is missing; clean it, because the model needs it (1 row, e.g. empty)",
                        "data.test: label y is missing; fill it or drop the row (1 row, e.g. empty)"));
  }

  @Test
  void badRowsOfARegression() {
    assertThatThrownBy(() -> evaluate(LINEAR, table("data.train", row(1.0, "3"), row(2.0, "?"))))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(
            "data.train: label y holds text, not a number; clean it (1 row, e.g. \"?\")");
  }

  @Test
  void aScoreThatOverflowsIsABadRow() {
    Model steep = TestModels.logistic(List.of("a"), Classes.of(List.of("no", "yes")), 1e10, 0);
    assertThatThrownBy(() -> evaluate(steep, table("data.train", row(1e300, "yes"))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.train: the score of a row is not finite; look for a feature that is far too large"
                + " (1 row, e.g. a = 1.0E300)");
  }

  @Test
  void theLabelAndTheFeaturesMustBeThere() {
    Table noLabel =
        new Table("data.test", TestRows.row(SCHEMA, 1.0, "yes"), none(), new Split.All(Side.TEST));
    assertThatThrownBy(() -> evaluate(LOGISTIC, noLabel))
        .isInstanceOf(DataException.class)
        .hasMessage("data.test: evaluating needs the label; give data.label");
    Model other =
        TestModels.logistic(List.of("a", "b", "c"), Classes.of(List.of("no", "yes")), 1, 1, 1, 0);
    assertThatThrownBy(() -> evaluate(other, table("data.test", row(1.0, "yes"))))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.test: there are no columns b, c, which the model was trained on; the columns are"
                + " a, y");
  }

  @Test
  void withoutAnyRowThereIsNothingToEvaluate() {
    for (Model model : List.of(LOGISTIC, LINEAR)) {
      assertThatThrownBy(() -> evaluate(model, table("use.data")))
          .isInstanceOf(DataException.class)
          .hasMessage("use.data: there is no row; check the path and the file");
    }
  }

  @Test
  void oneClassLeavesMetricsUndefined() {
    Evaluation evaluation = evaluate(LOGISTIC, table("data.train", row(1.0, "no"), row(2.0, "no")));
    Measurement.Binary train = (Measurement.Binary) evaluation.required(Side.TRAIN);
    assertThat(train.metrics().areas().rocAuc()).isZero();
    assertThat(train.metrics().undefined())
        .contains("recall", "rocAuc", "prAuc", "averagePrecision")
        .doesNotContain("accuracy", "logLoss");
  }

  @Test
  void equalLabelsLeaveR2Undefined() {
    Evaluation evaluation = evaluate(LINEAR, table("data.train", row(1.0, "3"), row(2.0, "3")));
    Measurement.Regression train = (Measurement.Regression) evaluation.required(Side.TRAIN);
    assertThat(train.metrics().undefined()).containsExactly("r2", "explainedVariance");
    assertThat(train.metrics().medianAbsoluteError()).isEqualTo(1.5);
    assertThat(train.metrics().quantiles().residuals()).containsEntry(0.5, 1.5);
  }

  @Test
  void settingsAreChecked() {
    LabelReader labels = LabelReader.number();
    assertThatThrownBy(() -> new Evaluation.Settings(labels, MetricSettings.at(Double.NaN), 2))
        .hasMessage("threshold must be finite, but was NaN");
    assertThatThrownBy(() -> new Evaluation.Settings(labels, MetricSettings.at(0.5), 0))
        .hasMessage("depth must be >= 1, but was 0");
  }

  private static Evaluation evaluate(Model model, Table... tables) {
    LabelReader labels = model.classes().map(LabelReader::oneOf).orElseGet(LabelReader::number);
    return Evaluation.of(
        model, List.of(tables), new Evaluation.Settings(labels, MetricSettings.at(0.5), 2));
  }

  private static Row row(@Nullable Object... values) {
    return RowFactory.create(values);
  }

  private static Columns none() {
    return new Columns(List.of(), Optional.empty(), Optional.empty(), List.of());
  }

  private static Table table(String where, Row... rows) {
    Columns columns = new Columns(List.of("a"), Optional.of("y"), Optional.empty(), List.of());
    return new Table(
        where, TestRows.table(SCHEMA, List.of(rows), 2), columns, new Split.All(Side.TRAIN));
  }
}

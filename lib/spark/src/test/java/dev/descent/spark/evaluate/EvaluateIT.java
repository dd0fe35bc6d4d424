package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.metric.BinaryConfusion;
import dev.descent.metric.BinaryMetrics;
import dev.descent.model.Model;
import dev.descent.spark.Samples;
import dev.descent.spark.TestModels;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.DataException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The metrics of models with given parameters on the sample data. */
final class EvaluateIT {
  private static final Model SETOSA = TestModels.setosa();

  /** Against the numbers of an independent program. */
  @Test
  void setosaOnTheWidthOfTheSepal() {
    Evaluation evaluation = setosa(iris(new Split.All(Side.TEST)));
    assertThat(evaluation.sides()).containsOnlyKeys(Side.TEST);
    Measurement.Binary test = (Measurement.Binary) evaluation.required(Side.TEST);
    BinaryMetrics metrics = test.metrics();
    assertThat(test.rows()).isEqualTo(150);
    assertThat(test.curve().curve().points()).isEqualTo(24);
    assertThat(metrics.confusion()).isEqualTo(new BinaryConfusion(31, 6, 94, 19));
    assertThat(metrics.confusion().precision()).isEqualTo(31.0 / 37);
    assertThat(metrics.confusion().recall()).isEqualTo(.62);
    assertThat(metrics.confusion().f1()).isCloseTo(.7126, within(5.1e-5));
    assertThat(metrics.confusion().accuracy()).isCloseTo(.8333, within(5.1e-5));
    assertThat(metrics.areas().rocAuc()).isCloseTo(.8796, within(1e-12));
    assertThat(metrics.areas().prAuc()).isCloseTo(.795526, within(5.1e-7));
    assertThat(metrics.areas().averagePrecision()).isCloseTo(.772607, within(5.1e-7));
    assertThat(test.toMap()).containsAllEntriesOf(metrics.toMap());
    assertThat(test.curve().ks()).isCloseTo(.59, within(1e-12));
  }

  @Test
  void aSideWithoutRowsIsAbsentAndAskingForItSaysWhatToGive() {
    Evaluation evaluation = setosa(iris(new Split.All(Side.TRAIN)));
    assertThat(evaluation.sides()).containsOnlyKeys(Side.TRAIN);
    assertThatThrownBy(() -> evaluation.required(Side.TEST))
        .isInstanceOf(DataException.class)
        .hasMessage("use.data = test: there is no test row; give data.split.test or data.test");
    assertThatThrownBy(() -> evaluation.required(Side.VALIDATION))
        .hasMessage(
            "use.data = validation: there is no validation row; give data.split.validation");
  }

  @Test
  void twoTablesGiveTheSidesOfBoth() {
    Table train = iris(new Split.ByHash(0, 0.3, 7));
    Table test = iris(new Split.All(Side.TEST));
    Evaluation evaluation = setosa(train, test);
    assertThat(evaluation.sides().keySet()).containsExactly(Side.TRAIN, Side.VALIDATION, Side.TEST);
    assertThat(evaluation.required(Side.TRAIN).rows())
        .isEqualTo(150 - evaluation.required(Side.VALIDATION).rows())
        .isBetween(80L, 130L);
    assertThat(evaluation.required(Side.TEST).toMap())
        .isEqualTo(setosa(test).required(Side.TEST).toMap());
  }

  /** Least squares of all rows, as R's lm finds them. */
  @Test
  void thePriceOfDiamonds() {
    Model model =
        TestModels.linear(
            List.of("carat", "depth", "table", "x", "y", "z"),
            10686.309,
            -203.154,
            -102.446,
            -1315.668,
            66.322,
            41.628,
            20849.316);
    Table diamonds = table(Samples.table("diamonds.csv.gz"), "price", new Split.All(Side.TRAIN));
    Evaluation evaluation =
        Evaluation.of(
            model,
            List.of(diamonds),
            new Evaluation.Settings(LabelReader.number(), MetricSettings.at(0.5), 2));
    Measurement.Regression train = (Measurement.Regression) evaluation.required(Side.TRAIN);
    assertThat(train.rows()).isEqualTo(53_940);
    assertThat(train.metrics().r2()).isCloseTo(.8592186832, within(1e-8));
    assertThat(train.metrics().explainedVariance()).isCloseTo(.8592186832, within(1e-8));
    assertThat(train.metrics().rmse()).isCloseTo(1496.8, within(0.1));
    assertThat(train.metrics().medianAbsoluteError()).isEqualTo(median(diamonds.rows(), model));
  }

  /** By sorting on the driver; the number of rows is even. */
  private static double median(Dataset<Row> diamonds, Model model) {
    double[] errors =
        diamonds.collectAsList().stream()
            .mapToDouble(row -> Math.abs(number(row, "price") - model.score(features(row, model))))
            .sorted()
            .toArray();
    return errors[errors.length / 2 - 1] / 2 + errors[errors.length / 2] / 2;
  }

  private static double[] features(Row row, Model model) {
    return model.encoding().features().stream().mapToDouble(name -> number(row, name)).toArray();
  }

  private static double number(Row row, String column) {
    return Double.parseDouble(row.getAs(column));
  }

  private static Evaluation setosa(Table... tables) {
    LabelReader labels = LabelReader.against(SETOSA.classes().orElseThrow());
    return Evaluation.of(
        SETOSA, List.of(tables), new Evaluation.Settings(labels, MetricSettings.at(0.5), 2));
  }

  private static Table iris(Split split) {
    return table(Samples.table("iris.csv"), "species", split);
  }

  private static Table table(Dataset<Row> rows, String label, Split split) {
    Columns columns = new Columns(List.of(), Optional.of(label), Optional.empty(), List.of());
    return new Table("data.train", rows, columns, split);
  }

  /** Accuracy and confusion of acceptance.md; the areas are those of a count of all pairs. */
  @Test
  void threeSpecies() {
    Model species = TestModels.species();
    Columns columns = new Columns(List.of(), Optional.of("species"), Optional.empty(), List.of());
    Table iris =
        new Table("data.train", Samples.table("iris.csv"), columns, new Split.All(Side.TRAIN));
    LabelReader labels = LabelReader.oneOf(species.classes().orElseThrow());
    Measurement found =
        Evaluation.of(
                species, List.of(iris), new Evaluation.Settings(labels, MetricSettings.at(0), 2))
            .required(Side.TRAIN);
    Map<String, Object> metrics = found.toMap();
    assertThat(metrics.get("confusion"))
        .isEqualTo(List.of(List.of(50L, 0L, 0L), List.of(0L, 47L, 3L), List.of(0L, 2L, 48L)));
    assertThat(metrics.get("accuracy")).isEqualTo(145 / 150.0);
    assertThat(metrics.get("logLoss"))
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isCloseTo(.132789, within(5e-6));
    assertThat(metrics.get("rows")).isEqualTo(150L);
    assertThat(metrics.get("undefined")).isEqualTo(List.of());
    assertThat(metrics.get("perClass"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .first(InstanceOfAssertFactories.MAP)
        .containsEntry("label", "setosa")
        .containsEntry("rocAuc", 1.0);
  }
}

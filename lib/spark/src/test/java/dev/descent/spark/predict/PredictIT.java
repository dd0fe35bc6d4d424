package dev.descent.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.descent.data.Classes;
import dev.descent.model.Model;
import dev.descent.spark.Samples;
import dev.descent.spark.TestModels;
import dev.descent.spark.TestRows;
import dev.descent.spark.TestSession;
import dev.descent.spark.Wire;
import dev.descent.spark.source.DataException;
import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions beside the columns they were made from. */
final class PredictIT {
  private static final String WHERE = "use.data";
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("a", DataTypes.DoubleType)
          .add("tags", DataTypes.createArrayType(DataTypes.StringType))
          .add("day", DataTypes.DateType)
          .add("b", DataTypes.IntegerType);
  private static final List<Row> ROWS =
      List.of(
          RowFactory.create(3L, 0.1, new String[] {"x", "y"}, Date.valueOf("2026-01-02"), 1),
          RowFactory.create(1L, -2.7, new String[0], null, 2),
          RowFactory.create(2L, 1e-3, null, Date.valueOf("1969-12-31"), -3));

  /** Tasks run in this JVM, so they see it. */
  private static final AtomicBoolean CHANGED = new AtomicBoolean();

  private static final Model LINEAR = TestModels.linear(List.of("b", "a"), 0.3, 1.1, -0.7);

  @Test
  void aClassificationAddsTheLabelAndTheProbabilityOfThePositiveClass() {
    Model setosa = TestModels.setosa();
    Predictions predictions = Predictions.of(setosa, WHERE, Samples.table("iris.csv"), 0.5);
    assertThat(predictions.rows()).isEqualTo(150);
    assertThat(predictions.table().schema().fieldNames())
        .containsExactly(
            "sepal_length",
            "sepal_width",
            "petal_length",
            "petal_width",
            "species",
            "prediction",
            "probability");
    assertThat(predictions.table().schema().apply("prediction").dataType())
        .isEqualTo(DataTypes.StringType);
    List<Row> rows = predictions.table().collectAsList();
    assertThat(rows).hasSize(150);
    for (Row row : rows) {
      double width = Double.parseDouble(row.getAs("sepal_width"));
      double probability = setosa.loss().prediction(setosa.score(new double[] {width}));
      assertThat(row.<Double>getAs("probability")).isEqualTo(probability);
      assertThat(row.<String>getAs("prediction"))
          .isEqualTo(probability >= 0.5 ? "setosa" : "not setosa");
    }
  }

  @Test
  void severalClassesAddTheLabelAndTheProbabilitiesInClassOrder(@TempDir Path folder) {
    Model species = TestModels.species();
    Dataset<Row> output = Predictions.of(species, WHERE, Samples.table("iris.csv"), 0).table();
    String path = folder.resolve("species").toString();
    output.write().parquet(path);
    List<Row> rows = TestSession.spark().read().parquet(path).collectAsList();
    assertThat(rows).hasSize(150);
    double[] scores = new double[3];
    int right = 0;
    for (Row row : rows) {
      double[] petals = {
        Double.parseDouble(row.getAs("petal_length")), Double.parseDouble(row.getAs("petal_width"))
      };
      species.scores(petals, scores);
      species.loss().predict(scores);
      List<Double> probabilities = row.getList(row.fieldIndex("probabilities"));
      assertThat(probabilities).containsExactly(scores[0], scores[1], scores[2]);
      String predicted = row.getAs("prediction");
      double largest = Math.max(scores[0], Math.max(scores[1], scores[2]));
      assertThat(probabilities.get(species.classes().orElseThrow().names().indexOf(predicted)))
          .isEqualTo(largest);
      right += predicted.equals(row.getAs("species")) ? 1 : 0;
    }
    assertThat(right).isEqualTo(145);
  }

  @Test
  void theFirstOfEqualScoresIsPredicted() {
    Model even =
        TestModels.softmax(List.of("b"), Classes.inOrder(List.of("2", "0", "1")), new double[6]);
    List<Row> rows =
        Predictions.of(even, WHERE, TestRows.table(SCHEMA, ROWS, 1), 0).table().collectAsList();
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.<Long>getAs("prediction")).isEqualTo(2L));
  }

  @Test
  void rowsAndColumnsStayAsTheyAre() {
    Dataset<Row> input = TestRows.table(SCHEMA, ROWS, 2);
    Dataset<Row> output = Predictions.of(LINEAR, WHERE, input, 0.5).table();
    assertThat(output.schema().fields()).hasSize(6);
    assertThat(output.schema().asNullable().fields()).startsWith(SCHEMA.fields());
    assertThat(Stream.of(output.schema().fields()).filter(field -> !field.nullable()))
        .extracting(StructField::name)
        .containsExactly("a", "b", "prediction");
    assertThat(output.schema().fields()[5])
        .isEqualTo(new StructField("prediction", DataTypes.DoubleType, false, Metadata.empty()));
    assertThat(output.drop("prediction").collectAsList()).isEqualTo(input.collectAsList());
    List<Double> expected =
        ROWS.stream()
            .map(row -> LINEAR.score(new double[] {row.getInt(4), row.getDouble(1)}))
            .toList();
    assertThat(output.collectAsList().stream().map(row -> row.getDouble(5)).toList())
        .isEqualTo(expected);
  }

  @Test
  void theLabelKeepsItsType() {
    assertThat(predicted(0.5, "0", "1")).isEqualTo(List.of(DataTypes.LongType, 1L, 0L));
    assertThat(predicted(0.5, "-1", "2")).isEqualTo(List.of(DataTypes.LongType, 2L, -1L));
    assertThat(predicted(0.5, "0.5", "1")).isEqualTo(List.of(DataTypes.DoubleType, 1.0, 0.5));
    assertThat(predicted(0.5, "no", "yes")).isEqualTo(List.of(DataTypes.StringType, "yes", "no"));
  }

  @Test
  void theThresholdDecidesAndMeetingItIsEnough() {
    assertThat(predicted(0.9, "0", "1")).isEqualTo(List.of(DataTypes.LongType, 0L, 0L));
    assertThat(predicted(0.0, "0", "1")).isEqualTo(List.of(DataTypes.LongType, 1L, 1L));
    Model even = TestModels.logistic(List.of("b"), Classes.of(List.of("0", "1")), 0, 0);
    Dataset<Row> output = Predictions.of(even, WHERE, TestRows.table(SCHEMA, ROWS, 1), 0.5).table();
    assertThat(output.select("prediction", "probability").first())
        .isEqualTo(RowFactory.create(1L, 0.5));
  }

  @Test
  void badRowsAreCountedBeforeAnythingIsWritten() {
    List<Row> rows =
        List.of(
            ROWS.get(0),
            RowFactory.create(4L, Double.NaN, null, null, 1),
            RowFactory.create(5L, Double.NEGATIVE_INFINITY, null, null, 1),
            RowFactory.create(6L, 1.0, null, null, null));
    Dataset<Row> input = TestRows.table(SCHEMA, rows, 2);
    assertThatThrownBy(() -> Predictions.of(LINEAR, WHERE, input, 0.5))
        .isInstanceOfSatisfying(
            DataException.class,
            e ->
                assertThat(e.lines())
                    .containsExactly(
                        "use.data: column a is NaN or infinite; clean it, because the model needs it (2 rows, e.g. \"-Infinity\"; \"NaN\")",
                        "use.data: column b is missing; clean it, because the model needs it (1 row, e.g. empty)"));
  }

  @Test
  void aScoreThatOverflowsIsABadRow() {
    Model steep = TestModels.linear(List.of("a"), 1e300, 0);
    Dataset<Row> input =
        TestRows.table(SCHEMA, List.of(RowFactory.create(1L, 1e30, null, null, 1)), 1);
    assertThatThrownBy(() -> Predictions.of(steep, WHERE, input, 0.5))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "use.data: the score of a row is not finite; look for a feature that is far too large"
                + " (1 row, e.g. a = 1.0E30)");
  }

  /** The table gives another answer the second time it is read. */
  @Test
  void aBadRowThatWasNotThereWhenRowsWereCheckedFailsTheJobWithItsReason(@TempDir Path folder) {
    CHANGED.set(false);
    JavaRDD<Row> changing =
        TestRows.table(SCHEMA, ROWS, 1)
            .toJavaRDD()
            .map(
                row ->
                    CHANGED.get() && row.getLong(0) == 2
                        ? RowFactory.create(9L, Double.NaN, null, null, 1)
                        : row);
    Dataset<Row> input = TestSession.spark().createDataFrame(changing, SCHEMA);
    Predictions predictions = Predictions.of(LINEAR, WHERE, input, 0.5);
    CHANGED.set(true);
    Throwable failure =
        catchThrowable(() -> predictions.table().write().parquet(folder.resolve("out").toString()));
    assertThat(DataException.in(failure))
        .hasValueSatisfying(
            e ->
                assertThat(e.lines())
                    .containsExactly(
                        "use.data, changed since it was checked: column a is NaN or infinite; clean it, because the model needs it (1 row, e.g. \"NaN\")"));
    assertThat(DataException.in(new IllegalStateException("another reason"))).isEmpty();
  }

  @Test
  void takenNamesMissingFeaturesAndEmptyTablesAreRefused() {
    Dataset<Row> input = TestRows.table(SCHEMA, ROWS, 1);
    assertRefused(
        LINEAR,
        input.withColumnRenamed("id", "Prediction"),
        "use.data: the table already has a column Prediction, the name of what predicting adds;"
            + " rename or drop it");
    Model logistic = TestModels.logistic(List.of("a"), Classes.of(List.of("0", "1")), 1, 0);
    assertRefused(
        logistic,
        input.withColumnRenamed("id", "prediction").withColumnRenamed("day", "probability"),
        "use.data: the table already has columns prediction, probability, the names of what"
            + " predicting adds; rename or drop them");
    assertRefused(
        LINEAR,
        input.drop("a", "b"),
        "use.data: there are no columns b, a, which the model was trained on; the columns are id,"
            + " tags, day");
    assertRefused(
        LINEAR,
        input.withColumnRenamed("b", "B"),
        "use.data: there is no column b; did you mean B?");
    assertRefused(
        LINEAR,
        input.drop("a").withColumnRenamed("tags", "a"),
        "use.data: column a has the type array<string>, which is neither a number nor text; convert"
            + " it or leave it out");
    assertRefused(
        LINEAR,
        TestRows.table(SCHEMA, List.of(), 1),
        "use.data: there is no row; check the path and the file");
  }

  @Test
  void aRegressionLeavesAColumnOfProbabilitiesAlone() {
    Dataset<Row> input = TestRows.table(SCHEMA, ROWS, 1).withColumnRenamed("id", "probability");
    assertThat(Predictions.of(LINEAR, WHERE, input, 0.5).table().columns())
        .contains("probability", "prediction");
  }

  @Test
  void theCheckOfATaskSurvivesTheWire() {
    Wire.assertSurvives(new Checked());
    assertThat(Wire.bytes(new Checked())).isLessThan(1024);
  }

  private static void assertRefused(Model model, Dataset<Row> input, String message) {
    assertThatThrownBy(() -> Predictions.of(model, WHERE, input, 0.5))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  /** The type of the prediction, then what a row far on either side is predicted to be. */
  private static List<Object> predicted(double threshold, String negative, String positive) {
    Model model = TestModels.logistic(List.of("b"), Classes.of(List.of(negative, positive)), 1, 0);
    Dataset<Row> output =
        Predictions.of(model, WHERE, TestRows.table(SCHEMA, ROWS, 1), threshold).table();
    DataType type = output.schema().apply("prediction").dataType();
    List<Row> rows = output.collectAsList();
    return List.of(type, rows.get(1).getAs("prediction"), rows.get(2).getAs("prediction"));
  }
}

package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.metric.BinaryConfusion;
import dev.descent.metric.HandTill;
import dev.descent.metric.ScoreBins;
import dev.descent.metric.ThresholdGoal;
import dev.descent.metric.ThresholdGoal.Measure;
import dev.descent.spark.TestRows;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Target;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Predictions that were made elsewhere are measured without a model. */
final class ScoredTableIT {
  private static final double[] FAWCETT = {
    .9, .8, .7, .6, .55, .54, .53, .52, .51, .505, .4, .39, .38, .37, .36, .35, .34, .33, .30, .1
  };
  private static final String CLASSES = "ppnpppnnpnpnpnnnpnpn";
  private static final StructType BINARY =
      new StructType()
          .add("p", DataTypes.DoubleType)
          .add("y", DataTypes.StringType)
          .add("w", DataTypes.DoubleType);
  private static final StructType THREE =
      new StructType()
          .add("p", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("y", DataTypes.StringType);

  /** Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27, 2006, figure 3. */
  @Test
  void fawcett() {
    Measurement.Binary found =
        fawcettTable().binary("p", MetricSettings.at(0).choosing(goal(Measure.ACCURACY)));
    assertThat(found.metrics().areas().rocAuc()).isEqualTo(0.68);
    assertThat(found.metrics().areas().averagePrecision()).isCloseTo(.7357475806, within(5.1e-11));
    assertThat(found.metrics().threshold()).isEqualTo(0.54);
    assertThat(found.metrics().confusion()).isEqualTo(new BinaryConfusion(5, 1, 9, 5));
    assertThat(found.metrics().confusion().accuracy()).isEqualTo(0.7);
  }

  @Test
  void onePassIsWithinItsBound() {
    Measurement.Binary exact = fawcettTable().binary("p", MetricSettings.at(0.5));
    for (int bins : new int[] {2, 8, 65536}) {
      MetricSettings settings =
          MetricSettings.at(0.5).with(new CurveMethod.OnePass(new ScoreBins(bins)));
      Measurement.Binary binned = fawcettTable().binary("p", settings);
      double error = binned.curve().errors().rocAuc();
      assertThat(binned.metrics().areas().rocAuc()).isCloseTo(0.68, within(error));
      assertThat(binned.metrics().confusion()).isEqualTo(exact.metrics().confusion());
      assertThat(binned.metrics().losses()).isEqualTo(exact.metrics().losses());
      assertThat(error == 0).isEqualTo(bins == 65536);
    }
  }

  @Test
  void weightsCountAsRows() {
    List<Row> once = new ArrayList<>();
    List<Row> twice = new ArrayList<>();
    for (int i = 0; i < FAWCETT.length; i++) {
      String label = CLASSES.substring(i, i + 1);
      once.add(RowFactory.create(FAWCETT[i], label, i % 2 + 1.0));
      twice.add(RowFactory.create(FAWCETT[i], label, 1.0));
      if (i % 2 == 1) {
        twice.add(RowFactory.create(FAWCETT[i], label, 1.0));
      }
    }
    Measurement.Binary weighted =
        ScoredTable.of(TestRows.table(BINARY, once, 3), "p", "y")
            .weighted("w")
            .binary("p", MetricSettings.at(0.5));
    Measurement.Binary repeated =
        ScoredTable.of(TestRows.table(BINARY, twice, 2), "p", "y")
            .binary("p", MetricSettings.at(0.5));
    assertThat(weighted.toMap()).isEqualTo(repeated.toMap());
  }

  @Test
  void twoLabelsAreClassesAndTheLastOneIsPositive() {
    Measurement found = fawcettTable().measured(Optional.empty(), MetricSettings.at(0.5), 2);
    assertThat(found.toMap()).containsEntry("rocAuc", 0.68);
  }

  @Test
  void oneClassLeavesAreasUndefined() {
    Measurement.Binary found =
        ScoredTable.of(table(row(0.3, "n"), row(0.7, "n")), "p", "y")
            .binary("p", MetricSettings.at(0.5).choosing(goal(Measure.F1)));
    assertThat(found.metrics().undefined())
        .contains("recall", "rocAuc", "prAuc", "averagePrecision");
    assertThat(found.toMap().toString()).contains("ks=0.0").doesNotContain("NaN");
    assertThat(found.metrics().threshold()).isEqualTo(Math.nextUp(0.7));
  }

  @Test
  void aGoalOutOfReachSaysSo() {
    ScoredTable table = ScoredTable.of(table(row(0.3, "p"), row(0.7, "n")), "p", "y");
    MetricSettings precise = MetricSettings.at(0).choosing(new ThresholdGoal.PrecisionAtLeast(0.9));
    Measurement.Binary found = table.binary("p", precise);
    assertThat(found.toMap()).containsEntry("thresholdReached", false);
    assertThat(found.metrics().confusion()).isEqualTo(new BinaryConfusion(0, 0, 1, 1));
    assertThat(fawcettTable().binary("p", precise).toMap()).containsEntry("thresholdReached", true);
    assertThat(table.binary("p", MetricSettings.at(0.5)).toMap())
        .doesNotContainKey("thresholdReached");
  }

  @Test
  void severalClassesInOneArray() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    List<String> labels = List.of("a", "b", "c", "never");
    for (int i = 0; i < 500; i++) {
      double[] p = random.doubles(4).toArray();
      int actual = random.nextInt(3);
      p[actual] += 0.5;
      double sum = Arrays.stream(p).sum();
      rows.add(
          RowFactory.create(
              Arrays.stream(p).map(x -> x / sum).boxed().toArray(Double[]::new),
              labels.get(actual)));
    }
    ScoredTable table = ScoredTable.of(TestRows.table(THREE, rows, 4), "p", "y");
    Measurement.MultiClass found = table.multiClass(labels, MetricSettings.at(0));
    assertThat(found.metrics().confusion().classes()).isEqualTo(4);
    assertThat(found.toMap()).containsKeys("handTill", "macroRocAuc", "top2", "top3");
    assertThat((List<?>) found.toMap().get("undefined"))
        .asString()
        .contains("recall[never]")
        .doesNotContain("handTill");
    double handTill = HandTill.of(found.curves()).value();
    assertThat(handTill).isCloseTo(handTillByPairs(rows, labels), within(1e-12));
    assertThatThrownBy(() -> table.multiClass(labels.subList(0, 3), MetricSettings.at(0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("data.score has 4 columns for the classes a, b, c");
  }

  private static double handTillByPairs(List<Row> rows, List<String> labels) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double wins = 0;
        double pairs = 0;
        for (Row one : rows) {
          for (Row other : rows) {
            if (i != j
                && one.getString(1).equals(labels.get(i))
                && other.getString(1).equals(labels.get(j))) {
              double difference = ((Double[]) one.get(0))[i] - ((Double[]) other.get(0))[i];
              wins += (1 + Math.signum(difference)) / 2;
              pairs++;
            }
          }
        }
        sum += pairs == 0 ? 0 : wins / pairs;
      }
    }
    return sum / 6;
  }

  @Test
  void aSliceIsWhatItsRowsAloneGive() {
    Random random = new Random(8);
    StructType schema = BINARY.add("g", DataTypes.StringType).add("h", DataTypes.LongType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      String group = List.of("x", "y", "z").get(random.nextInt(3));
      double p = Math.rint(200 * random.nextDouble()) / 200;
      boolean positive = group.equals("z") ? random.nextBoolean() : random.nextDouble() < p;
      Long other = i % 4 == 0 ? null : (Long) (long) (i % 3);
      rows.add(RowFactory.create(p, positive ? "p" : "n", random.nextInt(3) / 2.0, group, other));
    }
    Dataset<Row> table = TestRows.table(schema, rows, 5);
    MetricSettings settings = MetricSettings.at(0.5);
    Optional<Target> target = Optional.of(new Target.TwoClasses(Optional.of("p")));
    Evaluation sliced =
        ScoredTable.of(table, "p", "y")
            .weighted("w")
            .sliced("g", "h")
            .evaluated(target, settings, 2);
    List<Slice> slices = Objects.requireNonNull(sliced.slices().get(Side.TEST));
    assertThat(slices).hasSize(3 + 4);
    assertThat(slices.get(0).value()).isEqualTo("z");
    assertThat(slices.stream().mapToDouble(s -> -s.measurement().loss())).isSorted();
    assertThat(slices.stream().map(Slice::value)).contains("(no value)", "0", "1", "2");
    for (Slice slice : slices) {
      String where =
          slice.value().equals("(no value)")
              ? slice.column() + " is null"
              : slice.column() + " = '" + slice.value() + "'";
      Measurement alone =
          ScoredTable.of(table.where(where), "p", "y").weighted("w").measured(target, settings, 2);
      assertThat(slice.measurement().toMap()).isEqualTo(alone.toMap());
    }
    Measurement whole = ScoredTable.of(table, "p", "y").weighted("w").measured(target, settings, 2);
    assertThat(sliced.required(Side.TEST).toMap()).isEqualTo(whole.toMap());
  }

  @Test
  void aColumnWithTooManyValuesIsNoColumnToSliceBy() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1001; i++) {
      rows.add(RowFactory.create(0.5, i % 2 == 0 ? "p" : "n", (double) i));
    }
    ScoredTable table = ScoredTable.of(TestRows.table(BINARY, rows, 3), "p", "y").sliced("w");
    Optional<Target> target = Optional.of(new Target.TwoClasses(Optional.of("p")));
    assertThatThrownBy(() -> table.evaluated(target, MetricSettings.at(0.5), 2))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "evaluation.slices: column w has more than 1000 values; leave it out, or group them");
    assertThatThrownBy(() -> table.sliced("nothing").binary("p", MetricSettings.at(0)))
        .hasMessageContaining("there is no column nothing");
  }

  @Test
  void numbers() {
    StructType schema =
        new StructType().add("f", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
    Dataset<Row> rows =
        TestRows.table(
            schema,
            List.of(
                RowFactory.create(2.5, 3.0),
                RowFactory.create(0.0, -0.5),
                RowFactory.create(2.0, 2.0),
                RowFactory.create(8.0, 7.0)),
            2);
    Measurement.Regression found = ScoredTable.of(rows, "f", "y").regression();
    assertThat(found.metrics().mse()).isEqualTo(0.375);
    assertThat(found.metrics().mae()).isEqualTo(0.5);
    assertThat(found.metrics().r2()).isCloseTo(0.9486081370449679, within(1e-15));
    assertThat(ScoredTable.of(rows, "f", "y").measured(Optional.empty(), MetricSettings.at(0), 2))
        .isInstanceOf(Measurement.Regression.class);
  }

  @Test
  void whatIsNoProbabilityIsABadRow() {
    assertThatThrownBy(
            () ->
                ScoredTable.of(table(row(1.5, "p"), row(null, "n"), row(0.5, "n")), "p", "y")
                    .binary("p", MetricSettings.at(0.5)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column p must be a probability in [0, 1]")
        .hasMessageContaining("p = 1.5")
        .hasMessageContaining("column p is missing; clean it, or drop its rows");
    List<Row> rows =
        List.of(
            RowFactory.create(new Double[] {0.5, 0.6}, "a"),
            RowFactory.create(new Double[] {0.5, 0.5}, "b"));
    assertThatThrownBy(
            () ->
                ScoredTable.of(TestRows.table(THREE, rows, 1), "p", "y")
                    .multiClass(List.of("a", "b"), MetricSettings.at(0.5)))
        .hasMessageContaining("the probabilities of p[0], p[1] must sum to 1");
    assertThatThrownBy(
            () ->
                ScoredTable.of(
                        TestRows.table(
                            THREE,
                            List.of(
                                RowFactory.create(new Double[] {1.0}, "a"),
                                RowFactory.create(new Double[] {0.5, 0.5}, "b")),
                            1),
                        "p",
                        "y")
                    .multiClass(List.of("a", "b"), MetricSettings.at(0.5)))
        .hasMessageContaining("column p has arrays of 1 to 2 elements");
  }

  @Test
  void labelsThatDecideNothingAreRefused() {
    ScoredTable three =
        ScoredTable.of(table(row(0.5, "a"), row(0.5, "b"), row(0.5, "c")), "p", "y");
    assertThatThrownBy(() -> three.measured(Optional.empty(), MetricSettings.at(0.5), 2))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.label: column y has the labels a, b, c; name the positive one in data.positive,"
                + " or give one score column a class");
    assertThatThrownBy(
            () -> ScoredTable.of(table(row(0.5, "a")), "q", "y").binary("a", MetricSettings.at(0)))
        .hasMessageContaining("there is no column q");
  }

  private static ScoredTable fawcettTable() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < FAWCETT.length; i++) {
      rows.add(row(FAWCETT[i], CLASSES.substring(i, i + 1)));
    }
    return ScoredTable.of(TestRows.table(BINARY, rows, 3), "p", "y");
  }

  private static ThresholdGoal goal(Measure measure) {
    return new ThresholdGoal.Maximize(measure);
  }

  private static Row row(@Nullable Double p, String label) {
    return RowFactory.create(p, label, 1.0);
  }

  private static Dataset<Row> table(Row... rows) {
    return TestRows.table(BINARY, List.of(rows), 2);
  }
}

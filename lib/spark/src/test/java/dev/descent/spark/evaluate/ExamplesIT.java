package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Classes;
import dev.descent.model.Model;
import dev.descent.spark.TestModels;
import dev.descent.spark.TestRows;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The rows that are kept to look at are those of the table, however it is cut and ordered. */
final class ExamplesIT {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("a", DataTypes.DoubleType)
          .add("Latitude", DataTypes.FloatType)
          .add("y", DataTypes.DoubleType)
          .add("won", DataTypes.StringType)
          .add("w", DataTypes.DoubleType)
          .add("side", DataTypes.StringType);
  private static final Examples.Wanted WANTED = new Examples.Wanted(Side.TEST, 20, 5);
  private static final Model LINEAR = TestModels.linear(List.of("a"), 2, 1);
  private static final Model LOGISTIC =
      TestModels.logistic(List.of("a"), Classes.of(List.of("no", "yes")), 1.5, 0.1);
  private static final List<Row> ROWS = rows();

  /** Twelve rows of the test side have weight 0 and huge errors, and one is there twice. */
  private static List<Row> rows() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double a = random.nextGaussian();
      String side = i % 3 == 0 ? "test" : "train";
      double weight = i % 33 == 0 ? 0 : 1;
      double y = weight == 0 ? 1e9 : 2 * a + 1 + random.nextGaussian();
      String won = random.nextGaussian() < a ? "yes" : "no";
      rows.add(RowFactory.create((long) i, a, i % 7 == 0 ? null : i / 8f, y, won, weight, side));
    }
    rows.add(worst(rows));
    return rows;
  }

  private static double error(Row row) {
    return row.getDouble(3) - (2 * row.getDouble(1) + 1);
  }

  private static boolean counts(Row row) {
    return row.getString(6).equals("test") && row.getDouble(5) > 0;
  }

  private static Row worst(List<Row> rows) {
    return rows.stream()
        .filter(ExamplesIT::counts)
        .max(Comparator.comparingDouble(row -> Math.abs(error(row))))
        .orElseThrow();
  }

  private static Examples of(Model model, List<Row> rows, int slices) {
    String label = model.classes().isPresent() ? "won" : "y";
    Columns columns = new Columns(List.of(), Optional.of(label), Optional.of("w"), List.of());
    Table table =
        new Table(
            "data.train",
            TestRows.table(SCHEMA, rows, slices),
            columns,
            new Split.ByColumn("side"));
    LabelReader labels = model.classes().map(LabelReader::oneOf).orElseGet(LabelReader::number);
    Evaluation.Settings settings = new Evaluation.Settings(labels, MetricSettings.at(0.5), 2);
    return Examples.of(model, List.of(table), settings, WANTED);
  }

  @Test
  void partitionsAndOrderChangeNothing() {
    for (Model model : List.of(LINEAR, LOGISTIC)) {
      Examples expected = of(model, ROWS, 1);
      assertThat(expected.sample()).hasSize(20);
      for (int slices : new int[] {2, 8}) {
        List<Row> shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(slices));
        assertThat(of(model, shuffled, slices)).isEqualTo(expected);
      }
    }
  }

  @Test
  void theWorstAreThoseWithTheLargestErrors() {
    Examples found = of(LINEAR, ROWS, 3);
    assertThat(found.columns()).containsExactly("a", "Latitude");
    List<Row> expected =
        ROWS.stream()
            .distinct()
            .filter(ExamplesIT::counts)
            .sorted(Comparator.comparingDouble(row -> -Math.abs(error(row))))
            .limit(5)
            .toList();
    for (int i = 0; i < 5; i++) {
      Example row = found.worst().get(i);
      Row same = expected.get(i);
      assertThat(row.cells()).containsExactly(same.get(1), same.get(2));
      assertThat(row.label()).isEqualTo(same.getDouble(3));
      assertThat(row.loss()).isEqualTo(error(same) * error(same));
    }
  }

  @Test
  void ofClassesTheLossIsThatOfTheProbability() {
    for (Example row : of(LOGISTIC, ROWS, 2).sample()) {
      double p = row.predicted()[0];
      assertThat(row.loss()).isCloseTo(-Math.log(row.label() == 1 ? p : 1 - p), within(1e-12));
    }
  }
}

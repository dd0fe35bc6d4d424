package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.loss.Logistic;
import dev.descent.loss.Softmax;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.sample.LbfgsRun;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import dev.descent.solve.StopReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Optima that l-bfgs reaches from zeros, and how many passes over the rows it takes at most; "C =
 * 1" is the strength 1 / n.
 */
class LbfgsTest {
  private static final int SEPAL_WIDTH = 1;
  private static final int PETAL_LENGTH = 2;
  private static final int PETAL_WIDTH = 3;

  /** Parameters are known to about the square root of the objective's error. */
  private static final double FOR_PARAMETERS = 1e-14;

  private static final double FOR_OBJECTIVES = 1e-10;
  private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");

  @Test
  void virginicaOnPetalWidth() {
    LbfgsRun run = iris("virginica", ridge(1, 1.0 / 150), PETAL_WIDTH);
    has(run, 5.1e-7, 4.333079, -7.194701);
    assertThat(run.passes()).isLessThanOrEqualTo(16);
  }

  @Test
  void virginicaOnPetalWidthWithoutPenalty() {
    LbfgsRun run = iris("virginica", new None(), PETAL_WIDTH);
    has(run, 5.1e-6, 12.947507, -21.12564);
    assertThat(run.objective()).isCloseTo(.111403, within(5.1e-7));
    assertThat(run.passes()).isLessThanOrEqualTo(24);
  }

  @Test
  void virginicaOnPetals() {
    LbfgsRun run = iris("virginica", ridge(2, 1.0 / 150), PETAL_LENGTH, PETAL_WIDTH);
    has(run, 5.1e-7, 2.777626, 2.385520, -17.548111);
    assertThat(run.last().last().loss()).isCloseTo(.119196, within(5.1e-7));
    assertThat(run.passes()).isLessThanOrEqualTo(24);
  }

  @Test
  void virginicaOnPetalsWithoutPenalty() {
    LbfgsRun run = iris("virginica", new None(), PETAL_LENGTH, PETAL_WIDTH);
    has(run, 5.1e-6, 5.754532, 10.446700, -45.272344);
    assertThat(run.objective()).isCloseTo(.068545, within(5.1e-7));
    assertThat(run.passes()).isLessThanOrEqualTo(28);
  }

  @Test
  void setosaOnSepalWidth() {
    LbfgsRun run = iris("setosa", ridge(1, 1.0 / 150), SEPAL_WIDTH);
    has(run, 5.1e-7, 3.201032, -10.692591);
    assertThat(run.passes()).isLessThanOrEqualTo(22);
  }

  @Test
  void setosaOnSepalWidthWithoutPenalty() {
    LbfgsRun run = iris("setosa", new None(), SEPAL_WIDTH);
    has(run, 1e-6, 4.789635, -15.718932);
    assertThat(run.objective()).isCloseTo(.412760, within(5.1e-7));
    assertThat(run.passes()).isLessThanOrEqualTo(24);
  }

  @Test
  void softmaxOfIrisOnRawColumns() {
    List<String[]> cells = SharedData.rows("iris.csv");
    Rows rows = Rows.parsed(cells, row -> SPECIES.indexOf(row[4]), 0, 1, 2, 3);
    LbfgsRun run = softmax(rows, 3);
    assertThat(150 * run.objective()).isCloseTo(28.88631660, within(5.1e-9));
    assertThat(run.passes()).isLessThanOrEqualTo(70);
  }

  @Test
  void softmaxOfWine() {
    Rows rows =
        Rows.parsed(SharedData.rows("wine.csv"), row -> Double.parseDouble(row[13]), columns(13));
    LbfgsRun run = softmax(rows.standardized(rows.standardizer()), 3);
    assertThat(178 * run.objective()).isCloseTo(12.09033577, within(5.1e-9));
    assertThat(run.passes()).isLessThanOrEqualTo(28);
  }

  @Test
  void softmaxOfDigits() {
    Rows raw =
        Rows.parsed(SharedData.rows("digits.csv"), row -> Double.parseDouble(row[64]), columns(64));
    for (double[] row : raw.features()) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= 16;
      }
    }
    LbfgsRun run = softmax(raw, 10);
    assertThat(1797 * run.objective()).isCloseTo(358.54894773, within(3.6e-7));
    assertThat(run.passes()).isLessThanOrEqualTo(190);
  }

  @Test
  void softmaxOfBreastCancer() {
    Rows rows =
        Rows.parsed(
            SharedData.rows("breast_cancer.csv"),
            row -> row[30].equals("malignant") ? 1 : 0,
            columns(30));
    LbfgsRun run = softmax(rows.standardized(rows.standardizer()), 2);
    assertThat(569 * run.objective()).isCloseTo(33.29996318, within(1e-8));
    assertThat(run.passes()).isLessThanOrEqualTo(42);
  }

  private static LbfgsRun iris(String species, Penalty penalty, int... columns) {
    List<String[]> cells = SharedData.rows("iris.csv");
    Rows rows = Rows.parsed(cells, row -> row[4].equals(species) ? 1 : 0, columns);
    Linear network = new Linear(columns.length, true);
    return converged(new Objective(network, new Logistic(), penalty), rows, FOR_PARAMETERS);
  }

  private static LbfgsRun softmax(Rows rows, int classes) {
    Linear network = new Linear(rows.features()[0].length, classes, true);
    Penalty penalty = new Ridge(1.0 / rows.count(), network.layout().penalized());
    return converged(new Objective(network, new Softmax(classes), penalty), rows, FOR_OBJECTIVES);
  }

  private static LbfgsRun converged(Objective objective, Rows rows, double tolerance) {
    LbfgsRun run = LbfgsRun.of(objective, rows, tolerance);
    assertThat(run.reason()).isEqualTo(StopReason.CONVERGED);
    return run;
  }

  private static Penalty ridge(int columns, double strength) {
    return new Ridge(strength, new Linear(columns, true).layout().penalized());
  }

  private static int[] columns(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static void has(LbfgsRun run, double tolerance, double... expected) {
    assertThat(run.parameters()).usingComparatorWithPrecision(tolerance).containsExactly(expected);
  }
}

package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Standardizer;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.penalty.None;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import dev.descent.solve.TrainingState;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Least squares on the Californian houses of the census of 1990, standardized on train. */
class CaliforniaTest {
  private static final int[] COLUMNS = {0, 1, 2, 3, 4, 5, 6, 7};
  private static final Objective LEAST_SQUARES =
      new Objective(new Linear(8, true), new Squared(), new None());

  private Rows train = Rows.of(new double[0][], new double[0]);
  private Rows test = train;

  @BeforeEach
  void read() {
    List<String[]> cells = SharedData.rows("california_housing.csv");
    Rows raw = side(cells, "train");
    Standardizer standardizer = raw.standardizer();
    train = raw.standardized(standardizer);
    test = side(cells, "test").standardized(standardizer);
  }

  @Test
  void fullBatch() {
    Iterator<TrainingState> states =
        Descent.fullBatch(LEAST_SQUARES, train, 0.1).from(new double[9]);
    int[] steps = {100, 500, 1000, 2000};
    double[] errors = {.567076, .556193, .555998, .555893};
    for (int i = 0; i < steps.length; i++) {
      TrainingState state = Descent.at(steps[i], states);
      assertThat(state.step()).isEqualTo(steps[i]);
      assertThat(testError(state)).isCloseTo(errors[i], within(5.1e-7));
    }
  }

  @Test
  void miniBatches() {
    TrainingState end = new Descent(LEAST_SQUARES, train, 64, 0.01).after(20, new double[9]);
    assertThat(testError(end)).isBetween(.54, .58);
  }

  /** Mean squared error: twice the mean loss. */
  private double testError(TrainingState state) {
    return 2 * Descent.fullBatch(LEAST_SQUARES, test, 1).objectiveAt(state.parameters());
  }

  private static Rows side(List<String[]> cells, String side) {
    return Rows.parsed(
        cells.stream().filter(row -> row[9].equals(side)).toList(),
        row -> Double.parseDouble(row[8]),
        COLUMNS);
  }
}

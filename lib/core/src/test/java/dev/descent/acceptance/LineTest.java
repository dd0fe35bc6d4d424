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
import dev.descent.solve.StopReason;
import dev.descent.solve.StoppingRule;
import dev.descent.solve.TrainingState;
import java.util.Iterator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A line through 500 points: J = sum (w x + b - y)^2 / 2m. */
class LineTest {
  private static final Objective LINE =
      new Objective(new Linear(1, true), new Squared(), new None());
  private static final double W = 2.93495521;
  private static final double B = 4.24916062;
  private static final double LEAST = 4.465727195;
  private static final Offset<Double> EIGHT_DIGITS = within(5.1e-9);
  private static final Offset<Double> NINE_DIGITS = within(5.1e-10);

  private final Rows rows =
      Rows.parsed(SharedData.rows("line.csv"), cells -> Double.parseDouble(cells[1]), 0);
  private final Standardizer standardizer = rows.standardizer();
  private final Rows standardized = rows.standardized(standardizer);

  @Test
  void fullBatch() {
    Iterator<TrainingState> states = Descent.fullBatch(LINE, rows, 0.02).from(1.5, 4.5);
    TrainingState early = Descent.at(100, states);
    assertThat(early.parameters()[0]).isCloseTo(2.89275526, EIGHT_DIGITS);
    assertThat(early.parameters()[1]).isCloseTo(4.52870599, EIGHT_DIGITS);
    TrainingState late = Descent.at(1000, states);
    assertThat(late.parameters()[0]).isCloseTo(2.93444966, EIGHT_DIGITS);
    assertThat(late.parameters()[1]).isCloseTo(4.25250953, EIGHT_DIGITS);
    assertThat(late.last().loss()).isCloseTo(4.465728601, NINE_DIGITS);
  }

  /** Rates above .0586 diverge. */
  @Test
  void rateAboveTheLimitDiverges() {
    StoppingRule rule = StoppingRule.divergence().or(StoppingRule.maxEpochs(1000));
    assertThat(Descent.fullBatch(LINE, rows, 0.07).end(rule, 1.5, 4.5))
        .isEqualTo(StopReason.DIVERGED);
    assertThat(Descent.fullBatch(LINE, rows, 0.058).end(rule, 1.5, 4.5))
        .isEqualTo(StopReason.MAX_EPOCHS);
  }

  @Test
  void standardizedReachesTheClosedForm() {
    TrainingState end = Descent.fullBatch(LINE, standardized, 0.025).after(1000, 0, 17);
    double[] closed = closedForm();
    assertThat(closed[0]).isCloseTo(W, EIGHT_DIGITS);
    assertThat(closed[1]).isCloseTo(B, EIGHT_DIGITS);
    assertThat(Descent.fullBatch(LINE, rows, 1).objectiveAt(closed)).isCloseTo(LEAST, NINE_DIGITS);
    assertThat(standardizer.originalCoefficients(end.parameters())[0])
        .isCloseTo(closed[0], within(1e-9));
    assertThat(standardizer.originalIntercept(end.parameters()[1], end.parameters()))
        .isCloseTo(closed[1], within(1e-9));
  }

  @Test
  void miniBatches() {
    TrainingState end = new Descent(LINE, standardized, 20, 0.02).after(10, 0, 17);
    assertThat(end.step()).isEqualTo(250);
    assertThat(end.last().loss()).isBetween(LEAST, 4.47);
  }

  @Test
  void oneRowAtATime() {
    TrainingState end = new Descent(LINE, standardized, 1, 0.002).after(4, 0, 17);
    assertThat(end.step()).isEqualTo(2000);
    assertThat(end.last().loss()).isBetween(LEAST, 4.50);
  }

  private double[] closedForm() {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < rows.count(); i++) {
      meanX += rows.features()[i][0] / rows.count();
      meanY += rows.labels()[i] / rows.count();
    }
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < rows.count(); i++) {
      double x = rows.features()[i][0] - meanX;
      xy += x * (rows.labels()[i] - meanY);
      xx += x * x;
    }
    return new double[] {xy / xx, meanY - xy / xx * meanX};
  }
}

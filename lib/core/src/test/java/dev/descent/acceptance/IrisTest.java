package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Standardizer;
import dev.descent.loss.Logistic;
import dev.descent.metric.BinaryConfusion;
import dev.descent.metric.BinaryLoss;
import dev.descent.metric.BinaryMetrics;
import dev.descent.metric.Curve;
import dev.descent.metric.ScoreBlock;
import dev.descent.network.Linear;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.sample.Rows;
import dev.descent.sample.SharedData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One species of iris against the others. "C = 1" is the strength 1 / n on the original scale:
 * training is on standardized columns, with penalty factors 1 / scale.
 */
class IrisTest {
  private static final int SEPAL_WIDTH = 1;
  private static final int PETAL_LENGTH = 2;
  private static final int PETAL_WIDTH = 3;
  private static final List<String[]> CELLS = SharedData.rows("iris.csv");

  @Test
  void virginicaOnPetalWidth() {
    Fit fit = new Task("virginica", PETAL_WIDTH).atC1();
    fit.hasParameters(5.1e-7, 4.333079, -7.194701);
    assertThat(-fit.original[1] / fit.original[0]).isCloseTo(1.660413, within(5.1e-7));
    BinaryMetrics metrics = fit.metrics();
    assertThat(metrics.confusion()).isEqualTo(new BinaryConfusion(46, 2, 98, 4));
    assertThat(metrics.areas().rocAuc()).isCloseTo(.9902, within(5.1e-5));
  }

  @Test
  void virginicaOnPetalWidthWithoutPenalty() {
    Fit fit = new Task("virginica", PETAL_WIDTH).unpenalized();
    fit.hasParameters(5.1e-6, 12.947507, -21.12564);
    assertThat(fit.loss).isCloseTo(.111403, within(5.1e-7));
  }

  @Test
  void virginicaOnPetals() {
    Fit fit = new Task("virginica", PETAL_LENGTH, PETAL_WIDTH).atC1();
    fit.hasParameters(5.1e-7, 2.777626, 2.385520, -17.548111);
    BinaryMetrics metrics = fit.metrics();
    assertThat(metrics.confusion()).isEqualTo(new BinaryConfusion(48, 3, 97, 2));
    assertThat(metrics.losses().logLoss()).isCloseTo(.119196, within(5.1e-7));
  }

  @Test
  void virginicaOnPetalsWithoutPenalty() {
    Fit fit = new Task("virginica", PETAL_LENGTH, PETAL_WIDTH).unpenalized();
    fit.hasParameters(5.1e-6, 5.754532, 10.446700, -45.272344);
    assertThat(fit.loss).isCloseTo(.068545, within(5.1e-7));
  }

  @Test
  void setosaOnSepalWidth() {
    Fit fit = new Task("setosa", SEPAL_WIDTH).atC1();
    fit.hasParameters(5.1e-7, 3.201032, -10.692591);
    BinaryMetrics metrics = fit.metrics();
    assertThat(metrics.confusion()).isEqualTo(new BinaryConfusion(31, 6, 94, 19));
    assertThat(metrics.areas().rocAuc()).isCloseTo(.8796, within(5.1e-5));
    assertThat(metrics.areas().prAuc()).isCloseTo(.795526, within(5.1e-7));
    assertThat(metrics.areas().averagePrecision()).isCloseTo(.772607, within(5.1e-7));
  }

  @Test
  void setosaOnSepalWidthWithoutPenalty() {
    Fit fit = new Task("setosa", SEPAL_WIDTH).unpenalized();
    fit.hasParameters(1e-6, 4.789635, -15.718932);
    assertThat(fit.loss).isCloseTo(.412760, within(5.1e-7));
  }

  @Test
  void zeroParametersStartAtLogTwo() {
    Task task = new Task("virginica", PETAL_LENGTH, PETAL_WIDTH);
    assertThat(task.descent(new None()).objectiveAt(0, 0, 0)).isCloseTo(Math.log(2), within(1e-15));
  }

  /** A species and the columns it is told by. */
  private static final class Task {
    private final Rows raw;
    private final Standardizer standardizer;
    private final Linear network;

    Task(String species, int... columns) {
      raw = Rows.parsed(CELLS, row -> row[4].equals(species) ? 1 : 0, columns);
      standardizer = raw.standardizer();
      network = new Linear(columns.length, true);
    }

    Fit atC1() {
      double[] factors = network.layout().penalized();
      for (int j = 0; j < network.inputs(); j++) {
        factors[j] /= standardizer.scales()[j];
      }
      return fit(new Ridge(1.0 / 150, factors));
    }

    Fit unpenalized() {
      return fit(new None());
    }

    Descent descent(Penalty penalty) {
      Objective objective = new Objective(network, new Logistic(), penalty);
      return Descent.fullBatch(objective, raw.standardized(standardizer), 2);
    }

    /** Full-batch descent to a gradient below 1e-10. */
    private Fit fit(Penalty penalty) {
      Descent descent = descent(penalty);
      LocalRisk risk = new LocalRisk(descent.objective(), descent.rows().tiles());
      double[] w = new double[network.layout().size()];
      Objective.Evaluation at = descent.objective().evaluate(risk.at(w, risk.all()), w);
      for (int step = 0; step < 50_000 && at.gradientNorm() > 1e-10; step++) {
        for (int j = 0; j < w.length; j++) {
          w[j] -= descent.rate() * at.gradient()[j];
        }
        at = descent.objective().evaluate(risk.at(w, risk.all()), w);
      }
      assertThat(at.gradientNorm()).isLessThanOrEqualTo(1e-10);
      double[] original = Arrays.copyOf(standardizer.originalCoefficients(w), w.length);
      original[w.length - 1] = standardizer.originalIntercept(w[w.length - 1], w);
      return new Fit(raw, network, original, at.loss());
    }
  }

  /** Coefficients and intercept on the original scale, and the loss they have. */
  private record Fit(Rows rows, Linear network, double[] original, double loss) {

    void hasParameters(double tolerance, double... expected) {
      assertThat(original).usingComparatorWithPrecision(tolerance).containsExactly(expected);
    }

    BinaryMetrics metrics() {
      double[] probabilities =
          Arrays.stream(rows.features())
              .mapToDouble(row -> new Logistic().prediction(network.score(row, original)))
              .toArray();
      boolean[] positive = new boolean[probabilities.length];
      BinaryLoss losses = new BinaryLoss();
      IntStream.range(0, positive.length)
          .forEach(
              i -> {
                positive[i] = rows.labels()[i] == 1;
                losses.addProbability(probabilities[i], (int) rows.labels()[i], 1);
              });
      return BinaryMetrics.of(Curve.of(ScoreBlock.of(probabilities, positive)), losses, 0.5);
    }
  }
}

package dev.descent.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Descent on w A w / 2 - b w + lasso ||w||_1, where A is the second difference of 60 numbers: its
 * curvatures go from 0.0027 to 4.
 */
class FistaTest {
  private static final int P = 60;
  private static final double RATE = 0.25;

  /** Plain descent needs steps like the ratio of curvatures, this one like its root. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.2})
  void needsTheRootOfTheStepsOfPlainDescent(double lasso) {
    Run plain = new Run(lasso).to(1e-9, new Sgd());
    Run fista = new Run(lasso).to(1e-9, new Fista());
    assertThat((double) fista.steps).isLessThan(6 * Math.sqrt(plain.steps));
    assertThat(fista.restarts).isPositive();
    assertThat(fista.w).usingComparatorWithPrecision(1e-5).containsExactly(plain.w);
  }

  @Test
  void aLassoPartLeavesExactZeros() {
    Run fista = new Run(0.2).to(1e-12, new Fista());
    Run plain = new Run(0.2).to(1e-12, new Sgd());
    boolean[] zeros = zeros(fista.w);
    assertThat(zeros).contains(true).contains(false).isEqualTo(zeros(plain.w));
  }

  private static boolean[] zeros(double[] w) {
    boolean[] zeros = new boolean[w.length];
    for (int j = 0; j < w.length; j++) {
      zeros[j] = w[j] == 0;
    }
    return zeros;
  }

  /** Descent from 0, and how it went. */
  private static final class Run {
    private final double lasso;
    private double[] w = new double[P];
    private int steps;
    private int restarts;

    Run(double lasso) {
      this.lasso = lasso;
    }

    /** Steps until the Karush-Kuhn-Tucker conditions hold up to {@code tolerance}. */
    Run to(double tolerance, Optimizer optimizer) {
      OptimizerState state = optimizer.init(P);
      while (violation() > tolerance && steps < 100_000) {
        double[] point = optimizer.point(state, w);
        Direction direction = optimizer.direction(state, gradient(point));
        double[] to = prox(point, direction.values());
        state = optimizer.after(direction.next(), new Optimizer.Step(w, point, to));
        w = to;
        steps++;
        restarts += optimizer instanceof Fista && state.slots()[1][1] == 1 ? 1 : 0;
      }
      assertThat(violation()).isLessThanOrEqualTo(tolerance);
      return this;
    }

    private double[] prox(double[] point, double[] direction) {
      double[] to = new double[P];
      for (int j = 0; j < P; j++) {
        double x = point[j] - RATE * direction[j];
        to[j] = Math.signum(x) * Math.max(Math.abs(x) - RATE * lasso, 0);
      }
      return to;
    }

    /** The gradient is -lasso sign(w_j) where w_j is not 0, and within +-lasso where it is. */
    private double violation() {
      double[] gradient = gradient(w);
      double most = 0;
      for (int j = 0; j < P; j++) {
        double violation =
            w[j] == 0
                ? Math.abs(gradient[j]) - lasso
                : Math.abs(gradient[j] + lasso * Math.signum(w[j]));
        most = Math.max(most, violation);
      }
      return most;
    }

    private static double[] gradient(double[] w) {
      double[] padded = new double[P + 2];
      System.arraycopy(w, 0, padded, 1, P);
      double[] gradient = new double[P];
      Arrays.setAll(gradient, j -> 2 * w[j] - padded[j] - padded[j + 2] - linear(j));
      return gradient;
    }

    private static double linear(int j) {
      return j % 7 == 3 ? 1 : j % 5 == 0 ? -0.3 : 0.05;
    }
  }
}

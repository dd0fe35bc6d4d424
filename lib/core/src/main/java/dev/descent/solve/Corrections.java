package dev.descent.solve;

import dev.descent.objective.Gram;
import dev.descent.objective.Objective.Evaluation;
import dev.descent.objective.Regression;
import dev.descent.penalty.Penalty;
import java.util.Arrays;

/**
 * Leads from any parameters to those where the objective is least, as far as the products of the
 * rows say.
 *
 * <p>With c_j the mean of column j (0 without an intercept) and g the gradient, of which g_b is the
 * intercept's, the gradient by scaled coefficients u_j = s_j w_j is h_j = (g_j - c_j g_b) / s_j.
 * They move by the v of {@link Minimizer}, and the intercept by -g_b - sum_j c_j v_j / s_j.
 */
final class Corrections {
  /** Mean squares below it have terms below the smallest normal number of float32. */
  private static final double LEAST_IN_SINGLE = 0x1p-60;

  /** Of the largest mean square: what products of the features share is rounded by. */
  private static final double LEAST_OF_LARGEST = 0x1p-10;

  /**
   * A column's 1 - R^2 on others that single precision still sees well, times the root of their
   * number, by which errors of about 2^-20 in the products of scaled columns add up: so every
   * correction is smaller than the last by a factor of a hundred or more.
   */
  private static final double LEAST_PIVOT_IN_SINGLE = 0x1p-13;

  private final Gram gram;
  private final Regression shape;
  private final Penalty penalty;
  private final Curvature curvature;
  private final Minimizer minimizer;

  Corrections(Gram gram, Regression shape, Penalty penalty) {
    this(gram, shape, penalty, new Curvature(gram, penalty));
  }

  private Corrections(Gram gram, Regression shape, Penalty penalty, Curvature curvature) {
    this.gram = gram;
    this.shape = shape;
    this.penalty = penalty;
    this.curvature = curvature;
    this.minimizer =
        penalty.hasLassoPart()
            ? new LassoSolution(curvature, curvature.bounds(penalty))
            : new DirectSolution(curvature);
  }

  /** Those for another penalty on the same rows. */
  Corrections with(Penalty other) {
    boolean same =
        other.ridge() == penalty.ridge() && Arrays.equals(other.factors(), penalty.factors());
    return new Corrections(gram, shape, other, same ? curvature : new Curvature(gram, other));
  }

  /**
   * Checks that penalty {@code factors} are there for all parameters, or for none, and leave the
   * intercept out.
   */
  static void requireFactors(Regression shape, double[] factors) {
    if (factors.length != 0 && factors.length != shape.parameters()) {
      throw new IllegalArgumentException(
          factors.length + " penalty factors for " + shape.parameters() + " parameters");
    }
    if (factors.length != 0 && shape.intercept() && factors[shape.columns()] != 0) {
      throw new IllegalArgumentException(
          "the intercept is never penalized, but its factor was " + factors[shape.columns()]);
    }
  }

  /**
   * Whether these would be exact enough to correct by in single precision: all columns vary by
   * about as much, as standardized ones do, and none is nearly a combination of others.
   */
  boolean doInSingle() {
    double least = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int j = 0; j < shape.columns(); j++) {
      least = Math.min(least, gram.product(j, j));
      largest = Math.max(largest, gram.product(j, j));
    }
    if (!(least >= Math.max(LEAST_IN_SINGLE, LEAST_OF_LARGEST * largest))) {
      return false;
    }
    return minimizer.smallestPivot() >= LEAST_PIVOT_IN_SINGLE * Math.sqrt(shape.columns());
  }

  /**
   * The objective at parameters that are all 0, its loss in double precision; its gradient has the
   * precision of the products.
   */
  Evaluation atZero() {
    double[] zero = new double[shape.parameters()];
    double[] gradient = gram.gradientAtZero(zero.length);
    penalty.addRidgeGradient(zero, gradient);
    return new Evaluation(gram.meanLoss(zero), penalty.value(zero), gradient);
  }

  /** Which columns have coefficient 0 since they are constant or depend on others. */
  Rank rank() {
    return minimizer.rank();
  }

  /**
   * The parameters where the objective is least, by the products alone.
   *
   * @param near where to look first [p]
   */
  double[] solution(double[] near) {
    int d = shape.columns();
    double[] u = new double[d];
    double[] h = new double[d];
    double[] first = new double[d];
    for (int j = 0; j < d; j++) {
      if (curvature.varies(j)) {
        h[j] = -gram.product(j, d) / curvature.scale(j);
        first[j] = curvature.scale(j) * near[j];
      }
    }
    double[] v = minimizer.from(u, h, first);
    double[] parameters = new double[shape.parameters()];
    double mean = gram.centre(d);
    for (int j = 0; j < d; j++) {
      parameters[j] = curvature.varies(j) ? v[j] / curvature.scale(j) : 0;
      mean = Math.fma(-gram.centre(j), parameters[j], mean);
    }
    if (shape.intercept()) {
      parameters[d] = mean;
    }
    return parameters;
  }

  /**
   * The correction of {@code parameters} [p], at which the gradient of loss and ridge part is
   * known.
   */
  Correction at(double[] parameters, double[] gradient) {
    int d = shape.columns();
    double[] u = new double[d];
    double[] h = new double[d];
    double intercept = shape.intercept() ? gradient[d] : 0;
    for (int j = 0; j < d; j++) {
      if (curvature.varies(j)) {
        u[j] = curvature.scale(j) * parameters[j];
        h[j] = Math.fma(-gram.centre(j), intercept, gradient[j]) / curvature.scale(j);
      }
    }
    double[] v = minimizer.from(u, h, u);
    double[] corrected = new double[parameters.length];
    double moved = 0;
    for (int j = 0; j < d; j++) {
      if (curvature.varies(j) && u[j] + v[j] != 0) {
        corrected[j] = parameters[j] + v[j] / curvature.scale(j);
      }
      moved = Math.fma(gram.centre(j), corrected[j] - parameters[j], moved);
    }
    if (shape.intercept()) {
      corrected[d] = parameters[d] - (intercept + moved);
    }
    double decrement = minimizer.decrement(u, h, v);
    return new Correction(corrected, Math.fma(intercept / 2, intercept, decrement));
  }

  /** The largest change of fitted values that a difference of parameters [p] makes by a column. */
  double size(double[] difference) {
    int d = shape.columns();
    double largest = 0;
    double mean = shape.intercept() ? difference[d] : 0;
    for (int j = 0; j < d; j++) {
      largest = Math.max(largest, Math.abs(curvature.scale(j) * difference[j]));
      mean = Math.fma(gram.centre(j), difference[j], mean);
    }
    return Math.max(largest, Math.abs(mean));
  }
}

package dev.descent.solve;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The least of an objective with a lasso part: sweeps of coordinate descent find about which
 * columns count, {@link ActiveSet} finds out exactly where that is not yet so, and a linear system
 * of those alone gives their coefficients. So the result depends on columns and signs only, not on
 * the way to them, unless rounding in the system would turn a sign: then the coefficients are those
 * of the way.
 *
 * <p>Source of the sweeps: Friedman, Hastie and Tibshirani, Regularization Paths for Generalized
 * Linear Models via Coordinate Descent, Journal of Statistical Software 33, 2010 (covariance
 * updates).
 */
final class LassoSolution implements Minimizer {
  /** Sweeps after which coefficients that still come and go are left to the active set. */
  private static final int MOST_SWEEPS = 20;

  private final Curvature curvature;
  private final double[] bounds;
  private final int[] varying;

  /** Of the columns they were last asked for. */
  private @Nullable PivotedCholesky factors;

  private int[] factored = new int[0];
  private Rank rank;

  /**
   * Of K = {@code curvature}.
   *
   * @param bounds t [d], 0 for a column that is not in the lasso part
   */
  LassoSolution(Curvature curvature, double[] bounds) {
    this.curvature = curvature;
    this.bounds = bounds;
    this.varying = curvature.varying();
    this.rank = rank(varying, new int[0]);
  }

  @Override
  public double[] from(double[] u, double[] gradient, double[] near) {
    LassoProblem problem = new LassoProblem(curvature, bounds, u, gradient);
    LassoPoint point = new LassoPoint(problem, near);
    Optional<double[]> settled = settles(point) ? optimum(problem, point) : Optional.empty();
    if (settled.isPresent()) {
      return settled.get();
    }
    int[] active = new ActiveSet(point, curvature, varying).optimum();
    double[] v = solved(problem, point, active);
    return keepsSigns(u, v, point, active) ? v : point.difference();
  }

  /** Whether sweeps come to an end at which no coefficient becomes 0 or leaves it. */
  private boolean settles(LassoPoint point) {
    for (int sweeps = 0; sweeps < MOST_SWEEPS; sweeps++) {
      if (!point.sweep(varying)) {
        return true;
      }
    }
    return false;
  }

  /** The optimum, if its columns and signs are those of {@code point} and independent. */
  private Optional<double[]> optimum(LassoProblem problem, LassoPoint point) {
    int[] active = IntStream.of(varying).filter(point::counts).toArray();
    double[] v = solved(problem, point, active);
    if (factors(active).rank() < active.length || !keepsSigns(problem.u(), v, point, active)) {
      return Optional.empty();
    }
    LassoPoint there = new LassoPoint(problem, Vectors.sum(problem.u(), 1, v));
    boolean enters = IntStream.of(varying).anyMatch(j -> !there.counts(j) && there.excess(j) > 0);
    return enters ? Optional.empty() : Optional.of(v);
  }

  private PivotedCholesky factors(int[] active) {
    PivotedCholesky known = factors;
    if (known == null || !Arrays.equals(active, factored)) {
      known = new PivotedCholesky(curvature.matrix(), active);
      factors = known;
      factored = active;
    }
    return known;
  }

  /** v with K v = -(h + t sign) in {@code active}, and u taken to 0 in all other columns. */
  private double[] solved(LassoProblem problem, LassoPoint point, int[] active) {
    PivotedCholesky system = factors(active);
    rank = rank(active, system.aliased());
    double[] v = new double[bounds.length];
    Arrays.setAll(v, j -> -problem.u()[j]);
    for (int j : active) {
      v[j] = 0;
    }
    double[] right = new double[active.length];
    for (int i = 0; i < right.length; i++) {
      int j = active[i];
      double lasso = bounds[j] * point.sign(j);
      right[i] = -(problem.gradient()[j] + lasso + Vectors.dot(curvature.matrix()[j], v));
    }
    double[] solution = system.solve(right);
    for (int i = 0; i < right.length; i++) {
      v[active[i]] = solution[i];
    }
    return v;
  }

  private boolean keepsSigns(double[] u, double[] v, LassoPoint point, int[] active) {
    return IntStream.of(active).allMatch(j -> bounds[j] == 0 || (u[j] + v[j]) * point.sign(j) > 0);
  }

  /** The penalty decides on columns of the lasso part; others are in the system if they can. */
  private Rank rank(int[] active, int[] aliased) {
    boolean[] decided = new boolean[bounds.length];
    for (int j : active) {
      decided[j] = true;
    }
    for (int place : aliased) {
      decided[active[place]] = false;
    }
    for (int j = 0; j < decided.length; j++) {
      decided[j] |= bounds[j] > 0;
    }
    IntStream columns = IntStream.range(0, decided.length);
    return new Rank(decided.length, columns.filter(j -> !decided[j]).boxed().toList());
  }

  @Override
  public double decrement(double[] u, double[] gradient, double[] v) {
    double most = 0;
    double falls = curvature.form(v) / 2;
    for (int j : varying) {
      most = Math.max(most, Math.abs(violation(j, u[j], gradient[j])));
      if (u[j] != 0 && Math.signum(u[j] + v[j]) != Math.signum(u[j])) {
        double q = gradient[j] + Vectors.dot(curvature.matrix()[j], v);
        falls += Math.max(Math.fma(bounds[j], Math.abs(u[j]), q * u[j]), 0);
      }
    }
    return Math.max(falls, most * most / 2);
  }

  /** The derivative by u_j where it is least in size. */
  private double violation(int j, double u, double gradient) {
    return u == 0
        ? Math.max(Math.abs(gradient) - bounds[j], 0)
        : Math.fma(bounds[j], Math.signum(u), gradient);
  }

  @Override
  public double smallestPivot() {
    return factors(varying).smallestPivot();
  }

  @Override
  public Rank rank() {
    return rank;
  }
}

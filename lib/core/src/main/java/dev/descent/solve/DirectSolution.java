package dev.descent.solve;

import java.util.stream.IntStream;

/** The solution of K v = -h by Cholesky, with constant and dependent columns left as they are. */
final class DirectSolution implements Minimizer {
  private final Curvature curvature;
  private final int[] varying;
  private final PivotedCholesky factors;
  private final Rank rank;

  DirectSolution(Curvature curvature) {
    this.curvature = curvature;
    varying = curvature.varying();
    factors = new PivotedCholesky(curvature.matrix(), varying);
    IntStream constant = IntStream.range(0, curvature.columns()).filter(j -> !curvature.varies(j));
    IntStream dependent = IntStream.of(factors.aliased()).map(place -> varying[place]);
    rank =
        new Rank(
            curvature.columns(), IntStream.concat(constant, dependent).sorted().boxed().toList());
  }

  @Override
  public double[] from(double[] u, double[] gradient, double[] near) {
    double[] right = new double[varying.length];
    for (int i = 0; i < varying.length; i++) {
      right[i] = -gradient[varying[i]];
    }
    double[] solution = factors.solve(right);
    double[] difference = new double[u.length];
    for (int i = 0; i < varying.length; i++) {
      difference[varying[i]] = solution[i];
    }
    return difference;
  }

  @Override
  public double decrement(double[] u, double[] gradient, double[] v) {
    double largest = 0;
    for (int j : varying) {
      largest = Math.max(largest, Math.abs(gradient[j]));
    }
    return Math.max(curvature.form(v), largest * largest) / 2;
  }

  @Override
  public double smallestPivot() {
    return factors.smallestPivot();
  }

  @Override
  public Rank rank() {
    return rank;
  }
}

package dev.descent.solve;

import dev.descent.optimize.OptimizerState;

/**
 * The last pairs of s = change of the parameters and y = change of the gradient: what l-bfgs knows
 * of the curvature.
 *
 * @param vectors s and y of each pair, the oldest pair first, each [p]
 */
record Pairs(double[][] vectors) {
  static final Pairs NONE = new Pairs(new double[0][]);

  /**
   * A pair counts when the cosine between s and y is above it. For a quadratic of condition c the
   * cosine is at least 2 / sqrt(c), so that only rounding errors or negative curvature fall below.
   */
  private static final double LEAST_COSINE = 1e-10;

  /** The pairs of {@code state}, which also holds the gradient, in its first slot. */
  static Pairs in(OptimizerState state) {
    double[][] slots = state.slots();
    if (slots.length == 0) {
      return NONE;
    }
    double[][] vectors = new double[slots.length - 1][];
    System.arraycopy(slots, 1, vectors, 0, vectors.length);
    return new Pairs(vectors);
  }

  /** The slots of a state with this {@code gradient}. */
  double[][] slots(double[] gradient) {
    double[][] slots = new double[vectors.length + 1][];
    slots[0] = gradient;
    System.arraycopy(vectors, 0, slots, 1, vectors.length);
    return slots;
  }

  /** Whether there are any. */
  boolean isEmpty() {
    return vectors.length == 0;
  }

  /** With another pair, if it shows positive curvature; without the oldest beyond {@code most}. */
  Pairs with(double[] s, double[] y, int most) {
    if (!(Vectors.dot(s, y) > LEAST_COSINE * Vectors.norm(s) * Vectors.norm(y))) {
      return this;
    }
    int dropped = Math.max(0, vectors.length + 2 - 2 * most);
    double[][] next = new double[vectors.length + 2 - dropped][];
    System.arraycopy(vectors, dropped, next, 0, vectors.length - dropped);
    next[next.length - 2] = s;
    next[next.length - 1] = y;
    return new Pairs(next);
  }

  /** s.y / y.y of the newest pair: how long a step along the gradient is, by its curvature. */
  double length() {
    int newest = vectors.length / 2 - 1;
    return Vectors.dot(s(newest), y(newest)) / Vectors.dot(y(newest), y(newest));
  }

  /** Of vectors that are 0 where {@code out} is set; a pair that does not count so is left out. */
  Pairs without(boolean[] out) {
    Pairs left = NONE;
    for (int i = 0; i < vectors.length / 2; i++) {
      left = left.with(Vectors.without(s(i), out), Vectors.without(y(i), out), vectors.length);
    }
    return left;
  }

  /**
   * Minus {@code gradient} times the estimate of the inverse Hessian, which starts from s.y / y.y
   * of the newest pair times the identity; minus the gradient itself without any pair.
   *
   * <p>Source: Nocedal and Wright, Numerical Optimization, 2006, algorithm 7.4.
   */
  double[] direction(double[] gradient) {
    double[] direction = gradient.clone();
    int count = vectors.length / 2;
    double[] curvatures = new double[count];
    double[] factors = new double[count];
    for (int i = count - 1; i >= 0; i--) {
      curvatures[i] = Vectors.dot(s(i), y(i));
      factors[i] = Vectors.dot(s(i), direction) / curvatures[i];
      Vectors.add(direction, -factors[i], y(i));
    }
    if (count > 0) {
      double[] y = y(count - 1);
      Vectors.scale(direction, curvatures[count - 1] / Vectors.dot(y, y));
    }
    for (int i = 0; i < count; i++) {
      double back = Vectors.dot(y(i), direction) / curvatures[i];
      Vectors.add(direction, factors[i] - back, s(i));
    }
    Vectors.scale(direction, -1);
    return direction;
  }

  private double[] s(int i) {
    return vectors[2 * i];
  }

  private double[] y(int i) {
    return vectors[2 * i + 1];
  }
}

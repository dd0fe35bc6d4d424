package dev.descent.solve;

import dev.descent.optimize.OptimizerState;
import java.util.Arrays;

/**
 * The last pairs of s = change of the parameters and y = change of the gradient: what l-bfgs knows
 * of the curvature.
 *
 * @param vectors s and y of each pair, the oldest pair first, each [p]
 * @param products s.y of each pair
 * @param length s.y / y.y of the newest pair: how long a step along the gradient is, by its
 *     curvature; 1 without any
 */
record Pairs(double[][] vectors, double[] products, double length) {
  static final Pairs NONE = new Pairs(new double[0][], new double[0], 1);

  /**
   * A pair counts when the cosine between s and y is above it. For a quadratic of condition c the
   * cosine is at least 2 / sqrt(c), so that only rounding errors or negative curvature fall below.
   */
  private static final double LEAST_COSINE = 1e-10;

  /** The pairs of {@code state}, which also holds the gradient, in its first slot. */
  static Pairs in(OptimizerState state) {
    double[][] slots = state.slots();
    if (slots.length < 3) {
      return NONE;
    }
    double[][] vectors = Arrays.copyOfRange(slots, 1, slots.length);
    double[] products = new double[vectors.length / 2];
    for (int i = 0; i < products.length; i++) {
      products[i] = Vectors.dot(vectors[2 * i], vectors[2 * i + 1]);
    }
    double[] y = vectors[vectors.length - 1];
    return new Pairs(vectors, products, products[products.length - 1] / Vectors.dot(y, y));
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
    return count() == 0;
  }

  private int count() {
    return products.length;
  }

  /** With another pair, if it shows positive curvature; without the oldest beyond {@code most}. */
  Pairs with(double[] s, double[] y, int most) {
    double product = Vectors.dot(s, y);
    double square = Vectors.dot(y, y);
    if (!(product > LEAST_COSINE * Vectors.norm(s) * Math.sqrt(square))) {
      return this;
    }
    int dropped = Math.max(0, count() + 1 - most);
    int kept = count() - dropped;
    double[][] next = Arrays.copyOfRange(vectors, 2 * dropped, 2 * (dropped + kept + 1));
    next[2 * kept] = s;
    next[2 * kept + 1] = y;
    double[] nextProducts = Arrays.copyOfRange(products, dropped, dropped + kept + 1);
    nextProducts[kept] = product;
    return new Pairs(next, nextProducts, product / square);
  }

  /** Of vectors that are 0 where {@code out} is set; a pair that does not count so is left out. */
  Pairs without(boolean[] out) {
    Pairs left = NONE;
    for (int i = 0; i < count(); i++) {
      left = left.with(Vectors.without(s(i), out), Vectors.without(y(i), out), count());
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
    Vectors.scale(direction, -1);
    int newest = count() - 1;
    if (newest < 0) {
      return direction;
    }
    double[] factors = new double[count()];
    double product = Vectors.dot(direction, s(newest));
    for (int i = newest; i >= 0; i--) {
      factors[i] = product / products[i];
      product = Vectors.dotOfSum(direction, -factors[i], y(i), i > 0 ? s(i - 1) : y(0));
    }
    Vectors.scale(direction, length);
    product *= length;
    for (int i = 0; i < newest; i++) {
      double factor = factors[i] - product / products[i];
      product = Vectors.dotOfSum(direction, factor, s(i), y(i + 1));
    }
    Vectors.add(direction, factors[newest] - product / products[newest], s(newest));
    return direction;
  }

  private double[] s(int i) {
    return vectors[2 * i];
  }

  private double[] y(int i) {
    return vectors[2 * i + 1];
  }
}

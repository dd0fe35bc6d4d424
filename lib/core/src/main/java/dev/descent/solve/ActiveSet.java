package dev.descent.solve;

import java.util.Arrays;

/**
 * The columns whose coefficients are not 0, on the way to those of the optimum.
 *
 * <p>With their signs kept, the objective is quadratic in them: they go straight to its least, or
 * to where the first of them becomes 0 and leaves the set. At the least, the column that violates
 * the conditions of {@link LassoPoint} most enters. The objective falls all the way, so that no set
 * comes back and the way has an end. A column that depends on those in the set takes the place of
 * the one that becomes 0 first as its coefficient grows and the fit stays.
 *
 * <p>Sources: Osborne, Presnell and Turlach, A new approach to variable selection in least squares
 * problems, IMA Journal of Numerical Analysis 20, 2000; Lee, Battle, Raina and Ng, Efficient sparse
 * coding algorithms, NIPS 2006 (the step to the first zero).
 */
final class ActiveSet {
  /** Steps a column, beyond which rounding errors are all that is left to lower. */
  private static final int MOST_STEPS = 20;

  private static final int NONE = -1;

  private final LassoPoint point;
  private final int[] candidates;
  private final GrowingCholesky active;

  /** Columns that cannot enter from here: dependent ones, and those that rounding sends back. */
  private final boolean[] barred;

  /**
   * From {@code point}.
   *
   * @param candidates the columns that vary
   */
  ActiveSet(LassoPoint point, Curvature curvature, int[] candidates) {
    this.point = point;
    this.candidates = candidates;
    this.active = new GrowingCholesky(curvature.matrix());
    this.barred = new boolean[curvature.columns()];
  }

  /** Goes to the optimum; the columns there, in ascending order. */
  int[] optimum() {
    start();
    int steps = MOST_STEPS * (candidates.length + 1);
    int entering = NONE;
    do {
      while (!reachesLeast() && steps > 0) {
        steps--;
      }
      entering = mostViolating();
      if (entering != NONE) {
        enter(entering);
      }
      steps--;
    } while (entering != NONE && steps > 0);
    int[] columns = new int[active.size()];
    Arrays.setAll(columns, active::column);
    Arrays.sort(columns);
    return columns;
  }

  /** With those outside the lasso part, and then those whose coefficients are not 0. */
  private void start() {
    for (int j : candidates) {
      if (!point.isBounded(j) && !active.add(j)) {
        point.set(j, 0);
      }
    }
    for (int j : candidates) {
      if (point.isBounded(j) && point.coefficient(j) != 0 && !active.add(j)) {
        point.set(j, 0);
      }
    }
    point.refresh();
  }

  /** Takes a step; false if a column has left the set on the way. */
  private boolean reachesLeast() {
    double[] right = new double[active.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = -point.slope(active.column(i));
    }
    double[] direction = active.solve(right);
    int first = firstZero(direction, 1);
    if (first == NONE) {
      move(direction, 1);
    } else {
      moveToZero(direction, first);
    }
    point.refresh();
    return first == NONE;
  }

  private int mostViolating() {
    int most = NONE;
    for (int j : candidates) {
      if (point.coefficient(j) == 0 && !barred[j] && point.excess(j) > 0) {
        most = most == NONE || point.excess(j) > point.excess(most) ? j : most;
      }
    }
    return most;
  }

  /**
   * Takes in a column whose coefficient is 0. A dependent one is barred outside the lasso part, and
   * where the fit, which is only about the same, could lose more than the lasso part gains.
   */
  private void enter(int j) {
    double sign = point.sign(j);
    while (!active.add(j)) {
      double[] direction = active.solve(active.products(j));
      Vectors.scale(direction, -sign);
      double most = Math.abs(point.slope(j)) / PivotedCholesky.tolerance(active.size());
      int first = point.isBounded(j) ? firstZero(direction, most) : NONE;
      if (first == NONE) {
        barred[j] = true;
        point.set(j, 0);
        return;
      }
      double length = zero(direction, first);
      moveToZero(direction, first);
      point.set(j, Math.fma(sign, length, point.coefficient(j)));
      point.refresh();
    }
  }

  /** The place of the first coefficient that {@code direction} [m] takes to 0 before its end. */
  private int firstZero(double[] direction, double end) {
    int first = NONE;
    double length = end;
    for (int i = 0; i < direction.length; i++) {
      int j = active.column(i);
      if (point.isBounded(j) && direction[i] * point.sign(j) < 0 && zero(direction, i) < length) {
        first = i;
        length = zero(direction, i);
      }
    }
    return first;
  }

  /** How many times {@code direction} takes the coefficient at {@code place} to 0. */
  private double zero(double[] direction, int place) {
    return -point.coefficient(active.column(place)) / direction[place];
  }

  private void move(double[] direction, double length) {
    for (int i = 0; i < direction.length; i++) {
      int j = active.column(i);
      point.set(j, Math.fma(length, direction[i], point.coefficient(j)));
    }
  }

  /**
   * Goes to where the coefficient at {@code place} is 0 and takes its column out. Barred columns
   * may enter again then; but one that leaves as it has come is barred.
   */
  private void moveToZero(double[] direction, int place) {
    int leaving = active.column(place);
    boolean stays = point.coefficient(leaving) == 0;
    move(direction, zero(direction, place));
    point.set(leaving, 0);
    active.remove(place);
    if (!stays) {
      Arrays.fill(barred, false);
    }
    barred[leaving] = stays;
  }
}

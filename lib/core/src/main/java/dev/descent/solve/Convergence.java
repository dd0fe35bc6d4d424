package dev.descent.solve;

import java.util.List;
import java.util.Optional;

/**
 * When l-bfgs is at the optimum, and when it does not get there.
 *
 * <p>The measure is the decrement g.H.g / 2, the decrease that the estimate H of the inverse
 * Hessian promises for gradient g; it does not depend on the scale of the parameters. It is
 * compared with the objective, or with the last bit of the objective at the start where that is
 * more, as it is for rows that can be fitted exactly: their residuals are differences of numbers as
 * large as those at the start.
 *
 * <p>Where l-bfgs is slow the estimate promises too little, by a factor of ten and more; there the
 * course of the objective tells how much is left.
 *
 * @param tolerance the decrement, the last change of the objective, and what its course leaves to
 *     come, relative to the objective, at which l-bfgs has converged
 */
record Convergence(double tolerance) {
  /**
   * 256 units in the last place: an objective in double precision cannot tell points apart that
   * differ by less, so a search that finds nothing better there has arrived whatever the tolerance.
   */
  private static final double ROUNDING = 0x1p-44;

  private static final double LAST_BIT = 0x1p-52;

  /** Iterations over which the decrease of the objective is taken together. */
  private static final int SPAN = 5;

  private static final double MOST_LEFT = 0.99;

  /** Iterations without a new least objective or gradient that are none but rounding errors. */
  private static final int PATIENCE = 10;

  /**
   * Why no iteration follows; empty if one does.
   *
   * @param iterations how many of the history, its last ones, l-bfgs has done
   * @param decrement at the newest
   */
  Optional<StopReason> verdict(List<Progress> history, int iterations, double decrement) {
    Progress now = history.get(history.size() - 1);
    if (iterations == 0) {
      return Optional.empty();
    }
    List<Progress> own = history.subList(history.size() - 1 - iterations, history.size());
    double change = Math.abs(history.get(history.size() - 2).objective() - now.objective());
    double left = Math.max(change, left(own));
    double scale = scale(history);
    if (decrement <= tolerance * scale && left <= Math.max(tolerance, ROUNDING) * scale) {
      return Optional.of(StopReason.CONVERGED);
    }
    return wanders(own) ? Optional.of(atAnEnd(history, decrement)) : Optional.empty();
  }

  /**
   * How much the objective has still to fall if it goes on like a geometric series: c q / (1 - q)
   * after two spans of iterations, of which the second made it fall by c, q times the first.
   */
  private static double left(List<Progress> own) {
    int last = own.size() - 1;
    if (last < 2 * SPAN) {
      return 0;
    }
    double between = own.get(last - SPAN).objective();
    double first = own.get(last - 2 * SPAN).objective() - between;
    double second = between - own.get(last).objective();
    double q = Math.min(second / first, MOST_LEFT);
    return second > 0 && first > 0 ? second * q / (1 - q) : 0;
  }

  /**
   * The reason to end where no step leads on; an objective below the last bit of the one at the
   * start is 0.
   */
  StopReason atAnEnd(List<Progress> history, double decrement) {
    double bound = Math.max(tolerance, ROUNDING) * scale(history);
    double now = Math.abs(history.get(history.size() - 1).objective());
    boolean nothing = now <= LAST_BIT * Math.abs(history.get(0).objective());
    return nothing || decrement <= bound ? StopReason.CONVERGED : StopReason.STALLED;
  }

  private static double scale(List<Progress> history) {
    double now = Math.abs(history.get(history.size() - 1).objective());
    return Math.max(now, LAST_BIT * Math.abs(history.get(0).objective()));
  }

  /** Whether neither objective nor gradient have had a new minimum for a while. */
  private static boolean wanders(List<Progress> own) {
    int improved = 0;
    double objective = Double.POSITIVE_INFINITY;
    double gradient = Double.POSITIVE_INFINITY;
    for (int i = 0; i < own.size(); i++) {
      Progress progress = own.get(i);
      if (progress.objective() < objective || progress.gradientNorm() < gradient) {
        improved = i;
      }
      objective = Math.min(objective, progress.objective());
      gradient = Math.min(gradient, progress.gradientNorm());
    }
    return own.size() - 1 - improved >= PATIENCE;
  }
}

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
 * @param tolerance the decrement and the last change of the objective, relative to the objective,
 *     at which l-bfgs has converged
 */
record Convergence(double tolerance) {
  /**
   * 256 units in the last place: an objective in double precision cannot tell points apart that
   * differ by less, so a search that finds nothing better there has arrived whatever the tolerance.
   */
  private static final double ROUNDING = 0x1p-44;

  private static final double LAST_BIT = 0x1p-52;

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
    double change = Math.abs(history.get(history.size() - 2).objective() - now.objective());
    double scale = scale(history);
    if (decrement <= tolerance * scale && change <= Math.max(tolerance, ROUNDING) * scale) {
      return Optional.of(StopReason.CONVERGED);
    }
    return wanders(history.subList(history.size() - 1 - iterations, history.size()))
        ? Optional.of(atAnEnd(history, decrement))
        : Optional.empty();
  }

  /** The reason to end where no step leads on. */
  StopReason atAnEnd(List<Progress> history, double decrement) {
    double bound = Math.max(tolerance, ROUNDING) * scale(history);
    return decrement <= bound ? StopReason.CONVERGED : StopReason.STALLED;
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

package dev.descent.solve;

import java.util.List;
import java.util.Optional;

/** Says after an epoch whether training ends, and why. */
@FunctionalInterface
public interface StoppingRule {
  /** An objective this many times the one at the start counts as diverged. */
  double DIVERGENCE_FACTOR = 1000;

  /**
   * The reason to stop, if there is one; {@code history} starts with the state before the first
   * step.
   */
  Optional<StopReason> verdict(List<Progress> history);

  /** This rule, and where it has no verdict the other one. */
  default StoppingRule or(StoppingRule other) {
    return history -> verdict(history).or(() -> other.verdict(history));
  }

  /**
   * Stops when the objective is not finite, or above {@value #DIVERGENCE_FACTOR} times the one at
   * the start.
   */
  static StoppingRule divergence() {
    return divergence(0);
  }

  /**
   * Stops when the objective is not finite, or above {@value #DIVERGENCE_FACTOR} times the larger
   * of the one at the start and {@code usual}: a start near the optimum may have an objective of
   * almost 0, and the first step away from it is no divergence.
   */
  static StoppingRule divergence(double usual) {
    return history -> {
      double start = Math.max(history.get(0).objective(), usual);
      double now = newest(history).objective();
      boolean diverged = !Double.isFinite(now) || (start > 0 && now > DIVERGENCE_FACTOR * start);
      return when(diverged, StopReason.DIVERGED);
    };
  }

  /** Stops after {@code epochs} epochs. */
  static StoppingRule maxEpochs(int epochs) {
    return history -> when(newest(history).epoch() >= epochs, StopReason.MAX_EPOCHS);
  }

  /** Stops when an epoch changes the objective by at most {@code tolerance} times its magnitude. */
  static StoppingRule tolerance(double tolerance) {
    return history -> {
      if (history.size() < 2) {
        return Optional.empty();
      }
      double before = history.get(history.size() - 2).objective();
      double now = newest(history).objective();
      return when(Math.abs(before - now) <= tolerance * Math.abs(before), StopReason.CONVERGED);
    };
  }

  /**
   * Stops when the gradient of loss and ridge part is at most {@code tolerance} times as long as at
   * the start. With a lasso part it does not vanish at the optimum.
   *
   * <p>A verdict ends with an IllegalStateException where the one at the start was not measured.
   */
  static StoppingRule gradientTolerance(double tolerance) {
    return history -> {
      double start = history.get(0).gradientNorm();
      if (Double.isNaN(start)) {
        throw new IllegalStateException("the gradient at the start was not measured");
      }
      return when(newest(history).gradientNorm() <= tolerance * start, StopReason.CONVERGED);
    };
  }

  /** Stops when {@code metric} has had no new minimum in the last {@code epochs} epochs. */
  static StoppingRule patience(int epochs, Metric metric) {
    return history -> {
      int best = 0;
      for (int i = 1; i < history.size(); i++) {
        double least = metric.of(history.get(best));
        best = metric.of(history.get(i)) < least || Double.isNaN(least) ? i : best;
      }
      return when(history.size() - 1 - best >= epochs, StopReason.NO_IMPROVEMENT);
    };
  }

  private static Progress newest(List<Progress> history) {
    return history.get(history.size() - 1);
  }

  private static Optional<StopReason> when(boolean stop, StopReason reason) {
    return stop ? Optional.of(reason) : Optional.empty();
  }
}

package dev.descent.solve;

import dev.descent.optimize.OptimizerState;
import java.io.Serializable;
import java.util.List;

/**
 * Everything that the next step depends on, and what has been seen so far; training may continue
 * from any state and gives the same bits as if it had not stopped.
 *
 * @param step steps done
 * @param parameters [p]
 * @param optimizer what the optimizer remembers
 * @param best the parameters with the lowest metric at the end of an epoch
 * @param history one entry for the start and one for every epoch done
 */
public record TrainingState(
    int step, double[] parameters, OptimizerState optimizer, Best best, List<Progress> history)
    implements Serializable {

  /** The best parameters so far and the metric they had. */
  public record Best(int epoch, double metric, double[] parameters) implements Serializable {}

  public TrainingState {
    history = List.copyOf(history);
  }

  /** Before the first step, with {@code parameters} [p]. */
  public static TrainingState start(double[] parameters, OptimizerState optimizer) {
    Best none = new Best(0, Double.POSITIVE_INFINITY, parameters);
    return new TrainingState(0, parameters, optimizer, none, List.of());
  }

  /** Epochs done. */
  public int epoch() {
    return history.isEmpty() ? 0 : last().epoch();
  }

  /** The newest entry of the history. */
  public Progress last() {
    return history.get(history.size() - 1);
  }

  /** Whether the newest entry of the history belongs to this very state. */
  public boolean endsEpoch() {
    return !history.isEmpty() && last().step() == step;
  }
}

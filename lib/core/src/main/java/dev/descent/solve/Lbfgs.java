package dev.descent.solve;

import dev.descent.objective.Objective;
import dev.descent.optimize.OptimizerState;
import java.io.Serializable;

/**
 * L-BFGS: a step after the other along minus the gradient times an estimate of the inverse Hessian,
 * which is made of the last m pairs of s = change of the parameters and y = change of the gradient.
 *
 * <p>A state is an accepted iteration, which counts as one step and one epoch, and has a measure;
 * an iteration takes at least one pass over the training rows and rarely more. What a state
 * remembers, in {@link OptimizerState#slots}: the gradient of loss and ridge part at its
 * parameters, then s and y of each pair, the oldest pair first: 1 + 2 m vectors [p] at most.
 *
 * <p>The states end by themselves: {@link StopReason#CONVERGED} when the decrease that the next
 * step promises, the one that the last step made and the one that its course leaves to come are at
 * most {@code tolerance} times the objective, {@link StopReason#STALLED} when no step leads on
 * before that, and {@link StopReason#DIVERGED} when the objective of the start is not finite. See
 * {@link Convergence}.
 *
 * <p>Where the penalty has a lasso part it is OWL-QN, and the gradient that is reported and that
 * vanishes at the optimum is the subgradient of least norm: see {@link OrthantSearch}.
 *
 * <p>Source: Liu and Nocedal, On the Limited Memory BFGS Method for Large Scale Optimization,
 * Mathematical Programming 45, 1989.
 *
 * @param tolerance relative to the objective; 0 goes on to the level of rounding errors
 * @param memory m, the most pairs that are remembered
 * @param metric by which the best parameters are kept
 */
public record Lbfgs(double tolerance, int memory, Metric metric) implements Solver, Serializable {
  private static final int LEAST_MEMORY = 10;
  private static final int MOST_MEMORY = 40;

  /** As many numbers in the pairs as take 16 MB. */
  private static final int NUMBERS = 1 << 21;

  private static final OptimizerState NOTHING_KNOWN = new OptimizerState(0, new double[0][]);

  public Lbfgs {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in [0, 1), but was " + tolerance);
    }
    if (memory < 1) {
      throw new IllegalArgumentException("memory must be >= 1 pairs, but was " + memory);
    }
  }

  /**
   * The memory for p parameters: 40 pairs where they take at most 16 MB, fewer where they take
   * more, but at least 10. A pair costs next to nothing beside a pass over the rows, and 40 instead
   * of 10 save a third to two thirds of the passes where columns are badly scaled or correlated.
   */
  public static int memoryFor(int p) {
    return Math.max(LEAST_MEMORY, Math.min(MOST_MEMORY, NUMBERS / 2 / Math.max(p, 1)));
  }

  @Override
  public TrainingState start(double[] parameters) {
    return TrainingState.start(parameters, NOTHING_KNOWN);
  }

  /**
   * Where it goes on after another solver: with {@code parameters} [p], and with the steps, epochs
   * and history of {@code reached}. The pass that measures these parameters is the next epoch.
   */
  public TrainingState after(TrainingState reached, double[] parameters) {
    return new TrainingState(
        reached.step(), parameters, NOTHING_KNOWN, reached.best(), reached.history());
  }

  @Override
  public States states(Risks risks, Objective objective, TrainingState from) {
    return new LbfgsStates(this, risks, objective, from);
  }
}

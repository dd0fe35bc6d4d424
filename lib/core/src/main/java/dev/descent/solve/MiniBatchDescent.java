package dev.descent.solve;

import dev.descent.objective.Objective;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Mini-batch gradient descent: a step after the other, each with the gradient over its mini-batch.
 *
 * @param rule of a step
 * @param batchSize b rows a step; n or more is full batch. Where data shards descend by themselves,
 *     b rows of each
 * @param averageEvery steps that data shards take by themselves before they are averaged; counts
 *     only where the risks have shards, and not beyond the end of an epoch
 * @param seed of the order of the mini-batches
 * @param metric by which the best parameters are kept
 * @param judgesStart whether the gradient at the start is measured too, for a rule that compares
 *     later ones with it: a pass of twice the work
 */
public record MiniBatchDescent(
    StepRule rule, long batchSize, int averageEvery, long seed, Metric metric, boolean judgesStart)
    implements Solver, Serializable {

  public MiniBatchDescent {
    if (averageEvery < 1) {
      throw new IllegalArgumentException("average-every must be >= 1, but was " + averageEvery);
    }
  }

  /** Without the gradient at the start. */
  public MiniBatchDescent(
      StepRule rule, long batchSize, int averageEvery, long seed, Metric metric) {
    this(rule, batchSize, averageEvery, seed, metric, false);
  }

  /** The same with one sum a step. */
  public MiniBatchDescent(StepRule rule, long batchSize, long seed, Metric metric) {
    this(rule, batchSize, 1, seed, metric);
  }

  /** How many steps of {@code batchSize} rows go through the rows once. */
  public static int stepsAnEpoch(Risks risks, long batchSize) {
    long rows =
        risks
            .shards()
            .map(shards -> Arrays.stream(shards.rows()).max().orElse(0))
            .orElseGet(() -> risks.train().rows());
    return new MiniBatchPlan(rows, batchSize, 0).steps();
  }

  @Override
  public TrainingState start(double[] parameters) {
    return TrainingState.start(parameters, rule.optimizer().init(parameters.length));
  }

  @Override
  public States states(Risks risks, Objective objective, TrainingState from) {
    return new DescentStates(this, risks, objective, from);
  }
}

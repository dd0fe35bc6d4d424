package dev.descent.solve;

import dev.descent.objective.Objective;
import java.util.Iterator;

/**
 * Mini-batch gradient descent: a step after the other, each with the gradient over its mini-batch.
 *
 * @param rule of a step
 * @param batchSize b rows a step; n or more is full batch
 * @param seed of the order of the mini-batches
 * @param metric by which the best parameters are kept
 */
public record MiniBatchDescent(StepRule rule, long batchSize, long seed, Metric metric)
    implements Solver {

  @Override
  public TrainingState start(double[] parameters) {
    return TrainingState.start(parameters, rule.optimizer().init(parameters.length));
  }

  @Override
  public Iterator<TrainingState> states(Risks risks, Objective objective, TrainingState from) {
    return new DescentStates(this, risks, objective, from);
  }
}

package dev.descent.solve;

import dev.descent.objective.Objective;
import dev.descent.optimize.Optimizer;
import dev.descent.optimize.Schedule;
import java.util.Iterator;

/**
 * Mini-batch gradient descent: w becomes w - rate * direction, with the optimizer's direction for
 * the gradient over the step's mini-batch.
 *
 * @param batchSize b rows a step; n or more is full batch
 * @param seed of the order of the mini-batches
 * @param metric by which the best parameters are kept
 */
public record MiniBatchDescent(
    Optimizer optimizer, Schedule schedule, long batchSize, long seed, Metric metric)
    implements Solver {

  @Override
  public TrainingState start(double[] parameters) {
    return TrainingState.start(parameters, optimizer.init(parameters.length));
  }

  @Override
  public Iterator<TrainingState> states(Risks risks, Objective objective, TrainingState from) {
    return new DescentStates(this, risks, objective, from);
  }
}

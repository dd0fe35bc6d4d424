package dev.descent.solve;

import dev.descent.objective.Objective.Evaluation;
import dev.descent.optimize.Direction;
import dev.descent.optimize.Optimizer;
import dev.descent.optimize.OptimizerState;
import dev.descent.optimize.Schedule;
import dev.descent.penalty.Penalty;
import java.io.Serializable;

/**
 * One step of descent: w becomes prox(v - rate * direction), with the optimizer's direction for the
 * gradient at v, the parameters w themselves or a point ahead of them.
 *
 * @param clipNorm a gradient of a larger Euclidean norm is scaled down to this one; infinite for
 *     never
 */
public record StepRule(Optimizer optimizer, Schedule schedule, double clipNorm)
    implements Serializable {

  public StepRule {
    if (!(clipNorm > 0)) {
      throw new IllegalArgumentException("clip-norm must be > 0, but was " + clipNorm);
    }
  }

  /** Without clipping. */
  public StepRule(Optimizer optimizer, Schedule schedule) {
    this(optimizer, schedule, Double.POSITIVE_INFINITY);
  }

  /** Where the gradient of the step from {@code from} is to be taken [p]. */
  double[] point(Position from) {
    return optimizer.point(from.optimizer(), from.parameters());
  }

  /** The position after step number {@code step}, which is taken at {@link #point}. */
  Position next(Position from, int step, Point at, Penalty penalty) {
    double[] point = at.parameters();
    double rate = schedule.rate(step);
    Direction direction = optimizer.direction(from.optimizer(), clipped(at.evaluation()));
    double[] moved = new double[point.length];
    for (int j = 0; j < moved.length; j++) {
      moved[j] = point[j] - rate * direction.values()[j];
    }
    penalty.prox(moved, rate);
    OptimizerState next =
        optimizer.after(direction.next(), new Optimizer.Step(from.parameters(), point, moved));
    return new Position(moved, next);
  }

  private double[] clipped(Evaluation evaluation) {
    double norm = clipNorm < Double.POSITIVE_INFINITY ? evaluation.gradientNorm() : 0;
    if (norm <= clipNorm) {
      return evaluation.gradient();
    }
    double[] clipped = evaluation.gradient().clone();
    for (int j = 0; j < clipped.length; j++) {
      clipped[j] *= clipNorm / norm;
    }
    return clipped;
  }
}

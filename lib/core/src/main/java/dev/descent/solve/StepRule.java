package dev.descent.solve;

import dev.descent.math.Pieces;
import dev.descent.objective.Objective.Evaluation;
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
    Evaluation there = at.evaluation();
    Evaluation own = new Evaluation(there.loss(), there.penalty(), there.gradient().clone());
    return advance(from.copy(), step, new Point(at.parameters(), own), penalty);
  }

  /**
   * The same in the arrays of {@code from} and of the gradient, which then hold nothing else: for
   * steps between which nobody looks at them.
   */
  Position advance(Position from, int step, Point at, Penalty penalty) {
    double rate = schedule.rate(step);
    double[] point = at.parameters();
    double[] gradient = at.evaluation().gradient();
    OptimizerState state = from.optimizer();
    double[] moved = optimizer.looksBack() ? new double[point.length] : from.parameters();
    double shrink = shrink(at.evaluation());
    Pieces.each(
        moved.length,
        (start, end) -> {
          for (int j = start; shrink != 1 && j < end; j++) {
            gradient[j] *= shrink;
          }
          optimizer.turn(state, gradient, start, end);
          for (int j = start; j < end; j++) {
            moved[j] = point[j] - rate * gradient[j];
          }
        });
    penalty.prox(moved, rate);
    OptimizerState next =
        optimizer.after(state.next(), new Optimizer.Step(from.parameters(), point, moved));
    return new Position(moved, next);
  }

  /** What a gradient is multiplied by so that its norm is no larger than {@code clipNorm}. */
  private double shrink(Evaluation evaluation) {
    double norm = clipNorm < Double.POSITIVE_INFINITY ? evaluation.gradientNorm() : 0;
    return norm <= clipNorm ? 1 : clipNorm / norm;
  }
}

package dev.descent.solve;

import dev.descent.data.Precision;
import dev.descent.objective.GramSource;
import dev.descent.objective.Objective;
import dev.descent.optimize.OptimizerState;

/**
 * The exact solver of linear models with squared loss and any penalty: from the products of all
 * rows, which are summed once, it goes to where the objective is least, and then corrects that by
 * the gradient over the rows to the level of rounding: until the next correction would not change
 * the root mean square of the residuals by a digit of theirs, or corrections do not become smaller.
 *
 * <p>A state counts as one step and one epoch: the start, what the products alone give, and each
 * correction. Each takes a pass over the rows, but a start where all parameters are 0, which is
 * measured by the products. What a state remembers, in {@link OptimizerState#slots}: the gradient
 * of loss and ridge part at its parameters and the correction that led to them, both [p].
 *
 * <p>The states end by themselves: {@link StopReason#CONVERGED} when the decrease of the objective
 * that the next correction promises is at most {@code tolerance} times the objective, {@link
 * StopReason#STALLED} when it is more, and {@link StopReason#DIVERGED} when the objective or a
 * product is not finite, as for features of 10^200.
 *
 * <p>Where columns are constant or linear combinations of others, their coefficients are 0, and
 * {@link LeastSquaresStates#rank} names them. A lasso part decides on its columns by itself, so
 * that then only constant columns and those outside of it are named.
 *
 * <p>Products in single precision will do where no column is nearly a combination of others: since
 * corrections come from the gradient, which is as exact as ever, one or two more of them lead to
 * the same level of rounding, and products take half the time. With a lasso part a correction is
 * the optimum for the exact gradient and the second derivatives of those products. Whether they
 * will do is seen from them alone; if not, they are summed once more in double precision.
 *
 * <p>Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, 2002, chapter 12.
 *
 * @param gram the products of the training rows
 * @param arithmetic of the products: SINGLE lets single precision be tried
 * @param tolerance relative to the objective
 * @param metric by which the best parameters are kept; the last ones are the most exact
 */
public record LeastSquares(GramSource gram, Precision arithmetic, double tolerance, Metric metric)
    implements Solver {

  public LeastSquares {
    if (!(tolerance >= 0 && tolerance < 1)) {
      throw new IllegalArgumentException("tolerance must be in [0, 1), but was " + tolerance);
    }
  }

  @Override
  public TrainingState start(double[] parameters) {
    return TrainingState.start(parameters, new OptimizerState(0, new double[0][]));
  }

  @Override
  public LeastSquaresStates states(Risks risks, Objective objective, TrainingState from) {
    return new LeastSquaresStates(this, risks, objective, from);
  }
}

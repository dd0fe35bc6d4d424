package dev.descent.loss;

import dev.descent.data.Targets;
import dev.descent.math.Kernels;
import dev.descent.math.StableMath;

/**
 * Half the Poisson deviance of a label y >= 0 whose mean is exp(f): exp(f) - y + y (log y - f),
 * with derivative exp(f) - y. It is never negative, and 0 where the mean is the label.
 *
 * <p>Above a score of {@value #STEEPEST} the mean stays what it is there and the loss goes on as
 * its tangent, so that nothing overflows; a mean of 10^260 is no prediction in any case.
 *
 * <p>Source: McCullagh and Nelder, Generalized Linear Models, 1989, section 2.3.
 */
public record Poisson() implements Loss {
  /** The least label. */
  public static final double LEAST_LABEL = 0;

  private static final double STEEPEST = 600;

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double lossAndResiduals(double[] scores, Targets targets) {
    double[] means = new double[targets.rows()];
    for (int i = 0; i < means.length; i++) {
      means[i] = Math.min(scores[i], STEEPEST);
    }
    Kernels.ofThisMachine().exponentials(means, means.length);
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double score = scores[i];
      double label = targets.label(i);
      double weight = targets.weight(i);
      double mean = means[i];
      double beyond = Math.max(score - STEEPEST, 0);
      double loss = Math.fma(mean, beyond, mean) - label + (entropy(label) - label * score);
      // Rounding may bring a loss near 0 below it.
      sum = Math.fma(weight, loss < 0 ? 0 : loss, sum);
      scores[i] = weight * (mean - label);
    }
    return sum;
  }

  /** y log y, which is 0 for a label of 0; NaN for one below. */
  private static double entropy(double label) {
    if (label >= Double.MIN_NORMAL) {
      return label * StableMath.log(label);
    }
    return label >= LEAST_LABEL ? 0 : Double.NaN;
  }

  private static double mean(double score) {
    return StableMath.exp(Math.min(score, STEEPEST));
  }

  @Override
  public void predict(double[] scores) {
    scores[0] = mean(scores[0]);
  }
}

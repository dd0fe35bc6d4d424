package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import java.io.Serializable;

/**
 * The sums behind the metrics of a regression, mergeable with the same bits in any order.
 *
 * <p>With label y, prediction f, residual r = y - f (rounded once) and weight w: the sums of w, w
 * y, w y^2, w r, w r^2 and w |r|, all exact, so that variances do not cancel when the labels are
 * large beside their spread; the sum of the Poisson deviances; the largest |r|; and the least and
 * the greatest of all y and f.
 */
public final class RegressionMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  /** 192 bits below the largest square: labels may be 10^20 times their standard deviation. */
  private static final int WIDTH = 7;

  private static final int LABEL = 0;
  private static final int RESIDUAL = 1;

  private final WeightSums weight = new WeightSums(1);
  private final ExactSums first = new ExactSums(2, WIDTH);
  private final ExactSums second = new ExactSums(2, WIDTH);
  private final ExactSums absolute = new ExactSums(1, WIDTH);
  private final PoissonDeviance deviance = new PoissonDeviance();
  private double largest;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /** Adds a row with a finite label and prediction and a finite weight >= 0; returns this. */
  public RegressionMoments add(double label, double prediction, double rowWeight) {
    double residual = label - prediction;
    if (!Double.isFinite(residual)) {
      throw new IllegalArgumentException(
          "label and prediction must be finite and less than 1.8e308 apart, but were "
              + label
              + ", "
              + prediction);
    }
    if (WeightSums.required(rowWeight) > 0) {
      double[] row = {label, residual};
      weight.add(0, rowWeight);
      first.addWeighted(rowWeight, row);
      second.addWeightedSquares(rowWeight, row);
      absolute.addWeighted(0, rowWeight, Math.abs(residual));
      deviance.add(label, prediction, rowWeight);
      largest = Math.max(largest, Math.abs(residual));
      lowest = Math.min(lowest, Math.min(label, prediction));
      highest = Math.max(highest, Math.max(label, prediction));
    }
    return this;
  }

  /** Adds the rows of {@code that}; returns this. */
  public RegressionMoments merge(RegressionMoments that) {
    weight.merge(that.weight);
    first.merge(that.first);
    second.merge(that.second);
    absolute.merge(that.absolute);
    deviance.merge(that.deviance);
    largest = Math.max(largest, that.largest);
    lowest = Math.min(lowest, that.lowest);
    highest = Math.max(highest, that.highest);
    return this;
  }

  /** The sum of the weights. */
  public double rows() {
    return weight.value(0);
  }

  /** The mean of r^2; 0 without rows. */
  public double mse() {
    return ratio(second.scaled(RESIDUAL), weight.scaled(0));
  }

  /** The square root of {@link #mse}. */
  public double rmse() {
    return Math.sqrt(mse());
  }

  /** The mean of |r|; 0 without rows. */
  public double mae() {
    return ratio(absolute.scaled(0), weight.scaled(0));
  }

  /** The mean of r: positive where predictions are too low; 0 without rows. */
  public double meanError() {
    return ratio(first.scaled(RESIDUAL), weight.scaled(0));
  }

  /** The largest |r| of a row with a weight > 0; 0 without rows. */
  public double maxAbsoluteError() {
    return largest;
  }

  /** The least label or prediction of a row with a weight > 0; 0 without rows. */
  public double lowest() {
    return lowest <= highest ? lowest : 0;
  }

  /** The greatest label or prediction of a row with a weight > 0; 0 without rows. */
  public double highest() {
    return lowest <= highest ? highest : 0;
  }

  /**
   * The mean of 2 (y log(y/f) - (y - f)), with y log(y/f) = 0 for y = 0; 0 unless {@link
   * #hasPoissonDeviance}.
   */
  public double poissonDeviance() {
    return hasPoissonDeviance() ? 2 * ratio(deviance.halves(), weight.scaled(0)) : 0;
  }

  /**
   * Whether there are rows, no label is < 0, every prediction is > 0 and all deviances are doubles.
   */
  public boolean hasPoissonDeviance() {
    return weight.scaled(0).signum() > 0 && deviance.isDefined();
  }

  /** 1 - sum(w r^2) / sum(w (y - mean y)^2); 0 when all labels are equal. */
  public double r2() {
    Scaled unexplained = second.scaled(RESIDUAL).times(weight.scaled(0));
    return explained(unexplained);
  }

  /** 1 - variance(r) / variance(y), which a constant error does not lower; 0 for equal labels. */
  public double explainedVariance() {
    return explained(spread(RESIDUAL));
  }

  /** Whether no two labels differ, which leaves r2 and explainedVariance undefined. */
  public boolean labelsAreEqual() {
    return spread(LABEL).signum() <= 0;
  }

  private double explained(Scaled unexplained) {
    Scaled labels = spread(LABEL);
    return labels.signum() <= 0 ? 0 : labels.minus(unexplained).over(labels);
  }

  /** sum(w) sum(w x^2) - sum(w x)^2, the variance times sum(w)^2. */
  private Scaled spread(int i) {
    Scaled sum = first.scaled(i);
    return weight.scaled(0).times(second.scaled(i)).minus(sum.times(sum));
  }

  private static double ratio(Scaled part, Scaled whole) {
    return whole.signum() == 0 ? 0 : part.over(whole);
  }
}

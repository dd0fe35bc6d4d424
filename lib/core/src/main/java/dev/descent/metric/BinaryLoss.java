package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import dev.descent.math.StableMath;
import java.io.Serializable;

/**
 * The weighted log loss and Brier score of binary predictions, mergeable with the same bits in any
 * order.
 *
 * <p>Of a score s (the log odds) the loss is log(1 + e^-s) for a positive and log(1 + e^s) for a
 * negative row, finite for every s. Where only the probability p is known it is clipped to [2^-52,
 * 1 - 2^-52] for the log loss, as scikit-learn does with doubles, so one row costs at most 36.04.
 * The Brier score is the mean of (p - y)^2, never clipped.
 */
public final class BinaryLoss implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double CLIP = 0x1p-52;

  private final WeightSums weight = new WeightSums(1);

  /** The sum of weight * loss. */
  private final ExactSums losses = new ExactSums(1);

  /** The sum of weight * (p - y)^2. */
  private final ExactSums squares = new ExactSums(1);

  /** Adds a row by its score, the log odds; {@code actual} is 1 for a positive row, else 0. */
  public BinaryLoss addScore(double score, int actual, double rowWeight) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score must be finite, but was " + score);
    }
    double towards = isPositive(actual) ? score : -score;
    double e = StableMath.exp(-Math.abs(towards));
    double loss = Math.max(-towards, 0) + StableMath.log1pOfUnit(e);
    double missing = (towards > 0 ? e : 1) / (1 + e);
    return add(loss, missing, rowWeight);
  }

  /** Adds a row by its probability in [0, 1]; {@code actual} is 1 for a positive row, else 0. */
  public BinaryLoss addProbability(double probability, int actual, double rowWeight) {
    requireProbability(probability);
    boolean positive = isPositive(actual);
    double log = positive ? clippedLog(probability) : StrictMath.log1p(-clipped(probability));
    return add(-log, positive ? 1 - probability : probability, rowWeight);
  }

  /** log(p), with p in [2^-52, 1 - 2^-52]. */
  static double clippedLog(double probability) {
    return StrictMath.log(clipped(probability));
  }

  private static double clipped(double probability) {
    return Math.min(Math.max(probability, CLIP), 1 - CLIP);
  }

  /** Adds the rows of {@code that}; returns this. */
  public BinaryLoss merge(BinaryLoss that) {
    weight.merge(that.weight);
    losses.merge(that.losses);
    squares.merge(that.squares);
    return this;
  }

  /** The sum of the weights. */
  public double rows() {
    return weight.value(0);
  }

  /** The mean log loss in nats; 0 without rows. */
  public double logLoss() {
    return mean(losses);
  }

  /** The mean of (p - y)^2; 0 without rows. */
  public double brier() {
    return mean(squares);
  }

  static void requireProbability(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1], but was " + probability);
    }
  }

  static boolean isPositive(int actual) {
    if (actual != 0 && actual != 1) {
      throw new IllegalArgumentException("actual must be 0 or 1, but was " + actual);
    }
    return actual == 1;
  }

  private BinaryLoss add(double loss, double missing, double rowWeight) {
    if (rowWeight == 1) {
      weight.add(0, 1);
      losses.add(0, loss);
      squares.add(0, missing * missing);
    } else if (WeightSums.required(rowWeight) > 0) {
      weight.add(0, rowWeight);
      losses.addProduct(0, rowWeight, loss);
      squares.addProduct(0, rowWeight, missing * missing);
    }
    return this;
  }

  private double mean(ExactSums sums) {
    Scaled total = weight.scaled(0);
    return total.signum() == 0 ? 0 : sums.scaled(0).over(total);
  }
}

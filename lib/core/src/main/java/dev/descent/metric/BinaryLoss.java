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

  /** The log loss of one row by its score, the log odds. */
  public static double ofScore(double score, int actual) {
    double towards = towards(score, actual);
    return lossOfScore(towards, StableMath.exp(-Math.abs(towards)));
  }

  /** Adds a row by its score, the log odds; {@code actual} is 1 for a positive row, else 0. */
  public BinaryLoss addScore(double score, int actual, double rowWeight) {
    double towards = towards(score, actual);
    double e = StableMath.exp(-Math.abs(towards));
    double missing = missingOfScore(towards, e);
    return add(lossOfScore(towards, e), missing * missing, rowWeight);
  }

  /** Adds {@code rows} by their scores [n], the log odds; their probabilities are not read. */
  public BinaryLoss addScores(double[] scores, BinaryRows rows) {
    Terms terms = new Terms(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      double towards = towards(scores[i], rows.actual()[i]);
      double e = StableMath.exp(-Math.abs(towards));
      terms.set(i, lossOfScore(towards, e), missingOfScore(towards, e));
    }
    return add(terms, rows);
  }

  /** Adds a row by its probability in [0, 1]; {@code actual} is 1 for a positive row, else 0. */
  public BinaryLoss addProbability(double probability, int actual, double rowWeight) {
    requireProbability(probability);
    double missing = missing(probability, required(actual));
    double log = StableMath.log(hit(probability, actual));
    return add(loss(log, probability, actual), missing * missing, rowWeight);
  }

  /** Adds {@code rows} by their probabilities. */
  public BinaryLoss add(BinaryRows rows) {
    Terms terms = new Terms(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      double probability = rows.probabilities()[i];
      requireProbability(probability);
      int y = required(rows.actual()[i]);
      terms.set(i, hit(probability, y), missing(probability, y));
    }
    StableMath.logs(terms.losses);
    for (int i = 0; i < rows.size(); i++) {
      double probability = rows.probabilities()[i];
      int y = rows.actual()[i];
      terms.losses[i] = loss(terms.losses[i], probability, y);
    }
    return add(terms, rows);
  }

  /** The score of the actual class. */
  private static double towards(double score, int actual) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score must be finite, but was " + score);
    }
    return (2 * required(actual) - 1) * score;
  }

  /**
   * log(1 + e^-s) of s = {@code towards}.
   *
   * @param e e^-|s|
   */
  private static double lossOfScore(double towards, double e) {
    return Math.max(-towards, 0) + StableMath.log1pOfUnit(e);
  }

  private static double missingOfScore(double towards, double e) {
    return (towards > 0 ? e : 1) / (1 + e);
  }

  /** The clipped probability of the actual class; without a branch, a guess on every row. */
  private static double hit(double probability, int y) {
    return Math.abs(1 - y - clipped(probability));
  }

  /**
   * -log of the probability of the actual class.
   *
   * @param logOfHit to which comes what rounding q = 1 - p lost: log(q + r) is log q + r / q
   */
  private static double loss(double logOfHit, double probability, int y) {
    double q = hit(probability, y);
    double rest = (1 - y) * (1 - q - clipped(probability));
    return -(logOfHit + rest / q);
  }

  private static double missing(double probability, int y) {
    return Math.abs(y - probability);
  }

  /** Loss and squared miss of rows [n]. */
  private record Terms(double[] losses, double[] squares) {
    Terms(int rows) {
      this(new double[rows], new double[rows]);
    }

    void set(int i, double loss, double missing) {
      losses[i] = loss;
      squares[i] = missing * missing;
    }
  }

  /** log(p), with p in [2^-52, 1 - 2^-52]. */
  static double clippedLog(double probability) {
    return StableMath.log(clipped(probability));
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

  /** Returns {@code actual}, or refuses it unless it is 0 or 1. */
  static int required(int actual) {
    if (actual != 0 && actual != 1) {
      throw new IllegalArgumentException("actual must be 0 or 1, but was " + actual);
    }
    return actual;
  }

  private BinaryLoss add(Terms terms, BinaryRows rows) {
    if (rows.allOne()) {
      weight.count(0, rows.size());
      losses.addAll(0, terms.losses, 0, rows.size());
      squares.addAll(0, terms.squares, 0, rows.size());
      return this;
    }
    for (int i = 0; i < rows.size(); i++) {
      add(terms.losses[i], terms.squares[i], rows.weight(i));
    }
    return this;
  }

  private BinaryLoss add(double loss, double square, double rowWeight) {
    if (WeightSums.required(rowWeight) > 0) {
      weight.add(0, rowWeight);
      losses.addWeighted(0, rowWeight, loss);
      squares.addWeighted(0, rowWeight, square);
    }
    return this;
  }

  private double mean(ExactSums sums) {
    Scaled total = weight.scaled(0);
    return total.signum() == 0 ? 0 : sums.scaled(0).over(total);
  }
}

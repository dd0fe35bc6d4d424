package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import dev.descent.math.StableMath;
import java.io.Serializable;

/**
 * The weighted cross-entropy of predictions of several classes, and the rank of the actual class
 * among them; mergeable with the same bits in any order.
 *
 * <p>Of scores f and class y the loss is log(sum_k exp(f_k)) - f_y, finite for all finite scores.
 * Where only the probability p_y is known the loss is -log(p_y), with p_y clipped as in {@link
 * BinaryLoss}. The rank is 0 for the class with the largest number; of equal ones the first class
 * comes first.
 */
public final class CrossEntropy implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSums losses = new ExactSums(1);

  /** The weight of the rows by the rank of their class [K]; empty until a row is added. */
  private WeightSums ranks = new WeightSums(0);

  /** Adds a row with {@code scores} [K] and the class {@code actual}; returns this. */
  public CrossEntropy add(double[] scores, int actual, double weight) {
    if (WeightSums.required(weight) > 0) {
      requireClass(scores, actual);
      add(rank(scores, actual), ofScores(scores, actual), weight);
    }
    return this;
  }

  /** Adds a row with {@code probabilities} [K] in [0, 1] and the class {@code actual}. */
  public CrossEntropy addProbabilities(double[] probabilities, int actual, double weight) {
    if (WeightSums.required(weight) > 0) {
      requireClass(probabilities, actual);
      for (double probability : probabilities) {
        BinaryLoss.requireProbability(probability);
      }
      double loss = -BinaryLoss.clippedLog(probabilities[actual]);
      add(rank(probabilities, actual), loss, weight);
    }
    return this;
  }

  private void add(int rank, double loss, double weight) {
    ranks.add(rank, weight);
    losses.addWeighted(0, weight, loss);
  }

  /** The loss of one row with {@code scores} [K] and the class {@code actual}. */
  public static double ofScores(double[] scores, int actual) {
    double largest = scores[0];
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += StableMath.exp(score - largest);
    }
    return largest - scores[actual] + StableMath.log(sum);
  }

  /** How many classes come before {@code actual}, of equal ones the first. */
  private static int rank(double[] numbers, int actual) {
    int before = 0;
    for (int k = 0; k < numbers.length; k++) {
      boolean first = k < actual && numbers[k] == numbers[actual];
      before += first || numbers[k] > numbers[actual] ? 1 : 0;
    }
    return before;
  }

  /** Adds the rows of {@code that}, which must have as many classes; returns this. */
  public CrossEntropy merge(CrossEntropy that) {
    if (that.ranks.size() > 0) {
      requireClasses(that.ranks.size());
      ranks.merge(that.ranks);
    }
    losses.merge(that.losses);
    return this;
  }

  /** The sum of the weights. */
  public double rows() {
    return among(ranks.size()).toDouble();
  }

  /** The mean loss in nats; 0 without rows. */
  public double logLoss() {
    return overAll(losses.scaled(0));
  }

  /**
   * The share of the rows whose class is among the {@code k} with the largest numbers; 1 where
   * there are no more classes, 0 without rows.
   *
   * @throws IllegalArgumentException unless {@code k} >= 1
   */
  public double top(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k of top-k must be >= 1, but was " + k);
    }
    return overAll(among(k));
  }

  /** The weight of the rows whose class has a rank below {@code k}. */
  private Scaled among(int k) {
    Scaled sum = Scaled.ZERO;
    for (int rank = 0; rank < Math.min(k, ranks.size()); rank++) {
      sum = sum.plus(ranks.scaled(rank));
    }
    return sum;
  }

  private double overAll(Scaled part) {
    Scaled all = among(ranks.size());
    return all.signum() == 0 ? 0 : part.over(all);
  }

  private void requireClass(double[] numbers, int actual) {
    if (actual < 0 || actual >= numbers.length) {
      throw new IllegalArgumentException(
          "class must be in [0, " + numbers.length + "), but was " + actual);
    }
    requireClasses(numbers.length);
  }

  private void requireClasses(int classes) {
    if (ranks.size() == 0) {
      ranks = new WeightSums(classes);
    } else if (ranks.size() != classes) {
      throw new IllegalArgumentException(
          "expected " + ranks.size() + " classes, but were " + classes);
    }
  }
}

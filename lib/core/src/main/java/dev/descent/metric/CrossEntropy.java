package dev.descent.metric;

import dev.descent.math.ExactSums;
import dev.descent.math.Scaled;
import dev.descent.math.StableMath;
import java.io.Serializable;

/**
 * The weighted cross-entropy of the scores of several classes, and how often the actual class is
 * among the two with the largest scores; mergeable with the same bits in any order.
 *
 * <p>Of scores f and class y the loss is log(sum_k exp(f_k)) - f_y, finite for all finite scores.
 */
public final class CrossEntropy implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ALL = 0;
  private static final int AMONG_TWO = 1;

  private final WeightSums weights = new WeightSums(2);
  private final ExactSums losses = new ExactSums(1);

  /** Adds a row with {@code scores} [K] and the class {@code actual}; returns this. */
  public CrossEntropy add(double[] scores, int actual, double weight) {
    if (WeightSums.required(weight) > 0) {
      weights.add(ALL, weight);
      if (larger(scores, actual) < 2) {
        weights.add(AMONG_TWO, weight);
      }
      losses.addWeighted(weight, new double[] {loss(scores, actual)});
    }
    return this;
  }

  private static double loss(double[] scores, int actual) {
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

  /** How many classes come before {@code actual} by score, of equal ones the first. */
  private static int larger(double[] scores, int actual) {
    int larger = 0;
    for (int k = 0; k < scores.length; k++) {
      boolean before = scores[k] > scores[actual] || (scores[k] == scores[actual] && k < actual);
      larger += before ? 1 : 0;
    }
    return larger;
  }

  /** Adds the rows of {@code that}; returns this. */
  public CrossEntropy merge(CrossEntropy that) {
    weights.merge(that.weights);
    losses.merge(that.losses);
    return this;
  }

  /** The sum of the weights. */
  public double rows() {
    return weights.value(ALL);
  }

  /** The mean loss in nats; 0 without rows. */
  public double logLoss() {
    return overAll(losses.scaled(0));
  }

  /** The share of the rows whose class is among the two with the largest scores; 0 without rows. */
  public double top2() {
    return overAll(weights.scaled(AMONG_TWO));
  }

  private double overAll(Scaled part) {
    Scaled all = weights.scaled(ALL);
    return all.signum() == 0 ? 0 : part.over(all);
  }
}

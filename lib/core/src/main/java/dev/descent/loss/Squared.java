package dev.descent.loss;

import dev.descent.data.Targets;

/**
 * The squared loss sum_k (f_k - y_k)^2 / 2, with derivative f_k - y_k.
 *
 * @param outputs K, labels of a row
 */
public record Squared(int outputs) implements Loss {

  public Squared {
    if (outputs < 1) {
      throw new IllegalArgumentException("a loss needs at least 1 output, but has " + outputs);
    }
  }

  /** Of one label. */
  public Squared() {
    this(1);
  }

  @Override
  public String name() {
    return "squared";
  }

  @Override
  public double lossAndResiduals(double[] scores, Targets targets) {
    double sum = 0;
    for (int k = 0; k < outputs; k++) {
      int column = k * targets.rows();
      for (int i = 0; i < targets.rows(); i++) {
        double residual = scores[column + i] - targets.label(i, k);
        double weighted = targets.weight(i) * residual;
        sum = Math.fma(0.5 * weighted, residual, sum);
        scores[column + i] = weighted;
      }
    }
    return sum;
  }

  @Override
  public void predict(double[] scores) {
    // A score is the mean of its label.
  }
}

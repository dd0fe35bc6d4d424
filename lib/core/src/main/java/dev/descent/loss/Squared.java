package dev.descent.loss;

import dev.descent.data.Targets;

/** The squared loss (f - y)^2 / 2, with derivative f - y. */
public record Squared() implements Loss {

  @Override
  public String name() {
    return "squared";
  }

  @Override
  public double lossAndResiduals(double[] scores, Targets targets) {
    double sum = 0;
    for (int i = 0; i < targets.rows(); i++) {
      double residual = scores[i] - targets.label(i);
      double weighted = targets.weight(i) * residual;
      sum = Math.fma(0.5 * weighted, residual, sum);
      scores[i] = weighted;
    }
    return sum;
  }

  @Override
  public double prediction(double score) {
    return score;
  }
}

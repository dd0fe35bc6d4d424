package dev.descent.loss;

import dev.descent.data.Targets;

/**
 * The Huber loss of r = f - y: r^2 / 2 where |r| <= delta, and delta (|r| - delta / 2) beyond, with
 * derivative r cut to [-delta, delta]. Rows far off pull no harder than those at delta.
 *
 * <p>Source: Huber, Robust Estimation of a Location Parameter, Annals of Mathematical Statistics
 * 35, 1964.
 *
 * @param delta above 0 and finite, in units of the label
 */
public record Huber(double delta) implements Loss {

  public Huber {
    if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("huber.delta must be finite and > 0, but was " + delta);
    }
  }

  @Override
  public String name() {
    return "huber";
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double lossAndResiduals(double[] scores, Targets targets) {
    double sum = 0;
    for (int i = 0; i < targets.rows(); i++) {
      double residual = scores[i] - targets.label(i);
      double weight = targets.weight(i);
      double cut = Math.max(-delta, Math.min(delta, residual));
      sum = Math.fma(weight * cut, residual - 0.5 * cut, sum);
      scores[i] = weight * cut;
    }
    return sum;
  }

  @Override
  public void predict(double[] scores) {
    // A score is the middle of its label.
  }
}

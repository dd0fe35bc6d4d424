package dev.descent.loss;

import dev.descent.data.Targets;
import dev.descent.math.StableMath;

/**
 * The logistic loss log(1 + exp(-m)) of the margin m = f for label 1 and m = -f for label 0, with
 * derivative p - y, where p = 1 / (1 + exp(-f)).
 *
 * <p>One exponential e = exp(-|f|) gives both: loss = max(-m, 0) + log(1 + e), and p = 1 / (1 + e)
 * or e / (1 + e) by the sign of f. Nothing overflows for any finite score.
 */
public record Logistic() implements Loss {

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double lossAndResiduals(double[] scores, Targets targets) {
    double sum = 0;
    for (int i = 0; i < targets.rows(); i++) {
      double score = scores[i];
      double label = targets.label(i);
      double weight = targets.weight(i);
      double e = StableMath.exp(-Math.abs(score));
      double positive = Math.max(score, 0) - label * score;
      sum = Math.fma(weight, positive + StableMath.log1pOfUnit(e), sum);
      scores[i] = weight * ((score >= 0 ? 1 : e) / (1 + e) - label);
    }
    return sum;
  }

  @Override
  public void predict(double[] scores) {
    scores[0] = StableMath.logistic(scores[0]);
  }
}

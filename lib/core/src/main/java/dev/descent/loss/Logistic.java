package dev.descent.loss;

import dev.descent.data.Targets;
import dev.descent.math.Kernels;
import dev.descent.math.StableMath;

/**
 * The logistic loss log(1 + exp(-m)) of the margin m = f for label 1 and m = -f for label 0, with
 * derivative p - y, where p = 1 / (1 + exp(-f)).
 *
 * <p>One exponential e = exp(-|f|) gives both: loss = max(-m, 0) + log(1 + e), and p = 1 / (1 + e)
 * or e / (1 + e) by the sign of f. Nothing overflows for any finite score.
 */
public record Logistic() implements Loss {
  /** Rows at a time, so that what is computed of them stays in the nearest cache. */
  private static final int BLOCK = 256;

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
    double[] exponentials = new double[Math.min(targets.rows(), BLOCK)];
    double[] logs = new double[exponentials.length];
    double sum = 0;
    for (int start = 0; start < targets.rows(); start += BLOCK) {
      int count = Math.min(BLOCK, targets.rows() - start);
      for (int i = 0; i < count; i++) {
        exponentials[i] = -Math.abs(scores[start + i]);
      }
      Kernels.ofThisMachine().exponentials(exponentials, count);
      System.arraycopy(exponentials, 0, logs, 0, count);
      Kernels.ofThisMachine().log1pOfUnits(logs, count);
      for (int i = 0; i < count; i++) {
        double score = scores[start + i];
        double label = targets.label(start + i);
        double weight = targets.weight(start + i);
        double e = exponentials[i];
        double positive = Math.max(score, 0) - label * score;
        sum = Math.fma(weight, positive + logs[i], sum);
        scores[start + i] = weight * (StableMath.oneUnlessNegative(score, e) / (1 + e) - label);
      }
    }
    return sum;
  }

  @Override
  public void predict(double[] scores) {
    scores[0] = StableMath.logistic(scores[0]);
  }
}

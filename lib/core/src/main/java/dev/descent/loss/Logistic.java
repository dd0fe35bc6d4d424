package dev.descent.loss;

import dev.descent.data.Targets;
import dev.descent.math.Kernels;
import dev.descent.math.Lanes;
import dev.descent.math.StableMath;

/**
 * The logistic loss log(1 + exp(-m)) of the margin m = f for label 1 and m = -f for label 0, with
 * derivative p - y, where p = 1 / (1 + exp(-f)).
 *
 * <p>One exponential e = exp(-|f|) gives both: loss = max(-m, 0) + log(1 + e), and p = 1 / (1 + e)
 * or e / (1 + e) by the sign of f. Nothing overflows for any finite score. Logarithms of rows
 * without weights are taken of products of 1 + e, many rows at a time.
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
    Kernels kernels = Kernels.ofThisMachine();
    double[] losses = new double[Math.min(targets.rows(), BLOCK)];
    double[] labels = targets.labels();
    double sum = 0;
    for (int start = 0; start < targets.rows(); start += BLOCK) {
      int label = targets.offset() + start;
      int count = Math.min(BLOCK, targets.rows() - start);
      if (targets.weights().length == 0) {
        sum += kernels.sumLogistic(scores, start, labels, label, losses, count);
        continue;
      }
      kernels.logistic(scores, start, labels, label, losses, count);
      for (int i = 0; i < count; i++) {
        double weight = targets.weight(start + i);
        losses[i] *= weight;
        scores[start + i] *= weight;
      }
      sum += Lanes.sum(losses, 0, count);
    }
    return sum;
  }

  @Override
  public void predict(double[] scores) {
    scores[0] = StableMath.logistic(scores[0]);
  }
}

package dev.descent.loss;

import dev.descent.data.Targets;
import dev.descent.math.Kernels;
import dev.descent.math.Lanes;
import dev.descent.math.LogisticSum;
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
    boolean isWeighted = targets.weights().length > 0;
    LogisticSum room = new LogisticSum();
    if (!isWeighted && targets.singles().length == 0) {
      return kernels.sumLogistic(
          scores, 0, targets.labels(), targets.offset(), targets.rows(), room);
    }
    double[] labels = new double[Math.min(targets.rows(), BLOCK)];
    double[] losses = new double[labels.length];
    double sum = 0;
    for (int start = 0; start < targets.rows(); start += BLOCK) {
      int count = Math.min(BLOCK, targets.rows() - start);
      targets.copyLabels(start, count, labels);
      if (!isWeighted) {
        sum += kernels.sumLogistic(scores, start, labels, 0, count, room);
        continue;
      }
      kernels.logistic(scores, start, labels, 0, losses, count);
      for (int i = 0; i < count; i++) {
        double weight = targets.weight(start + i);
        losses[i] *= weight;
        scores[start + i] *= weight;
      }
      sum += Lanes.sum(losses, 0, count);
    }
    return sum;
  }

  /** Losses of weighted rows are not summed by products. */
  @Override
  public boolean takesSingles(Targets targets) {
    return targets.weights().length == 0 && targets.singles().length > 0;
  }

  @Override
  public double lossAndResiduals(float[] scores, Targets targets, LogisticSum room) {
    return Kernels.ofThisMachine()
        .sumLogistic(scores, 0, targets.singles(), targets.offset(), targets.rows(), room);
  }

  @Override
  public void predict(double[] scores) {
    scores[0] = StableMath.logistic(scores[0]);
  }
}

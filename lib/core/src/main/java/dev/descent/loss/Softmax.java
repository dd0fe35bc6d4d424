package dev.descent.loss;

import dev.descent.data.Targets;
import dev.descent.math.StableMath;

/**
 * The cross-entropy log(sum_k exp(f_k)) - f_y of class y, with derivative p_k - [k = y], where p_k
 * = exp(f_k) / sum_l exp(f_l).
 *
 * <p>With the largest score m: the sum is exp(m) times a number in [1, K], so nothing overflows for
 * any finite score and the loss is never negative.
 *
 * @param outputs K, the number of classes, at least 2; labels are 0 to K - 1
 */
public record Softmax(int outputs) implements Loss {

  public Softmax {
    if (outputs < 2) {
      throw new IllegalArgumentException("softmax needs at least 2 classes, but has " + outputs);
    }
  }

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public double lossAndResiduals(double[] scores, Targets targets) {
    double total = 0;
    int rows = targets.rows();
    for (int i = 0; i < rows; i++) {
      int label = (int) targets.label(i);
      double weight = targets.weight(i);
      double largest = scores[i];
      for (int k = 1; k < outputs; k++) {
        largest = Math.max(largest, scores[k * rows + i]);
      }
      double above = largest - scores[label * rows + i];
      double sum = 0;
      for (int k = 0; k < outputs; k++) {
        double e = StableMath.exp(scores[k * rows + i] - largest);
        scores[k * rows + i] = e;
        sum += e;
      }
      total = Math.fma(weight, above + StableMath.log(sum), total);
      for (int k = 0; k < outputs; k++) {
        scores[k * rows + i] = weight * (scores[k * rows + i] / sum - (k == label ? 1 : 0));
      }
    }
    return total;
  }

  @Override
  public void predict(double[] scores) {
    double largest = scores[0];
    for (int k = 1; k < outputs; k++) {
      largest = Math.max(largest, scores[k]);
    }
    double sum = 0;
    for (int k = 0; k < outputs; k++) {
      scores[k] = StableMath.exp(scores[k] - largest);
      sum += scores[k];
    }
    for (int k = 0; k < outputs; k++) {
      scores[k] /= sum;
    }
  }
}

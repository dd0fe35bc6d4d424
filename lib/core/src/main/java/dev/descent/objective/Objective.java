package dev.descent.objective;

import dev.descent.loss.Loss;
import dev.descent.network.Network;
import dev.descent.penalty.Penalty;
import java.io.Serializable;

/** Mean weighted loss of a network's scores plus a penalty on its parameters. */
public record Objective(Network network, Loss loss, Penalty penalty) implements Serializable {

  public Objective {
    if (network.outputs() != loss.outputs()) {
      throw new IllegalArgumentException(
          "a network of "
              + network.outputs()
              + " outputs does not fit the "
              + loss.name()
              + " loss of "
              + loss.outputs());
    }
  }

  /**
   * Value and gradient of the objective at {@code parameters}, from the loss and gradient summed
   * there.
   */
  public Evaluation evaluate(LossGradient sum, double[] parameters) {
    double[] gradient = sum.meanGradient();
    penalty.addRidgeGradient(parameters, gradient);
    return new Evaluation(sum.meanLoss(), penalty.value(parameters), gradient);
  }

  /**
   * The objective at some parameters.
   *
   * @param loss mean weighted loss
   * @param penalty strength times penalty
   * @param gradient of the loss and the ridge part together [p]
   */
  public record Evaluation(double loss, double penalty, double[] gradient) {

    /** Loss plus penalty. */
    public double value() {
      return loss + penalty;
    }

    /** The Euclidean norm of the gradient. */
    public double gradientNorm() {
      double sum = 0;
      for (double g : gradient) {
        sum = Math.fma(g, g, sum);
      }
      return Math.sqrt(sum);
    }
  }
}

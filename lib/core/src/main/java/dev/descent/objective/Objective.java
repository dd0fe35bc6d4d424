package dev.descent.objective;

import dev.descent.loss.Loss;
import dev.descent.math.Lanes;
import dev.descent.math.Pieces;
import dev.descent.network.Network;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Mean weighted loss of a network's scores plus a penalty on its parameters.
 *
 * @param scale of sparse tiles; absent where tiles hold the features that parameters are for
 */
public record Objective(Network network, Loss loss, Penalty penalty, @Nullable TileScale scale)
    implements Serializable {

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

  /** Over tiles that hold features as parameters are for. */
  public Objective(Network network, Loss loss, Penalty penalty) {
    this(network, loss, penalty, null);
  }

  /** The same over sparse tiles of that scale. */
  public Objective on(TileScale other) {
    return new Objective(network, loss, penalty, other);
  }

  /** The same with another penalty. */
  public Objective with(Penalty other) {
    return new Objective(network, loss, other, scale);
  }

  /** What sums over tiles are made of: network and loss alone, small on the wire. */
  public Objective ofTiles() {
    return new Objective(network, loss, new None());
  }

  /** The parameters [p] for products with tiles. */
  public double[] tileParameters(double[] parameters) {
    return scale == null ? parameters : scale.parameters(parameters);
  }

  /** {@code sum}, of products with tiles, as one of parameters for features. */
  public LossGradient ofFeatures(LossGradient sum) {
    return scale == null ? sum : sum.on(scale);
  }

  /** The objective over all rows of {@code risk} at {@code parameters}, by their losses alone. */
  public double value(Risk risk, double[] parameters) {
    return risk.lossAt(parameters) + penalty.value(parameters);
  }

  /**
   * Value and gradient of the objective at {@code parameters}, from the loss and gradient summed
   * there.
   */
  public Evaluation evaluate(LossGradient sum, double[] parameters) {
    return evaluate(sum, parameters, new double[parameters.length]);
  }

  /** The same, with {@code gradient} [p] as the array of the gradient. */
  public Evaluation evaluate(LossGradient sum, double[] parameters, double[] gradient) {
    sum.writeMeanGradient(gradient);
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
      return Math.sqrt(Pieces.sum(gradient.length, this::squares));
    }

    private double squares(int from, int to) {
      return Lanes.dot(gradient, from, gradient, from, to - from);
    }
  }
}

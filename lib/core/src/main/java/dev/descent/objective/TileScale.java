package dev.descent.objective;

import dev.descent.math.Lanes;
import dev.descent.math.Pieces;
import dev.descent.network.Linear;
import java.io.Serializable;

/**
 * How the numbers u in sparse tiles stand to the standardized features z_j = f_j u_j - c_j that a
 * linear network is trained on: features that are 0 stay out of the tiles, and yet are centred.
 *
 * <p>A score sum_j w_j z_j + b is sum_j (f_j w_j) u_j + b - sum_j c_j w_j, so products with tiles
 * take the parameters v_j = f_j w_j and b - sum_j c_j w_j, and of gradients G by those the ones by
 * w are f_j G_j - c_j G_b.
 *
 * @param network of the parameters; with intercepts, unless all c are 0
 * @param factors f [d]
 * @param shifts c [d]
 */
public record TileScale(Linear network, double[] factors, double[] shifts) implements Serializable {

  public TileScale {
    if (factors.length != network.inputs() || shifts.length != network.inputs()) {
      throw new IllegalArgumentException(
          network.inputs()
              + " inputs, but "
              + factors.length
              + " factors and "
              + shifts.length
              + " shifts");
    }
    for (double shift : shifts) {
      if (shift != 0 && !network.intercept()) {
        throw new IllegalArgumentException(
            "features are not centred without an intercept, but one is by " + shift);
      }
    }
  }

  /** The parameters [p] for products with tiles, of those for standardized features. */
  double[] parameters(double[] ofFeatures) {
    double[] ofTiles = new double[ofFeatures.length];
    int d = network.inputs();
    int others = network.outputs() * d;
    System.arraycopy(ofFeatures, others, ofTiles, others, ofTiles.length - others);
    for (int k = 0; k < network.outputs(); k++) {
      int start = k * d;
      double shift =
          Pieces.sum(
              d,
              (from, to) -> {
                for (int j = from; j < to; j++) {
                  ofTiles[start + j] = factors[j] * ofFeatures[start + j];
                }
                return Lanes.dot(shifts, from, ofFeatures, start + from, to - from);
              });
      if (network.intercept()) {
        ofTiles[others + k] -= shift;
      }
    }
    return ofTiles;
  }

  /** Turns a gradient [p] by the former into one by the latter. */
  void pullback(double[] gradient) {
    int d = network.inputs();
    for (int k = 0; k < network.outputs(); k++) {
      double ofIntercept = network.intercept() ? gradient[network.outputs() * d + k] : 0;
      int start = k * d;
      Pieces.each(
          d,
          (from, to) -> {
            for (int j = from; j < to; j++) {
              gradient[start + j] =
                  Math.fma(factors[j], gradient[start + j], -shifts[j] * ofIntercept);
            }
          });
    }
  }
}

package dev.descent.network;

import dev.descent.data.TileSlice;
import dev.descent.math.SplitMix;
import java.util.ArrayList;
import java.util.List;

/**
 * A multi-layer perceptron: a_0 = x, z_l = W_l a_(l-1) + b_l, a_l = activation(z_l), and the scores
 * are the z of the last layer; parameters are W_l [outputs x inputs] row by row, then b_l, for each
 * layer l.
 *
 * <p>Pullback of residuals r of layer l: r a_(l-1)^T for W_l, the sum of r for b_l, and W_l^T r
 * times the derivative of the activation for the layer before.
 *
 * @param inputs d, the number of features
 * @param hidden the numbers of units of the hidden layers, at least one
 * @param outputs K
 */
public record Mlp(int inputs, List<Integer> hidden, int outputs, Activation activation)
    implements Network {

  public Mlp {
    hidden = List.copyOf(hidden);
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException("an MLP needs at least one hidden layer, but has none");
    }
    if (inputs < 1 || outputs < 1 || hidden.stream().anyMatch(units -> units < 1)) {
      throw new IllegalArgumentException(
          "an MLP needs at least 1 unit in every layer, but has "
              + inputs
              + ", "
              + hidden
              + ", "
              + outputs);
    }
  }

  private List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    int from = inputs;
    int start = 0;
    for (int l = 0; l <= hidden.size(); l++) {
      int to = l < hidden.size() ? hidden.get(l) : outputs;
      Layer layer = new Layer(from, to, start);
      layers.add(layer);
      from = to;
      start = layer.end();
    }
    return layers;
  }

  @Override
  public Layout layout() {
    List<Layout.Block> blocks = new ArrayList<>();
    int from = inputs;
    for (int l = 0; l <= hidden.size(); l++) {
      int to = l < hidden.size() ? hidden.get(l) : outputs;
      blocks.add(new Layout.Block("weights " + (l + 1), to, from, true));
      blocks.add(new Layout.Block("biases " + (l + 1), to, 1, false));
      from = to;
    }
    return new Layout(blocks);
  }

  /**
   * Weights normal with standard deviation 1 / sqrt(inputs of the layer), for relu sqrt(2 /
   * inputs); biases zero.
   *
   * <p>Sources: LeCun and others, Efficient BackProp, 1998; He and others, Delving Deep into
   * Rectifiers, ICCV 2015.
   */
  @Override
  public double[] start(long seed) {
    double[] parameters = new double[layout().size()];
    List<Layer> layers = layers();
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      SplitMix random = SplitMix.forPurpose(seed, "initial weights", l);
      double variance = (activation == Activation.RELU ? 2.0 : 1.0) / layer.inputs();
      double deviation = Math.sqrt(variance);
      for (int j = layer.weights(); j < layer.biases(); j++) {
        parameters[j] = deviation * random.nextNormal();
      }
    }
    return parameters;
  }

  @Override
  public void scores(TileSlice slice, Workspace work) {
    work.fit(slice, this);
    List<Layer> layers = layers();
    TileMatrix activated = TileMatrix.of(slice);
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      TileMatrix scores = work.layer(l, slice.rows(), layer.outputs());
      scores.fillRows(work.parameters(), layer.biases());
      scores.addProduct(activated, weights(work.tileParameters(), layer));
      if (l < layers.size() - 1) {
        scores.activate(activation);
      }
      activated = scores;
    }
    work.scoresAre(activated);
  }

  @Override
  public void pullback(TileSlice slice, Workspace work) {
    List<Layer> layers = layers();
    int rows = slice.rows();
    TileMatrix residuals = work.layer(layers.size() - 1, rows, outputs);
    work.readResiduals(residuals);
    for (int l = layers.size() - 1; l >= 0; l--) {
      Layer layer = layers.get(l);
      TileMatrix below = l == 0 ? TileMatrix.of(slice) : work.layer(l - 1, rows, layer.inputs());
      weights(work.tileGradient(), layer).setTransposedProduct(below, residuals);
      work.writeGradient(layer.weights(), layer.inputs() * layer.outputs());
      residuals.writeColumnSums(work.gradient(), layer.biases());
      if (l > 0) {
        TileMatrix next = work.residuals(l, rows, layer.inputs());
        next.setProductTransposed(residuals, weights(work.tileParameters(), layer));
        next.multiplyByDerivative(activation, below);
        residuals = next;
      }
    }
  }

  /** W_l^T as it lies in a parameter vector: [inputs x outputs], column by column. */
  private static TileMatrix weights(TileMatrix parameters, Layer layer) {
    return parameters.part(layer.weights(), layer.inputs(), layer.outputs());
  }

  @Override
  public void score(double[] features, double[] parameters, double[] into) {
    List<Layer> layers = layers();
    double[] below = features;
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      boolean last = l == layers.size() - 1;
      double[] scores = last ? into : new double[layer.outputs()];
      System.arraycopy(parameters, layer.biases(), scores, 0, layer.outputs());
      layer.addProduct(below, parameters, scores);
      for (int k = 0; !last && k < scores.length; k++) {
        scores[k] = activation.of(scores[k]);
      }
      below = scores;
    }
  }
}

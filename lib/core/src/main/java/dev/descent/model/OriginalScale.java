package dev.descent.model;

import dev.descent.data.Standardizer;
import dev.descent.loss.Softmax;
import dev.descent.network.Linear;
import java.util.Arrays;

/**
 * The linear scores of a model on the original scale of its encoded features, for people to read.
 *
 * @param intercepts [K]
 * @param coefficients [K][d]
 */
record OriginalScale(double[] intercepts, double[][] coefficients) {

  /** Of {@code model}; K = 0 for an MLP. */
  static OriginalScale of(Model model) {
    if (!(model.network() instanceof Linear linear)) {
      return new OriginalScale(new double[0], new double[0][]);
    }
    Standardizer standardizer = model.encoding().standardizer();
    double[] intercepts = new double[linear.outputs()];
    double[][] coefficients = new double[linear.outputs()][];
    int biases = linear.inputs() * linear.outputs();
    for (int k = 0; k < linear.outputs(); k++) {
      int first = k * linear.inputs();
      double[] trained = Arrays.copyOfRange(model.parameters(), first, first + linear.inputs());
      double bias = linear.intercept() ? model.parameters()[biases + k] : 0;
      intercepts[k] = standardizer.originalIntercept(bias, trained);
      coefficients[k] = standardizer.originalCoefficients(trained);
    }
    if (model.loss() instanceof Softmax) {
      centre(intercepts);
      for (int j = 0; j < linear.inputs() && !model.penalized(); j++) {
        centre(coefficients, j);
      }
    }
    return new OriginalScale(intercepts, coefficients);
  }

  /** Makes the numbers of all classes add up to 0. */
  private static void centre(double[] ofClasses) {
    double mean = Arrays.stream(ofClasses).sum() / ofClasses.length;
    for (int k = 0; k < ofClasses.length; k++) {
      ofClasses[k] -= mean;
    }
  }

  private static void centre(double[][] ofClasses, int feature) {
    double[] column = new double[ofClasses.length];
    for (int k = 0; k < column.length; k++) {
      column[k] = ofClasses[k][feature];
    }
    centre(column);
    for (int k = 0; k < column.length; k++) {
      ofClasses[k][feature] = column[k];
    }
  }
}

package dev.descent.model;

import dev.descent.data.Standardizer;
import dev.descent.encode.EncodedRow;
import dev.descent.network.Linear;
import java.util.Arrays;

/**
 * The scores of one row after another, in double precision and one fixed order of operations.
 *
 * <p>Of dense features f(z) for the standardized features z; of sparse ones sum_j (w_kj / scale_j)
 * x_j + b_k - sum_j w_kj mean_j / scale_j over the features x that are not 0, which is the same but
 * for rounding.
 */
public final class ModelScorer {
  private final Model model;
  private final EncodedRow row;

  /** w_kj / scale_j [K d], of sparse features. */
  private final double[] weights;

  /** What stands alone in a score of sparse features [K]. */
  private final double[] intercepts;

  ModelScorer(Model model) {
    this.model = model;
    this.row = model.encoding().room();
    int outputs = model.network().outputs();
    int inputs = model.network().inputs();
    boolean sparse = model.encoding().isSparse();
    this.weights = new double[sparse ? outputs * inputs : 0];
    this.intercepts = new double[sparse ? outputs : 0];
    if (sparse) {
      fill((Linear) model.network());
    }
  }

  private void fill(Linear network) {
    Standardizer standardizer = model.encoding().standardizer();
    int d = network.inputs();
    for (int k = 0; k < intercepts.length; k++) {
      double bias = network.intercept() ? model.parameters()[intercepts.length * d + k] : 0;
      intercepts[k] = standardizer.original(bias, model.parameters(), k * d, weights);
    }
  }

  /** The row that is scored next: its raw values are to be written. */
  public EncodedRow row() {
    return row;
  }

  /**
   * Writes the scores of the row to {@code into} [K]; NaN if a feature is not finite.
   *
   * @return whether all features are finite
   */
  public boolean score(double[] into) {
    if (!row.encode()) {
      Arrays.fill(into, Double.NaN);
      return false;
    }
    if (weights.length == 0) {
      model.network().score(row.features(), model.parameters(), into);
      return true;
    }
    int d = model.network().inputs();
    for (int k = 0; k < intercepts.length; k++) {
      into[k] = row.entries().dot(weights, k * d, intercepts[k]);
    }
    return true;
  }
}

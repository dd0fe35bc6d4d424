package dev.descent.objective;

import dev.descent.data.TileSlice;
import dev.descent.math.ExactSums;
import dev.descent.math.GridSums;
import dev.descent.network.Linear;
import dev.descent.network.Workspace;
import java.io.Serializable;

/**
 * The sums of losses and gradients over sparse tiles: a coefficient for every entry that is not 0,
 * on a grid; intercepts, loss and weight of every slice exactly.
 */
final class SparseSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GridSums coefficients;

  /** Intercepts, then loss, then weight. */
  private final ExactSums others;

  /**
   * By the parameters of {@code network}.
   *
   * @param rows the most that may be added
   */
  SparseSum(Linear network, long rows) {
    this(
        new GridSums(network.outputs(), network.inputs(), rows),
        new ExactSums(network.intercepts() + 2));
  }

  private SparseSum(GridSums coefficients, ExactSums others) {
    this.coefficients = coefficients;
    this.others = others;
  }

  /** No rows, by the same parameters. */
  SparseSum empty() {
    return new SparseSum(coefficients.empty(), new ExactSums(others.size()));
  }

  /**
   * Adds a slice whose residuals are in {@code work}.
   *
   * @return false, with some of it added, if its loss or gradient is not finite
   */
  boolean add(Linear network, TileSlice slice, Workspace work, double loss) {
    double[] part = new double[others.size()];
    network.pullbackToIntercepts(slice, work, part, 0);
    part[part.length - 2] = loss;
    part[part.length - 1] = slice.targets().totalWeight();
    if (!LossGradient.finite(part) || !network.addPullback(slice, work, coefficients)) {
      return false;
    }
    others.add(part);
    return true;
  }

  private int intercepts() {
    return others.size() - 2;
  }

  void merge(SparseSum that) {
    coefficients.merge(that.coefficients);
    others.merge(that.others);
  }

  void pack() {
    coefficients.packed();
  }

  double loss() {
    return others.value(others.size() - 2);
  }

  double weight() {
    return others.value(others.size() - 1);
  }

  /** Writes the gradient to {@code into} [p]. */
  void write(double[] into) {
    coefficients.write(into);
    for (int k = 0; k < intercepts(); k++) {
      into[coefficients.size() + k] = others.value(k);
    }
  }
}

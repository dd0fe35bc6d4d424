package dev.descent.objective;

import dev.descent.data.Precision;

/** Rows as an oracle of the products of their features and labels. */
public interface GramSource {

  /** d, the number of features. */
  int columns();

  /**
   * The products summed over all rows, about {@code shift} [d + 1], which is subtracted from the
   * features and from the label before they are multiplied.
   *
   * @param arithmetic that of the products of a tile's rows; their sum is exact
   */
  GramSum about(double[] shift, Precision arithmetic);

  /** The products as a model of {@code shape} needs them, in double precision. */
  default Gram gram(Regression shape) {
    return gram(shape, Precision.DOUBLE);
  }

  /** The products as a model of {@code shape} needs them: about the means, or about zero. */
  default Gram gram(Regression shape, Precision arithmetic) {
    return shape.intercept() ? Gram.centred(this, arithmetic) : Gram.uncentred(this, arithmetic);
  }
}

package dev.descent.objective;

/** Rows as an oracle of the products of their features and labels. */
public interface GramSource {

  /** d, the number of features. */
  int columns();

  /**
   * The products summed over all rows, about {@code shift} [d + 1], which is subtracted from the
   * features and from the label before they are multiplied.
   */
  GramSum about(double[] shift);

  /** The products as a model of {@code shape} needs them: about the means, or about zero. */
  default Gram gram(Regression shape) {
    return shape.intercept() ? Gram.centred(this) : Gram.uncentred(this);
  }
}

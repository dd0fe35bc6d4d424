package dev.descent.math;

/**
 * What panels of both precisions have in common: where their elements are.
 *
 * @param <A> float[] or double[]
 */
sealed interface Panel<A> permits SinglePanel, DoublePanel {

  /** The array that holds the elements, among others. */
  A values();

  int offset();

  int stride();

  int rows();

  int columns();
}

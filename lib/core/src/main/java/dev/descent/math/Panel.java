package dev.descent.math;

/** What panels of both precisions have in common: where their elements are. */
sealed interface Panel permits SinglePanel, DoublePanel {

  /** The array that holds the elements, among others. */
  Object values();

  int offset();

  int stride();

  int rows();

  int columns();
}

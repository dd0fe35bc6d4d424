package dev.descent.math;

/**
 * The products of panels in {@link Kernels}, each with the elements that meet in a term: what a law
 * needs to go over all of them in both precisions.
 */
enum PanelProduct {
  MULTIPLY {
    @Override
    void of(Kernels kernels, SinglePanel a, SinglePanel b, SinglePanel c) {
      kernels.multiply(a, b, c);
    }

    @Override
    void of(Kernels kernels, DoublePanel a, DoublePanel b, DoublePanel c) {
      kernels.multiply(a, b, c);
    }
  },
  MULTIPLY_TRANSPOSED {
    @Override
    void of(Kernels kernels, SinglePanel a, SinglePanel b, SinglePanel c) {
      kernels.multiplyTransposed(a, b, c);
    }

    @Override
    void of(Kernels kernels, DoublePanel a, DoublePanel b, DoublePanel c) {
      kernels.multiplyTransposed(a, b, c);
    }
  },
  TRANSPOSED_MULTIPLY {
    @Override
    void of(Kernels kernels, SinglePanel a, SinglePanel b, SinglePanel c) {
      kernels.transposedMultiply(a, b, c);
    }

    @Override
    void of(Kernels kernels, DoublePanel a, DoublePanel b, DoublePanel c) {
      kernels.transposedMultiply(a, b, c);
    }
  };

  abstract void of(Kernels kernels, SinglePanel a, SinglePanel b, SinglePanel c);

  abstract void of(Kernels kernels, DoublePanel a, DoublePanel b, DoublePanel c);

  /** Whether rows of A, not its columns, meet B. */
  boolean transposesA() {
    return this == TRANSPOSED_MULTIPLY;
  }

  /** Whether columns of B, not its rows, meet A. */
  boolean transposesB() {
    return this == MULTIPLY_TRANSPOSED;
  }

  /** Whether C keeps what it held. */
  boolean adds() {
    return this != TRANSPOSED_MULTIPLY;
  }
}

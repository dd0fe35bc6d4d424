package dev.descent.math;

/** Kernels whose transposed product in float64 is off by the last bit of its first component. */
record KernelsWithOneWrongBit(Kernels right) implements Kernels {

  @Override
  public String name() {
    return "wrong";
  }

  @Override
  public void multiply(SinglePanel a, float[] x, float[] y) {
    right.multiply(a, x, y);
  }

  @Override
  public void transposedMultiply(SinglePanel a, float[] r, float[] g) {
    right.transposedMultiply(a, r, g);
  }

  @Override
  public void multiply(DoublePanel a, double[] x, double[] y) {
    right.multiply(a, x, y);
  }

  @Override
  public void transposedMultiply(DoublePanel a, double[] r, double[] g) {
    right.transposedMultiply(a, r, g);
    g[0] = Math.nextUp(g[0]);
  }
}

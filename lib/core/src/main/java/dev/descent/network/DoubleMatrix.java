package dev.descent.network;

import dev.descent.math.DoublePanel;
import dev.descent.math.Kernels;
import dev.descent.math.Pieces;
import java.util.Arrays;

/** A matrix of float64. */
record DoubleMatrix(DoublePanel panel) implements TileMatrix {

  static DoubleMatrix column(double[] values) {
    return new DoubleMatrix(new DoublePanel(values, 0, values.length, values.length, 1));
  }

  @Override
  public int capacity() {
    return panel.values().length;
  }

  @Override
  public TileMatrix part(int offset, int rows, int columns) {
    return new DoubleMatrix(new DoublePanel(panel.values(), offset, rows, rows, columns));
  }

  @Override
  public void addProduct(TileMatrix a, TileMatrix b) {
    DoublePanel left = of(a);
    DoublePanel right = of(b);
    Pieces.ofProducts(
        panel.rows(),
        (long) right.rows() * panel.rows() * panel.columns(),
        (from, to) ->
            Kernels.ofThisMachine().multiply(left.rows(from, to), right, panel.rows(from, to)));
  }

  @Override
  public void setProductTransposed(TileMatrix a, TileMatrix b) {
    int end = panel.offset() + panel.rows() * panel.columns();
    Arrays.fill(panel.values(), panel.offset(), end, 0);
    Kernels.ofThisMachine().multiplyTransposed(of(a), of(b), panel);
  }

  @Override
  public void setTransposedProduct(TileMatrix a, TileMatrix b) {
    DoublePanel left = of(a);
    DoublePanel right = of(b);
    Pieces.ofProducts(
        panel.rows(),
        (long) right.rows() * panel.rows() * panel.columns(),
        (from, to) ->
            Kernels.ofThisMachine()
                .transposedMultiply(left.columns(from, to), right, panel.rows(from, to)));
  }

  @Override
  public void fillRows(double[] values, int offset) {
    for (int k = 0; k < panel.columns(); k++) {
      int start = start(k);
      Arrays.fill(panel.values(), start, start + panel.rows(), values[offset + k]);
    }
  }

  @Override
  public void read(double[] from) {
    for (int i = 0; i < panel.rows() * panel.columns(); i++) {
      panel.values()[panel.offset() + i] = from[i];
    }
  }

  @Override
  public void write(double[] into) {
    for (int i = 0; i < panel.rows() * panel.columns(); i++) {
      into[i] = panel.values()[panel.offset() + i];
    }
  }

  @Override
  public void writeColumnSums(double[] into, int offset) {
    for (int k = 0; k < panel.columns(); k++) {
      double sum = 0;
      for (int i = start(k); i < start(k) + panel.rows(); i++) {
        sum += panel.values()[i];
      }
      into[offset + k] = sum;
    }
  }

  @Override
  public void activate(Activation activation) {
    double[] x = panel.values();
    int end = panel.offset() + panel.rows() * panel.columns();
    if (activation == Activation.RELU) {
      for (int i = panel.offset(); i < end; i++) {
        x[i] = Math.max(x[i], 0);
      }
    } else {
      for (int i = panel.offset(); i < end; i++) {
        x[i] = activation.of(x[i]);
      }
    }
  }

  @Override
  public void multiplyByDerivative(Activation activation, TileMatrix activated) {
    double[] a = of(activated).values();
    int shift = of(activated).offset() - panel.offset();
    double[] x = panel.values();
    int end = panel.offset() + panel.rows() * panel.columns();
    if (activation == Activation.RELU) {
      for (int i = panel.offset(); i < end; i++) {
        // All ones for what is above 0: which units are, no processor can predict.
        long mask = -Double.doubleToRawLongBits(a[i + shift]) >> 63;
        x[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) & mask);
      }
    } else {
      for (int i = panel.offset(); i < end; i++) {
        x[i] *= activation.derivative(a[i + shift]);
      }
    }
  }

  private int start(int column) {
    return panel.offset() + column * panel.stride();
  }

  private static DoublePanel of(TileMatrix matrix) {
    return ((DoubleMatrix) matrix).panel;
  }
}

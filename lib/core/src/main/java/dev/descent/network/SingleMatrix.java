package dev.descent.network;

import dev.descent.math.Kernels;
import dev.descent.math.Pieces;
import dev.descent.math.SinglePanel;
import java.util.Arrays;

/** A matrix of float32. */
record SingleMatrix(SinglePanel panel) implements TileMatrix {

  static SingleMatrix column(float[] values) {
    return new SingleMatrix(new SinglePanel(values, 0, values.length, values.length, 1));
  }

  @Override
  public int capacity() {
    return panel.values().length;
  }

  @Override
  public TileMatrix part(int offset, int rows, int columns) {
    return new SingleMatrix(new SinglePanel(panel.values(), offset, rows, rows, columns));
  }

  @Override
  public void addProduct(TileMatrix a, TileMatrix b) {
    SinglePanel left = of(a);
    SinglePanel right = of(b);
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
    SinglePanel left = of(a);
    SinglePanel right = of(b);
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
      Arrays.fill(panel.values(), start, start + panel.rows(), (float) values[offset + k]);
    }
  }

  @Override
  public void read(double[] from) {
    Pieces.each(
        panel.rows() * panel.columns(),
        (start, end) ->
            Kernels.ofThisMachine()
                .narrow(from, start, panel.values(), panel.offset() + start, end - start));
  }

  @Override
  public void write(double[] into) {
    int size = panel.rows() * panel.columns();
    Kernels.ofThisMachine().widen(panel.values(), panel.offset(), into, 0, size);
  }

  @Override
  public void writeColumnSums(double[] into, int offset) {
    int fours = panel.columns() - panel.columns() % 4;
    for (int k = 0; k < fours; k += 4) {
      writeFourSums(k, into, offset + k);
    }
    for (int k = fours; k < panel.columns(); k++) {
      double sum = 0;
      for (int i = start(k); i < start(k) + panel.rows(); i++) {
        sum += panel.values()[i];
      }
      into[offset + k] = sum;
    }
  }

  /** Of columns k to k + 3 side by side, so that the processor need not wait for one sum. */
  private void writeFourSums(int k, double[] into, int to) {
    float[] values = panel.values();
    int stride = panel.stride();
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    for (int i = start(k); i < start(k) + panel.rows(); i++) {
      sum0 += values[i];
      sum1 += values[i + stride];
      sum2 += values[i + 2 * stride];
      sum3 += values[i + 3 * stride];
    }
    into[to] = sum0;
    into[to + 1] = sum1;
    into[to + 2] = sum2;
    into[to + 3] = sum3;
  }

  @Override
  public void activate(Activation activation) {
    float[] x = panel.values();
    int end = panel.offset() + panel.rows() * panel.columns();
    if (activation == Activation.RELU) {
      for (int i = panel.offset(); i < end; i++) {
        x[i] = Math.max(x[i], 0);
      }
    } else {
      for (int i = panel.offset(); i < end; i++) {
        x[i] = (float) activation.of(x[i]);
      }
    }
  }

  @Override
  public void multiplyByDerivative(Activation activation, TileMatrix activated) {
    float[] a = of(activated).values();
    int shift = of(activated).offset() - panel.offset();
    float[] x = panel.values();
    int end = panel.offset() + panel.rows() * panel.columns();
    if (activation == Activation.RELU) {
      for (int i = panel.offset(); i < end; i++) {
        // All ones for what is above 0: which units are, no processor can predict.
        int mask = -Float.floatToRawIntBits(a[i + shift]) >> 31;
        x[i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[i]) & mask);
      }
    } else {
      for (int i = panel.offset(); i < end; i++) {
        x[i] *= (float) activation.derivative(a[i + shift]);
      }
    }
  }

  private int start(int column) {
    return panel.offset() + column * panel.stride();
  }

  private static SinglePanel of(TileMatrix matrix) {
    return ((SingleMatrix) matrix).panel;
  }
}

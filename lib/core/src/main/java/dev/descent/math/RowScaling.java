package dev.descent.math;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * (x_j - m_j) / s_j for every column j of a row, and 0 where s_j is 0, as {@link Kernels#scale}
 * takes it.
 */
public final class RowScaling {
  /** Half of what the widest vector writes. */
  public static final int BEHIND = 32;

  private static final VarHandle SINGLE =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  /** The least number that float32 rounds to infinity. */
  static final double TOO_LARGE = 0x1.ffffffp127;

  final double[] means;

  /** 1 where the scale is 0, so that what is not finite stays so. */
  final double[] divisors;

  /** All bits where the scale is not 0, else none. */
  final long[] kept;

  /**
   * @param means m, finite
   * @param scales s, as many, finite and at least 0
   */
  public RowScaling(double[] means, double[] scales) {
    this.means = means.clone();
    divisors = Arrays.stream(scales).map(scale -> scale == 0 ? 1 : scale).toArray();
    kept = Arrays.stream(scales).mapToLong(scale -> scale == 0 ? 0 : -1).toArray();
  }

  /** How many columns. */
  public int columns() {
    return means.length;
  }

  /** What {@link Kernels#scale} defines. */
  boolean apply(double[] row, int from, byte[] into, int at) {
    for (int j = 0; j < means.length; j++) {
      double scaled = (row[from + j] + 0.0 - means[j]) / divisors[j];
      if (!(Math.abs(scaled) < TOO_LARGE)) {
        return false;
      }
      SINGLE.set(into, at + Float.BYTES * j, kept[j] == 0 ? 0 : (float) scaled);
    }
    return true;
  }
}

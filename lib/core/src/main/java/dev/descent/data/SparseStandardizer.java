package dev.descent.data;

import dev.descent.math.SparseSummary;
import dev.descent.math.SparseVector;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What stands in sparse tiles for features x_j that are standardized to z_j = (x_j - m_j) / s_j:
 * u_j = t_j (x_j - o_j), which is 0 where x_j is the origin o_j of its column.
 *
 * <p>The origin is 0, but where m_j is s_j or more; such a column is 0 in less than half of the
 * rows, and its differences would drown beside its mean. If all its other rows have one value, the
 * origin is this value; else it is m_j, and the column is full.
 *
 * <p>t_j is a power of two that brings |u_j| to 1 or below in the training rows, so numbers keep
 * their digits and columns of all sizes have room on one grid; it is negative where the origin is a
 * value, so that what is 1 or 0 is so in tiles, too. A column with s_j = 0 has no u_j.
 *
 * <p>So z_j = f_j u_j - c_j, with f_j = 1 / (s_j t_j), and c_j = (m_j - o_j) / s_j.
 */
public final class SparseStandardizer implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_EXPONENT = 900;

  /** What the terms of a variance of at most 1 may lose by rounding. */
  private static final double ROUNDING = 0x1p-50;

  private final double[] means;
  private final double[] scales;

  /** t_j; 0 for a column that does not vary. */
  private final double[] units;

  /** The columns whose origins are not 0. */
  private final int[] shifted;

  /** Their origins. */
  private final double[] origins;

  /** Of columns with these moments; {@code standardizer} has their means and scales. */
  public SparseStandardizer(Standardizer standardizer, SparseSummary moments) {
    this.means = standardizer.means();
    this.scales = standardizer.scales();
    this.units = new double[scales.length];
    int[] found = new int[scales.length];
    int count = 0;
    for (int j = 0; j < units.length; j++) {
      if (scales[j] == 0) {
        continue;
      }
      double largest = moments.largest(j);
      double origin = origin(j, largest);
      if (origin != 0) {
        found[count++] = j;
      }
      boolean isValue = origin != 0 && Math.abs(origin) == largest;
      units[j] = isValue ? -unit(largest) : unit(largest + Math.abs(origin));
    }
    this.shifted = Arrays.copyOf(found, count);
    this.origins = Arrays.stream(shifted).mapToDouble(j -> origin(j, moments.largest(j))).toArray();
  }

  /** o_j of a column that varies, none of whose values is larger than {@code largest}. */
  private double origin(int j, double largest) {
    if (Math.abs(means[j]) < scales[j]) {
      return 0;
    }
    double value = Math.copySign(largest, means[j]);
    return isZeroOrOne(means[j] / value, scales[j] / value) ? value : means[j];
  }

  /** Whether a column is 0 or 1, as its mean and deviation tell: E x^2 = E x if E x (1 - x) = 0. */
  private static boolean isZeroOrOne(double mean, double scale) {
    return Math.abs(scale * scale - mean * (1 - mean)) <= ROUNDING;
  }

  /** The largest power of two that does not bring {@code largest} above 1, within bounds. */
  private static double unit(double largest) {
    int exponent = Math.getExponent(largest);
    boolean isPower = largest == Math.scalb(1.0, exponent);
    int above = isPower ? exponent : exponent + 1;
    return Math.scalb(1.0, -Math.max(-MOST_EXPONENT, Math.min(MOST_EXPONENT, above)));
  }

  /** How many columns. */
  public int columns() {
    return scales.length;
  }

  /** Writes what stands for the features {@code row} to {@code into}. */
  public void apply(SparseVector row, SparseVector into) {
    into.clear();
    int s = 0;
    for (int e = 0; e < row.size(); e++) {
      int j = row.place(e);
      for (; s < shifted.length && shifted[s] < j; s++) {
        into.add(shifted[s], -origins[s] * units[shifted[s]]);
      }
      if (s < shifted.length && shifted[s] == j) {
        into.add(j, (row.value(e) - origins[s]) * units[j]);
        s++;
      } else {
        into.add(j, row.value(e) * units[j]);
      }
    }
    for (; s < shifted.length; s++) {
      into.add(shifted[s], -origins[s] * units[shifted[s]]);
    }
  }

  /** f [d]; 0 for a column without u. */
  public double[] factors() {
    double[] factors = new double[scales.length];
    for (int j = 0; j < factors.length; j++) {
      factors[j] = scales[j] > 0 ? 1 / scales[j] / units[j] : 0;
    }
    return factors;
  }

  /** c [d]. */
  public double[] shifts() {
    double[] shifts = new double[scales.length];
    for (int j = 0; j < shifts.length; j++) {
      shifts[j] = scales[j] > 0 ? means[j] / scales[j] : 0;
    }
    for (int s = 0; s < shifted.length; s++) {
      int j = shifted[s];
      shifts[j] = (means[j] - origins[s]) / scales[j];
    }
    return shifts;
  }
}

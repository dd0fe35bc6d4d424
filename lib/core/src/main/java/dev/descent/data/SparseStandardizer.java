package dev.descent.data;

import dev.descent.math.SparseSummary;
import dev.descent.math.SparseVector;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What stands in sparse tiles for features x_j that are standardized to z_j = (x_j - m_j) / s_j:
 * u_j = t_j x_j, which is 0 where x_j is, or u_j = t_j (x_j - m_j) where m_j is s_j or more; such a
 * column is 0 in less than half of the rows, and its differences would drown beside its mean.
 *
 * <p>t_j is a power of two that brings |u_j| to 1 or below in the training rows, so numbers keep
 * their digits and columns of all sizes have room on one grid. A column with s_j = 0 has no u_j.
 *
 * <p>So z_j = f_j u_j - c_j, with f_j = 1 / (s_j t_j), and c_j = m_j / s_j or 0.
 */
public final class SparseStandardizer implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_EXPONENT = 900;

  private final double[] means;
  private final double[] scales;

  /** t_j; 0 for a column that does not vary. */
  private final double[] units;

  /** The columns of the second kind. */
  private final int[] shifted;

  /** Of columns with these moments; {@code standardizer} has their means and scales. */
  public SparseStandardizer(Standardizer standardizer, SparseSummary moments) {
    this.means = standardizer.means();
    this.scales = standardizer.scales();
    this.units = new double[scales.length];
    int[] found = new int[scales.length];
    int count = 0;
    for (int j = 0; j < units.length; j++) {
      boolean isShifted = scales[j] > 0 && Math.abs(means[j]) >= scales[j];
      if (isShifted) {
        found[count++] = j;
      }
      units[j] =
          scales[j] > 0 ? unit(moments.largest(j) + (isShifted ? Math.abs(means[j]) : 0)) : 0;
    }
    this.shifted = Arrays.copyOf(found, count);
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
        into.add(shifted[s], -means[shifted[s]] * units[shifted[s]]);
      }
      if (s < shifted.length && shifted[s] == j) {
        into.add(j, (row.value(e) - means[j]) * units[j]);
        s++;
      } else {
        into.add(j, row.value(e) * units[j]);
      }
    }
    for (; s < shifted.length; s++) {
      into.add(shifted[s], -means[shifted[s]] * units[shifted[s]]);
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
    for (int j : shifted) {
      shifts[j] = 0;
    }
    return shifts;
  }
}

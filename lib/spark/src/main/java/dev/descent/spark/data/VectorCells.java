package dev.descent.spark.data;

import dev.descent.math.Kernels;
import dev.descent.math.SparseVector;
import dev.descent.math.SplitMix;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one vector as they lie in a row, until the next row.
 *
 * @param size how many numbers the vector says it has
 * @param indices of the values, in ascending order; null where every number has a value
 */
record VectorCells(VectorType.Form form, int size, @Nullable ArrayData indices, ArrayData values) {
  private static final long NULL = 0x6E756C6CL;

  /** A vector every number of which has a value. */
  static VectorCells dense(VectorType.Form form, ArrayData values) {
    return new VectorCells(form, values.numElements(), null, values);
  }

  /** How many values there are. */
  int count() {
    return values.numElements();
  }

  /** Which number of the vector the k-th value is, from 0. */
  int index(int k) {
    return indices == null ? k : indices.getInt(k);
  }

  /** The k-th value; NaN where it is missing. */
  double value(int k) {
    if (values.isNullAt(k)) {
      return Double.NaN;
    }
    return switch (form) {
      case BYTES -> values.getByte(k);
      case SHORTS -> values.getShort(k);
      case INTS -> values.getInt(k);
      case LONGS -> values.getLong(k);
      case FLOATS -> values.getFloat(k);
      case DOUBLES, SPARK_ML -> values.getDouble(k);
    };
  }

  /**
   * 64 bits that stand for the numbers that are not 0, the same for dense and for sparse vectors:
   * the sum over these of a hash of index and value.
   */
  long bits() {
    long sum = 0;
    int count = count();
    for (int k = 0; k < count; k++) {
      double value = value(k);
      if (value != 0) {
        long bits = values.isNullAt(k) ? NULL : Double.doubleToLongBits(value);
        sum += SplitMix.combine(index(k), bits);
      }
    }
    return sum;
  }

  /**
   * The same for {@code count} dense vectors of {@code size} of these numbers each, none of which
   * is missing, one vector behind the other.
   */
  static long[] bits(NumberLists.Numbers numbers, int size, int count) {
    long[] sums = new long[count];
    Kernels.ofThisMachine().addRowHashes(numbers.all(), numbers.from(), size, count, sums);
    return sums;
  }

  /**
   * Writes the numbers, those that are left away as 0, and -0 as 0, so that it is the same in dense
   * and in sparse vectors.
   *
   * @param into as many numbers as the vector has, or more
   * @return whether all of them are finite and have a place
   */
  boolean fill(double[] into) {
    int count = count();
    boolean good = isWhole();
    if (count < into.length) {
      Arrays.fill(into, 0);
    }
    int last = -1;
    for (int k = 0; good && k < count; k++) {
      int index = index(k);
      double value = value(k);
      good = index > last && index < size && Math.abs(value) <= Double.MAX_VALUE;
      if (good) {
        into[index] = value + 0.0;
        last = index;
      }
    }
    return good;
  }

  /**
   * The same for the numbers that are not 0.
   *
   * @return whether all numbers are finite and have a place
   */
  boolean fill(SparseVector into) {
    into.clear();
    boolean good = isWhole();
    int last = -1;
    for (int k = 0; good && k < count(); k++) {
      int index = index(k);
      double value = value(k);
      good = index > last && index < size && Math.abs(value) <= Double.MAX_VALUE;
      if (good) {
        into.add(index, value);
        last = index;
      }
    }
    return good;
  }

  private boolean isWhole() {
    return size >= 0 && (indices == null || indices.numElements() == count());
  }

  /** What is wrong with the numbers; null if nothing is. */
  @Nullable FeatureProblem problem() {
    int k = firstBad();
    if (k < 0) {
      return null;
    }
    if (k < count() && values.isNullAt(k)) {
      return FeatureProblem.NUMBER_MISSING;
    }
    return k < count() && !(Math.abs(value(k)) <= Double.MAX_VALUE)
        ? FeatureProblem.NUMBER_NOT_FINITE
        : FeatureProblem.INDICES;
  }

  /** The first value that is bad, by name; only where there is one. */
  String bad(String name) {
    int k = firstBad();
    return k < count() ? name + shown(k) : "size " + size;
  }

  /** An index and its value. */
  String shown(int k) {
    return "[" + index(k) + "] = " + (values.isNullAt(k) ? "empty" : value(k));
  }

  /** The place of the first value that is bad, negative if there is none, or behind them all. */
  private int firstBad() {
    if (!isWhole()) {
      return count();
    }
    int last = -1;
    for (int k = 0; k < count(); k++) {
      int index = index(k);
      if (index <= last || index >= size || !(Math.abs(value(k)) <= Double.MAX_VALUE)) {
        return k;
      }
      last = index;
    }
    return -1;
  }
}

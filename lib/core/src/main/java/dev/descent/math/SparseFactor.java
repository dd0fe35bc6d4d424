package dev.descent.math;

import org.jspecify.annotations.Nullable;

/**
 * A vector that sparse panels are multiplied by: a part of an array, which must not change.
 *
 * <p>For one thread.
 */
public final class SparseFactor {
  private final double[] values;
  private final int from;
  private final int length;
  private double @Nullable [][] parts;

  /** The {@code length} numbers of {@code values} from {@code from} on. */
  public SparseFactor(double[] values, int from, int length) {
    if (from < 0 || length < 0 || length > values.length - from) {
      throw new IllegalArgumentException(
          length + " numbers from " + from + " are not inside " + values.length);
    }
    this.values = values;
    this.from = from;
    this.length = length;
  }

  /** Holds them from {@link #from} on. */
  double[] values() {
    return values;
  }

  int from() {
    return from;
  }

  int length() {
    return length;
  }

  /** The same as {@link Parts}, copied when they are first asked for. */
  double[][] parts() {
    double[][] copied = parts;
    if (copied == null) {
      copied = Parts.of(values, from, length);
      parts = copied;
    }
    return copied;
  }
}

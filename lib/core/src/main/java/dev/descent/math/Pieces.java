package dev.descent.math;

import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Work on long vectors in pieces of one fixed length, on all cores of the machine, or on one inside
 * of {@link #onOneCore}: what is summed is summed by piece, and the pieces in ascending order, so
 * that the number of cores changes no bit.
 */
public final class Pieces {
  /** Numbers in a piece: 128 KB of a vector, enough to be worth handing to another core. */
  static final int LENGTH = 1 << 14;

  private static final ThreadLocal<Boolean> ONE_CORE = ThreadLocal.withInitial(() -> false);

  private Pieces() {}

  /** What {@code work} gives on this thread alone: for one of many tasks, which has one core. */
  public static <T> T onOneCore(Supplier<T> work) {
    boolean before = ONE_CORE.get();
    ONE_CORE.set(true);
    try {
      return work.get();
    } finally {
      ONE_CORE.set(before);
    }
  }

  /** Work on the numbers {@code from} (included) to {@code to} (excluded) of some vectors. */
  @FunctionalInterface
  public interface Range {
    /** Does it. */
    void over(int from, int to);
  }

  /** A sum over the numbers {@code from} (included) to {@code to} (excluded) of some vectors. */
  @FunctionalInterface
  public interface RangeSum {
    /** That sum. */
    double over(int from, int to);
  }

  /** Works on vectors of {@code size} numbers; a piece must write to none but its own. */
  public static void each(int size, Range range) {
    if (size <= LENGTH) {
      range.over(0, size);
      return;
    }
    pieces(size).forEach(k -> range.over(start(k), end(k, size)));
  }

  /** The sum over vectors of {@code size} numbers. */
  public static double sum(int size, RangeSum range) {
    if (size <= LENGTH) {
      return range.over(0, size);
    }
    double[] sums = new double[count(size)];
    pieces(size).forEach(k -> sums[k] = range.over(start(k), end(k, size)));
    double sum = 0;
    for (double piece : sums) {
      sum += piece;
    }
    return sum;
  }

  private static IntStream pieces(int size) {
    IntStream pieces = IntStream.range(0, count(size));
    return ONE_CORE.get() ? pieces : pieces.parallel();
  }

  private static int count(int size) {
    return (int) ((size + (long) LENGTH - 1) / LENGTH);
  }

  private static int start(int k) {
    return k * LENGTH;
  }

  private static int end(int k, int size) {
    return (int) Math.min(size, (k + 1L) * LENGTH);
  }
}

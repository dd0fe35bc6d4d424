package dev.descent.math;

import java.util.function.Supplier;

/**
 * Work on long vectors in pieces of one fixed length, on all cores of the machine, or on one inside
 * of {@link #onOneCore}: what is summed is summed by piece, and the pieces in ascending order, so
 * that the number of cores changes no bit. And work on the rows of products, whose sums none of
 * them shares.
 */
public final class Pieces {
  /** Numbers in a piece: 128 KB of a vector, enough to be worth handing to another core. */
  static final int LENGTH = 1 << 14;

  /** So many rows more are worth another part: the most that some machine takes at once. */
  private static final int ROWS_A_PART = 64;

  /** Parts begin at multiples of it: rows that most machines take at once. */
  private static final int STEP = 16;

  /** What a core takes about as long for as another one to begin if it sleeps, some 20 us. */
  private static final long LEAST_PRODUCTS = 1 << 21;

  private static final ThreadLocal<Crew> CREW = ThreadLocal.withInitial(() -> Crew.OF_THIS_MACHINE);

  private Pieces() {}

  /** What {@code work} gives on this thread alone: for one of many tasks, which has one core. */
  public static <T> T onOneCore(Supplier<T> work) {
    return with(Crew.ALONE, work);
  }

  /** What {@code work} gives on this thread and the helpers of {@code crew}. */
  static <T> T with(Crew crew, Supplier<T> work) {
    Crew before = CREW.get();
    CREW.set(crew);
    try {
      return work.get();
    } finally {
      CREW.set(before);
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
    CREW.get().each(count(size), k -> range.over(start(k), end(k, size)));
  }

  /** The sum over vectors of {@code size} numbers. */
  public static double sum(int size, RangeSum range) {
    if (size <= LENGTH) {
      return range.over(0, size);
    }
    double[] sums = new double[count(size)];
    CREW.get().each(sums.length, k -> sums[k] = range.over(start(k), end(k, size)));
    double sum = 0;
    for (double piece : sums) {
      sum += piece;
    }
    return sum;
  }

  /**
   * Works on the {@code rows} of a matrix of products, in a part a core where each has enough of
   * them; a part must write to none but its own rows.
   *
   * @param products all of them
   */
  public static void ofProducts(int rows, long products, Range range) {
    int most = (rows + ROWS_A_PART - 1) / ROWS_A_PART;
    Crew crew = CREW.get();
    int parts = (int) Math.min(Math.min(crew.size(), most), products / LEAST_PRODUCTS);
    if (parts <= 1) {
      range.over(0, rows);
      return;
    }
    int part = (rows + parts * STEP - 1) / (parts * STEP) * STEP;
    crew.each((rows + part - 1) / part, k -> range.over(k * part, Math.min(rows, (k + 1) * part)));
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

package dev.descent.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The scores of a curve cut into ranges of ascending keys, to be sorted range by range.
 *
 * <p>A range with too many rows is cut by a histogram over 2^12 equal steps of its keys at most,
 * and where one of those has still too many, by another one; a single score is never cut.
 */
public final class KeyRanges {
  private static final int BIN_BITS = 12;

  private final List<KeyRange> ranges;

  private KeyRanges(List<KeyRange> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /** One range with all rows, or none without rows. */
  public static KeyRanges of(ScoreHistogram extent) {
    return new KeyRanges(bins(extent));
  }

  /** The ranges, ascending. */
  public List<KeyRange> ranges() {
    return ranges;
  }

  /** How many rows. */
  public long rows() {
    return ranges.stream().mapToLong(KeyRange::rows).sum();
  }

  /** How the ranges with more than {@code limit} rows are to be cut; empty if there is none. */
  public Cuts cuts(long limit) {
    List<KeyRange> large = ranges.stream().filter(range -> isLarge(range, limit)).toList();
    return new Cuts(
        large.stream().mapToLong(KeyRange::least).toArray(),
        large.stream().mapToLong(KeyRange::greatest).toArray());
  }

  private static boolean isLarge(KeyRange range, long limit) {
    return range.rows() > limit && range.least() < range.greatest();
  }

  /**
   * The ranges after a cut, adjacent ones taken together up to {@code limit} rows.
   *
   * @param histograms of {@link Cuts#histograms}, with all rows
   */
  public KeyRanges cut(ScoreHistogram[] histograms, long limit) {
    List<KeyRange> cut = new ArrayList<>();
    int next = 0;
    for (KeyRange range : ranges) {
      cut.addAll(isLarge(range, limit) ? bins(histograms[next++]) : List.of(range));
    }
    List<KeyRange> together = new ArrayList<>();
    for (KeyRange range : cut) {
      int last = together.size() - 1;
      if (last >= 0 && together.get(last).rows() + range.rows() <= limit) {
        together.set(last, together.get(last).plus(range));
      } else {
        together.add(range);
      }
    }
    return new KeyRanges(together);
  }

  private static List<KeyRange> bins(ScoreHistogram histogram) {
    List<KeyRange> bins = new ArrayList<>();
    for (int b = 0; b < histogram.bins(); b++) {
      if (histogram.rows(b) > 0) {
        bins.add(KeyRange.of(histogram, b));
      }
    }
    return bins;
  }

  /** Which ranges to cut: those of the keys from least[i] to greatest[i], ascending. */
  public static final class Cuts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] least;
    private final long[] greatest;

    private Cuts(long[] least, long[] greatest) {
      this.least = least;
      this.greatest = greatest;
    }

    /** Whether no range has too many rows. */
    public boolean isEmpty() {
      return least.length == 0;
    }

    /** The empty histogram of every range to cut. */
    public ScoreHistogram[] histograms() {
      return IntStream.range(0, least.length)
          .mapToObj(i -> new ScoreHistogram(bin(i, greatest[i]) + 1))
          .toArray(ScoreHistogram[]::new);
    }

    /** Adds a row to the histogram of its range, if that is to be cut. */
    public void add(ScoreHistogram[] histograms, long key, int actual, double weight) {
      int i = Arrays.binarySearch(least, key);
      i = i < 0 ? -i - 2 : i;
      if (i >= 0 && key <= greatest[i]) {
        histograms[i].add(bin(i, key), key, actual, weight);
      }
    }

    /** Steps of a power of two; the difference of two keys is an unsigned number of 64 bits. */
    private int bin(int i, long key) {
      int bits = Long.SIZE - Long.numberOfLeadingZeros(greatest[i] - least[i]);
      return (int) ((key - least[i]) >>> Math.max(0, bits - BIN_BITS));
    }
  }
}

package dev.descent.spark.data;

import dev.descent.math.SplitMix;
import dev.descent.math.Unsigned;
import dev.descent.spark.source.DataException;
import java.io.Serializable;

/**
 * Divides the training rows of a table into folds, each of which is once for validation while the
 * others are for training.
 *
 * <p>The fold of a row is floor(k c / 2^64) with c = {@link SplitMix#combine combine}(s, h) without
 * a sign, s made of the seed, and h the hash of its group where the table is split by group, else
 * of its key or its content. So equal rows, and the rows of a group, are in one fold; the folds
 * hang neither on files, partitions or order nor on which rows there are otherwise; their sizes are
 * expected, not exact, and with few rows one may be empty. The classes of a stratified split have
 * expected shares too. The seed is apart from that of the split even where the two numbers are
 * equal.
 *
 * <p>Rows of the other sides stay out: those for testing, and those that the table's own split
 * takes for validation.
 *
 * @param count k, from 2
 */
public record Folds(int count, long seed) implements Serializable {
  private static final int LEAST = 2;

  /** Parts the seed from that of a split: the bytes of "folds". */
  private static final long PURPOSE = 0x666F6C6473L;

  public Folds {
    if (count < LEAST) {
      throw new IllegalArgumentException("folds must be >= " + LEAST + ", but was " + count);
    }
  }

  /**
   * {@code table} with the rows of one fold on the side of validation and those of the others on
   * that of training; all other rows are on the side of testing. A share is of the rows that then
   * train, so that all rows of the fold measure.
   *
   * @param fold from 0 to k - 1
   * @throws DataException if the table is split by time: a model of later rows would be measured on
   *     earlier ones
   */
  public Table of(Table table, int fold) {
    if (table.split() instanceof Split.OfShare some) {
      return some.share().of(of(table.with(some.whole()), fold));
    }
    if (table.split() instanceof Split.ByTime by) {
      throw new DataException(
          table.where()
              + ": folds would measure a model of later rows on earlier ones, but rows are split by the time "
              + by.time()
              + "; use data.split.validation instead of folds");
    }
    return table.with(new Split.Fold(table.split(), this, fold));
  }

  /** The fold of what has this hash. */
  int fold(long hash) {
    return (int) Unsigned.multiplyHigh(SplitMix.combine(seed ^ PURPOSE, hash), count);
  }
}

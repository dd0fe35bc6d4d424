package dev.descent.spark.data;

import dev.descent.math.SplitMix;
import java.io.Serializable;

/**
 * A share of the training rows of a table, those that come first in the order of a hash, while the
 * rows of the other sides all stay.
 *
 * <p>A training row stays if c / 2^64 &lt; share with c = {@link SplitMix#combine combine}(s, h)
 * without a sign, s made of the seed, and h the hash of its key or its content. So the rows of a
 * smaller share are among those of a larger one; they hang neither on files, partitions or order
 * nor on which rows there are otherwise; equal rows stay or go together; their number is expected,
 * not exact. The seed is apart from those of sides and folds even where the numbers are equal.
 *
 * @param share in (0, 1]
 */
public record TrainShare(double share, long seed) implements Serializable {
  /** Parts the seed from those of splits and folds: the bytes of "share". */
  private static final long PURPOSE = 0x7368617265L;

  public TrainShare {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("the share must be in (0, 1], but was " + share);
    }
  }

  /** {@code table} without the other training rows. */
  public Table of(Table table) {
    return share == 1 ? table : table.with(new Split.OfShare(table.split(), this));
  }

  /** Whether the training row with this hash stays. */
  boolean keeps(long hash) {
    return (SplitMix.combine(seed ^ PURPOSE, hash) >>> 11) * 0x1p-53 < share;
  }
}

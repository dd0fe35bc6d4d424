package dev.descent.spark.data;

import dev.descent.math.SplitMix;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/** Which side each row of a table is on. */
public sealed interface Split extends Serializable {

  /** All rows on one side. */
  record All(Side side) implements Split {}

  /**
   * By the hash of the row and {@code seed}: equal rows share a side, and nothing else about the
   * job moves a row.
   *
   * @param test expected share of the test rows
   * @param validation expected share of the validation rows
   */
  record ByHash(double test, double validation, long seed) implements Split {
    Side side(long rowHash) {
      double place = (SplitMix.combine(seed, rowHash) >>> 11) * 0x1p-53;
      return place < test ? Side.TEST : place < test + validation ? Side.VALIDATION : Side.TRAIN;
    }
  }

  /** By the values train, validation and test of a column. */
  record ByColumn(String column) implements Split {
    /** The side that a value names; empty for any other value. */
    static Optional<Side> side(String value) {
      return switch (value.strip().toLowerCase(Locale.ROOT)) {
        case "train" -> Optional.of(Side.TRAIN);
        case "validation" -> Optional.of(Side.VALIDATION);
        case "test" -> Optional.of(Side.TEST);
        default -> Optional.empty();
      };
    }
  }
}

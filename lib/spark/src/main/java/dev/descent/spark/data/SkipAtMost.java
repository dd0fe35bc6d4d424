package dev.descent.spark.data;

import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How many bad rows of a table are left out before the table is refused.
 *
 * @param share of all rows of the table, the bad ones and those of weight 0 included, in [0, 1); 0
 *     where every bad row is refused
 */
public record SkipAtMost(double share) {
  /** Every bad row is refused. */
  public static final SkipAtMost NONE = new SkipAtMost(0);

  public SkipAtMost {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "data.bad-rows.skip-at-most must be in [0, 1), but was " + share);
    }
  }

  /** Whether any row is left out. */
  public boolean skips() {
    return share > 0;
  }

  /**
   * Lets {@code bad} pass where they are few enough.
   *
   * @param where the key of the table, for messages
   * @throws DataException if they are more than may be skipped, with one line a problem
   */
  public void require(String where, BadRows bad) {
    List<String> lines = refusal(where, bad);
    if (!lines.isEmpty()) {
      throw new DataException(lines);
    }
  }

  /** Why {@code bad} are too many, one line a problem; empty if they are not. */
  public List<String> refusal(String where, BadRows bad) {
    List<String> lines = new ArrayList<>();
    if (bad.rows() == 0 || isWithin(bad)) {
      return lines;
    }
    if (skips()) {
      lines.add(
          where
              + ": "
              + bad.rows()
              + " of "
              + bad.allRows()
              + " rows cannot be used, a share of "
              + (float) (bad.rows() / (double) bad.allRows())
              + ", more than data.bad-rows.skip-at-most = "
              + share
              + "; clean them, or raise it");
    }
    bad.lines().forEach(line -> lines.add(where + ": " + line));
    return lines;
  }

  /** The share is the decimal number that its text shows, so that 29 of 100 rows are 0.29. */
  private boolean isWithin(BadRows bad) {
    BigDecimal most = new BigDecimal(Double.toString(share));
    return most.multiply(BigDecimal.valueOf(bad.allRows()))
            .compareTo(BigDecimal.valueOf(bad.rows()))
        >= 0;
  }
}

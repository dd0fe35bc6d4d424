package dev.descent.spark.data;

import dev.descent.encode.EncodedRow;
import dev.descent.spark.source.BadRows;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one task, one at a time: the good ones are there to read, the bad ones are counted.
 *
 * <pre>{@code
 * while (scan.next()) {
 *   use(scan.raw(), scan.label());
 * }
 * report(scan.bad());
 * }</pre>
 */
public final class RowScan {
  private final RowReader reader;
  private final Iterator<InternalRow> rows;
  private final BadRows bad = new BadRows();
  private final String advice;
  private final @Nullable NumbersAhead ahead;
  private @Nullable RowValues found;
  private @Nullable InternalRow row;

  RowScan(RowReader reader, Iterator<InternalRow> rows, String advice) {
    this.reader = reader;
    this.rows = rows;
    this.advice = advice;
    this.ahead = reader.ahead(rows).orElse(null);
  }

  /** Reads the features of all rows into {@code row}; to be called before the first of them. */
  public void into(EncodedRow row) {
    found = new RowValues(row);
  }

  private RowValues values() {
    if (found == null) {
      found = new RowValues(reader.numbers());
    }
    return found;
  }

  /** Moves to the next good row; false if there is none. */
  public boolean next() {
    RowValues values = values();
    while (rows.hasNext()) {
      InternalRow candidate = rows.next();
      bad.read();
      if (reader.readSideAlone(candidate, values) && read(candidate, values)) {
        row = candidate;
        return true;
      }
      reader.explain(candidate, values, bad, advice);
    }
    row = null;
    return false;
  }

  private boolean read(InternalRow candidate, RowValues values) {
    if (ahead == null) {
      return reader.readValues(candidate, values);
    }
    boolean good = ahead.read(values.raw);
    return reader.readTarget(candidate, values) && good;
  }

  /** The raw values [numbers] of this row's features; the array is the same for all rows. */
  public double[] raw() {
    return values().raw;
  }

  /** The label of this row: a number, or the index of its class; 0 where none is read. */
  public double label() {
    return values().label;
  }

  /** The weight of this row; 1 without a column of weights. */
  public double weight() {
    return values().weight;
  }

  /** The side of this row. */
  public Side side() {
    return values().side;
  }

  /** The hash of the content of this row, or of its key. */
  public long hash() {
    return reader.hash(row());
  }

  /** The text of this row in the j-th column of the slices. */
  public String slice(int j) {
    return reader.slice(row(), j);
  }

  /** This row as Spark holds it, until the next one. */
  public InternalRow row() {
    if (row == null) {
      throw new IllegalStateException("there is no row before next() or after the last one");
    }
    return row;
  }

  /**
   * Counts this row as a bad one after all, because its score is not finite.
   *
   * @param encoded what was made of it; a feature may be to blame
   */
  public void refuseScore(EncodedRow encoded) {
    String problem =
        encoded
            .notFinite()
            .map(
                name ->
                    "feature " + name + " is not finite; look for a column that is far too large")
            .orElse("the score of a row is not finite; look for a feature that is far too large");
    refuse(problem);
  }

  /** Counts this row as a bad one after all, with what it was read as. */
  public void refuse(String problem) {
    bad.add(problem, reader.raw(row()));
  }

  /** The bad rows so far. */
  public BadRows bad() {
    return bad;
  }
}

package dev.descent.spark.data;

/**
 * Numbers of rows that are asked for one at a time, read column by column some rows ahead: the same
 * bits as {@link RowReader} finds row by row, in less time.
 */
final class NumbersAhead {
  /** So few that their numbers stay in the first-level cache unless there are many columns. */
  private static final int MOST_ROWS = 64;

  /** So many numbers that they stay in the second-level cache. */
  private static final int ROOM = 1 << 15;

  /** The most numbers of a row; with more, there are too few rows to gain from columns. */
  static final int MOST_NUMBERS = ROOM / 8;

  private final RowsOfBatches rows;
  private final RowReader reader;
  private final int numbers;
  private final double[] column;

  /** [rows x numbers], row by row. */
  private final double[] values;

  /** The position of the first row that is read. */
  private long first;

  /** How many are. */
  private int count;

  /**
   * Of {@code rows} with at most {@link #MOST_NUMBERS} numbers each, of which none was asked for.
   */
  NumbersAhead(RowsOfBatches rows, RowReader reader) {
    this.rows = rows;
    this.reader = reader;
    this.numbers = reader.numbers();
    this.column = new double[Math.min(MOST_ROWS, ROOM / Math.max(1, numbers))];
    this.values = new double[column.length * numbers];
  }

  /** Writes the numbers of the row given last [numbers]; false if one is missing or not finite. */
  boolean read(double[] into) {
    long row = rows.position();
    if (row >= first + count) {
      readColumns();
      first = row;
    }
    int from = (int) (row - first) * numbers;
    boolean good = true;
    for (int j = 0; j < numbers; j++) {
      double value = values[from + j];
      into[j] = value;
      good &= Math.abs(value) <= Double.MAX_VALUE;
    }
    return good;
  }

  private void readColumns() {
    BatchRows next = rows.fromHere(column.length);
    count = next.count();
    for (int j = 0; j < numbers; j++) {
      reader.numbers(next, j, column);
      for (int i = 0; i < count; i++) {
        values[i * numbers + j] = column[i];
      }
    }
  }
}

package dev.descent.math;

/**
 * A sparse panel column by column: entries ascend by bands of {@value #BAND} columns, within a band
 * by row, and within a row by column.
 *
 * <p>So a product goes through vectors of as many numbers as there are columns once, from their
 * beginning to their end, and jumps among the rows alone, of which a core's first cache holds some
 * thousand. An entry takes no more than row by row: its row and the low bits of its column take 16
 * bits each, and columns with the same high bits stand together.
 *
 * <p>A row's products are added one after the other, its columns ascending, in double precision,
 * each by one fma. All rows are gone through for products with some.
 */
public final class SparseColumns extends SparsePanel {
  private static final long serialVersionUID = 1L;

  /** Neighbouring columns that share a cache line. */
  static final int BAND = 8;

  private static final int HALF = 16;

  /** The most rows. */
  public static final int MOST_ROWS = 1 << HALF;

  private final int rows;

  /** Where the entries of 2^16 columns begin, [parts + 1]. */
  private final int[] starts;

  /** The low halves of the entries' columns. */
  private final char[] lows;

  /** The entries' rows. */
  private final char[] rowsOfEntries;

  private SparseColumns(int columns, int rows, Places places, float[] singles, double[] doubles) {
    super(columns, singles, doubles);
    this.rows = rows;
    this.starts = places.starts;
    this.lows = places.lows;
    this.rowsOfEntries = places.rows;
  }

  /** Where the entries stand. */
  private record Places(int[] starts, char[] lows, char[] rows) {}

  /**
   * The columns of {@code panel}.
   *
   * @throws IllegalArgumentException if it has more than {@value #MOST_ROWS} rows
   */
  static SparseColumns of(SparseRows panel) {
    if (panel.rows() > MOST_ROWS) {
      throw new IllegalArgumentException(
          panel.rows() + " rows are more than " + MOST_ROWS + ", for which places have room");
    }
    PlaceKeys order = new PlaceKeys(panel.entries());
    for (int column : panel.places()) {
      order.add(column);
    }
    order.sort(Integer.numberOfTrailingZeros(BAND), panel.columns());
    int[] rows = panel.rowsOfEntries();
    int[] starts = new int[((panel.columns() - 1) >>> HALF) + 2];
    char[] lows = new char[panel.entries()];
    char[] rowsOfEntries = new char[panel.entries()];
    float[] singles = new float[panel.singles().length];
    double[] doubles = new double[panel.doubles().length];
    for (int k = 0; k < lows.length; k++) {
      int e = order.number(k);
      starts[(order.place(k) >>> HALF) + 1]++;
      lows[k] = (char) order.place(k);
      rowsOfEntries[k] = (char) rows[e];
      if (panel.isSingle()) {
        singles[k] = panel.singles()[e];
      } else {
        doubles[k] = panel.doubles()[e];
      }
    }
    for (int part = 1; part < starts.length; part++) {
      starts[part] += starts[part - 1];
    }
    Places at = new Places(starts, lows, rowsOfEntries);
    return new SparseColumns(panel.columns(), panel.rows(), at, singles, doubles);
  }

  @Override
  public SparseRows byRows() {
    int[] begins = new int[rows + 1];
    for (char row : rowsOfEntries) {
      begins[row + 1]++;
    }
    for (int i = 0; i < rows; i++) {
      begins[i + 1] += begins[i];
    }
    int[] next = begins.clone();
    int[] columnsOfEntries = new int[lows.length];
    float[] singles = new float[singles().length];
    double[] doubles = new double[doubles().length];
    for (int part = 0; part < starts.length - 1; part++) {
      for (int e = starts[part]; e < starts[part + 1]; e++) {
        int at = next[rowsOfEntries[e]]++;
        columnsOfEntries[at] = (part << HALF) | lows[e];
        if (isSingle()) {
          singles[at] = singles()[e];
        } else {
          doubles[at] = doubles()[e];
        }
      }
    }
    return new SparseRows(columns(), new Entries(begins, columnsOfEntries), singles, doubles);
  }

  @Override
  public SparseColumns byColumns() {
    return this;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * (starts.length + lows.length) + valueBytes();
  }

  @Override
  void multiply(int from, int some, double[] x, int xOffset, double[] y, int yOffset) {
    if (some == rows) {
      multiplyAll(x, xOffset, y, yOffset);
      return;
    }
    double[] all = new double[rows];
    System.arraycopy(y, yOffset, all, from, some);
    multiplyAll(x, xOffset, all, 0);
    System.arraycopy(all, from, y, yOffset, some);
  }

  private void multiplyAll(double[] x, int xOffset, double[] y, int yOffset) {
    for (int part = 0; part < starts.length - 1; part++) {
      int first = xOffset + (part << HALF);
      if (isSingle()) {
        multiplySingles(part, x, first, y, yOffset);
      } else {
        multiplyDoubles(part, x, first, y, yOffset);
      }
    }
  }

  private void multiplySingles(int part, double[] x, int first, double[] y, int yOffset) {
    char[] low = lows;
    char[] rowOf = rowsOfEntries;
    float[] values = singles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      int row = yOffset + rowOf[e];
      y[row] = Math.fma(x[first + low[e]], values[e], y[row]);
    }
  }

  private void multiplyDoubles(int part, double[] x, int first, double[] y, int yOffset) {
    char[] low = lows;
    char[] rowOf = rowsOfEntries;
    double[] values = doubles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      int row = yOffset + rowOf[e];
      y[row] = Math.fma(x[first + low[e]], values[e], y[row]);
    }
  }

  @Override
  void addTransposed(int from, double[] r, long[] sums, int offset) {
    double[] all = r;
    if (r.length < rows) {
      all = new double[rows];
      System.arraycopy(r, 0, all, from, r.length);
    }
    for (int part = 0; part < starts.length - 1; part++) {
      int first = offset + (part << HALF);
      if (isSingle()) {
        addSingles(part, all, sums, first);
      } else {
        addDoubles(part, all, sums, first);
      }
    }
  }

  private void addSingles(int part, double[] r, long[] sums, int first) {
    char[] low = lows;
    char[] rowOf = rowsOfEntries;
    float[] values = singles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      sums[first + low[e]] += GridSums.cut(r[rowOf[e]], values[e]);
    }
  }

  private void addDoubles(int part, double[] r, long[] sums, int first) {
    char[] low = lows;
    char[] rowOf = rowsOfEntries;
    double[] values = doubles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      sums[first + low[e]] += GridSums.cut(r[rowOf[e]], values[e]);
    }
  }
}

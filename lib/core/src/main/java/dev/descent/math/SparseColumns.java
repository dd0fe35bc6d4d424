package dev.descent.math;

/**
 * A sparse panel column by column: entries ascend by bands of {@value #BAND} columns, within a band
 * by row, and within a row by column.
 *
 * <p>So a product goes through vectors of as many numbers as there are columns once, from their
 * beginning to their end, and jumps among the rows alone, of which a core's first cache holds some
 * thousand. An entry takes no more than row by row: its row and the place of its column in one of
 * the {@link Parts} take 16 bits each, and the entries of a part stand together.
 *
 * <p>Where columns have many entries, a band is one column: its number of a vector is read once for
 * all of them, and its sum is written once.
 *
 * <p>A row's products are added one after the other, its columns ascending, in double precision,
 * each by one fma. All rows are gone through for products with some.
 */
public final class SparseColumns extends SparsePanel {
  private static final long serialVersionUID = 1L;

  /** Neighbouring columns that share a cache line. */
  static final int BAND = 8;

  /** With so many entries a column, each column is a band. */
  static final int LONG = 16;

  /** The most rows. */
  public static final int MOST_ROWS = Parts.SIZE;

  private final int rows;

  /** Where the entries of each of the {@link Parts} of the columns begin, [parts + 1]. */
  private final int[] starts;

  /** The places of the entries' columns in their part. */
  private final char[] columnsOfEntries;

  /** The entries' rows. */
  private final char[] rowsOfEntries;

  /** Where the entries of each column begin, [columns + 1], if each is a band; else empty. */
  private final int[] begins;

  private SparseColumns(int columns, int rows, Places places, float[] singles, double[] doubles) {
    super(columns, singles, doubles);
    this.rows = rows;
    this.starts = places.starts;
    this.columnsOfEntries = places.columns;
    this.rowsOfEntries = places.rows;
    this.begins = places.begins;
  }

  /** Where the entries stand. */
  private record Places(int[] starts, char[] columns, char[] rows, int[] begins) {}

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
    boolean isLong = panel.entries() >= (long) LONG * panel.columns();
    order.sort(isLong ? 0 : Integer.numberOfTrailingZeros(BAND), panel.columns());
    int[] rows = panel.rowsOfEntries();
    int[] starts = new int[Parts.count(panel.columns()) + 1];
    char[] columnsOfEntries = new char[panel.entries()];
    char[] rowsOfEntries = new char[panel.entries()];
    float[] singles = new float[panel.singles().length];
    double[] doubles = new double[panel.doubles().length];
    for (int k = 0; k < columnsOfEntries.length; k++) {
      int e = order.number(k);
      starts[Parts.part(order.place(k)) + 1]++;
      columnsOfEntries[k] = (char) Parts.place(order.place(k));
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
    int[] begins = isLong ? begins(panel) : new int[0];
    Places at = new Places(starts, columnsOfEntries, rowsOfEntries, begins);
    return new SparseColumns(panel.columns(), panel.rows(), at, singles, doubles);
  }

  private static int[] begins(SparseRows panel) {
    int[] begins = new int[panel.columns() + 1];
    for (int column : panel.places()) {
      begins[column + 1]++;
    }
    for (int column = 0; column < panel.columns(); column++) {
      begins[column + 1] += begins[column];
    }
    return begins;
  }

  @Override
  public SparseRows byRows() {
    int[] rowBegins = new int[rows + 1];
    for (char row : rowsOfEntries) {
      rowBegins[row + 1]++;
    }
    for (int i = 0; i < rows; i++) {
      rowBegins[i + 1] += rowBegins[i];
    }
    int[] next = rowBegins.clone();
    int[] columns = new int[columnsOfEntries.length];
    float[] singles = new float[singles().length];
    double[] doubles = new double[doubles().length];
    for (int part = 0; part < starts.length - 1; part++) {
      for (int e = starts[part]; e < starts[part + 1]; e++) {
        int at = next[rowsOfEntries[e]]++;
        columns[at] = part * Parts.SIZE + columnsOfEntries[e];
        if (isSingle()) {
          singles[at] = singles()[e];
        } else {
          doubles[at] = doubles()[e];
        }
      }
    }
    return new SparseRows(columns(), new Entries(rowBegins, columns), singles, doubles);
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
    int numbers = starts.length + columnsOfEntries.length + begins.length;
    return (long) Integer.BYTES * numbers + valueBytes();
  }

  @Override
  void multiply(int from, int some, SparseFactor x, double[] y, int offset) {
    if (some == rows && offset == 0) {
      multiplyAll(x, y);
      return;
    }
    double[] all = new double[rows];
    System.arraycopy(y, offset, all, from, some);
    multiplyAll(x, all);
    System.arraycopy(all, from, y, offset, some);
  }

  /** Whether each column is a band. */
  private boolean isLong() {
    return begins.length > 0;
  }

  private void multiplyAll(SparseFactor x, double[] y) {
    double[][] parts = x.parts();
    if (isLong()) {
      for (int column = 0; column < columns(); column++) {
        multiplyColumn(column, parts[Parts.part(column)][Parts.place(column)], y);
      }
      return;
    }
    for (int part = 0; part < parts.length; part++) {
      if (isSingle()) {
        multiplySingles(part, parts[part], y);
      } else {
        multiplyDoubles(part, parts[part], y);
      }
    }
  }

  private void multiplySingles(int part, double[] x, double[] y) {
    char[] columnOf = columnsOfEntries;
    char[] rowOf = rowsOfEntries;
    float[] values = singles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      int row = rowOf[e];
      y[row] = Math.fma(x[columnOf[e]], values[e], y[row]);
    }
  }

  private void multiplyDoubles(int part, double[] x, double[] y) {
    char[] columnOf = columnsOfEntries;
    char[] rowOf = rowsOfEntries;
    double[] values = doubles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      int row = rowOf[e];
      y[row] = Math.fma(x[columnOf[e]], values[e], y[row]);
    }
  }

  private void multiplyColumn(int column, double x, double[] y) {
    int from = begins[column];
    int to = begins[column + 1];
    if (isSingle()) {
      multiplySingles(from, to, x, y);
    } else {
      multiplyDoubles(from, to, x, y);
    }
  }

  private void multiplySingles(int from, int to, double x, double[] y) {
    char[] rowOf = rowsOfEntries;
    float[] values = singles();
    for (int e = from; e < to; e++) {
      int row = rowOf[e];
      y[row] = Math.fma(x, values[e], y[row]);
    }
  }

  private void multiplyDoubles(int from, int to, double x, double[] y) {
    char[] rowOf = rowsOfEntries;
    double[] values = doubles();
    for (int e = from; e < to; e++) {
      int row = rowOf[e];
      y[row] = Math.fma(x, values[e], y[row]);
    }
  }

  @Override
  void addTransposed(int from, double[] r, long[][] sums) {
    double[] all = r;
    if (r.length < rows) {
      all = new double[rows];
      System.arraycopy(r, 0, all, from, r.length);
    }
    if (isLong()) {
      for (int column = 0; column < columns(); column++) {
        sums[Parts.part(column)][Parts.place(column)] += sumOfColumn(column, all);
      }
      return;
    }
    for (int part = 0; part < sums.length; part++) {
      if (isSingle()) {
        addSingles(part, all, sums[part]);
      } else {
        addDoubles(part, all, sums[part]);
      }
    }
  }

  private void addSingles(int part, double[] r, long[] sums) {
    char[] columnOf = columnsOfEntries;
    char[] rowOf = rowsOfEntries;
    float[] values = singles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      sums[columnOf[e]] += GridSums.cut(r[rowOf[e]], values[e]);
    }
  }

  private void addDoubles(int part, double[] r, long[] sums) {
    char[] columnOf = columnsOfEntries;
    char[] rowOf = rowsOfEntries;
    double[] values = doubles();
    int end = starts[part + 1];
    for (int e = starts[part]; e < end; e++) {
      sums[columnOf[e]] += GridSums.cut(r[rowOf[e]], values[e]);
    }
  }

  private long sumOfColumn(int column, double[] r) {
    int from = begins[column];
    int to = begins[column + 1];
    return isSingle() ? sumOfSingles(from, to, r) : sumOfDoubles(from, to, r);
  }

  private long sumOfSingles(int from, int to, double[] r) {
    char[] rowOf = rowsOfEntries;
    float[] values = singles();
    long sum = 0;
    for (int e = from; e < to; e++) {
      sum += GridSums.cut(r[rowOf[e]], values[e]);
    }
    return sum;
  }

  private long sumOfDoubles(int from, int to, double[] r) {
    char[] rowOf = rowsOfEntries;
    double[] values = doubles();
    long sum = 0;
    for (int e = from; e < to; e++) {
      sum += GridSums.cut(r[rowOf[e]], values[e]);
    }
    return sum;
  }
}

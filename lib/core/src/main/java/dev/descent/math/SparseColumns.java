package dev.descent.math;

/**
 * A sparse panel column by column: entries ascend by bands of {@value #BAND} columns, within a band
 * by row, and within a row by column.
 *
 * <p>So a product goes through vectors of as many numbers as there are columns once, from their
 * beginning to their end, and jumps among the rows alone, of which a core's first cache holds some
 * thousand. An entry takes no more than row by row: its row and the place of its column in one of
 * the {@link Parts} take 16 bits each, and the entries of a part stand together; its value is in
 * {@link ColumnEntries}.
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

  private final ColumnEntries entries;

  /** Where the entries of each column begin, [columns + 1], if each is a band; else empty. */
  private final int[] begins;

  private SparseColumns(SparseRows panel, int[] starts, ColumnEntries entries, int[] begins) {
    super(panel);
    this.rows = panel.rows();
    this.starts = starts;
    this.entries = entries;
    this.begins = begins;
  }

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
    for (int k = 0; k < columnsOfEntries.length; k++) {
      starts[Parts.part(order.place(k)) + 1]++;
      columnsOfEntries[k] = (char) Parts.place(order.place(k));
      rowsOfEntries[k] = (char) rows[order.number(k)];
    }
    for (int part = 1; part < starts.length; part++) {
      starts[part] += starts[part - 1];
    }
    ColumnEntries entries =
        panel.isSingle()
            ? ColumnEntries.of(columnsOfEntries, rowsOfEntries, singles(panel, order))
            : ColumnEntries.of(columnsOfEntries, rowsOfEntries, doubles(panel, order));
    return new SparseColumns(panel, starts, entries, isLong ? begins(panel) : new int[0]);
  }

  private static float[] singles(SparseRows panel, PlaceKeys order) {
    float[] values = new float[panel.entries()];
    for (int k = 0; k < values.length; k++) {
      values[k] = panel.singles()[order.number(k)];
    }
    return values;
  }

  private static double[] doubles(SparseRows panel, PlaceKeys order) {
    double[] values = new double[panel.entries()];
    for (int k = 0; k < values.length; k++) {
      values[k] = panel.doubles()[order.number(k)];
    }
    return values;
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
    for (char row : entries.rowOf) {
      rowBegins[row + 1]++;
    }
    for (int i = 0; i < rows; i++) {
      rowBegins[i + 1] += rowBegins[i];
    }
    int[] next = rowBegins.clone();
    int[] columns = new int[entries()];
    float[] singles = new float[isSingle() ? entries() : 0];
    double[] doubles = new double[isSingle() ? 0 : entries()];
    for (int part = 0; part < starts.length - 1; part++) {
      for (int e = starts[part]; e < starts[part + 1]; e++) {
        int at = next[entries.rowOf[e]]++;
        columns[at] = part * Parts.SIZE + entries.columnOf[e];
        if (isSingle()) {
          singles[at] = (float) entries.value(e);
        } else {
          doubles[at] = entries.value(e);
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
  public int entries() {
    return entries.count();
  }

  @Override
  public long bytes() {
    return (long) Integer.BYTES * (starts.length + begins.length) + entries.bytes();
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
        double factor = parts[Parts.part(column)][Parts.place(column)];
        entries.multiplyColumn(begins[column], begins[column + 1], factor, y);
      }
      return;
    }
    for (int part = 0; part < parts.length; part++) {
      entries.multiply(starts[part], starts[part + 1], parts[part], y);
    }
  }

  @Override
  void addTransposed(int from, double[] r, long[][] sums) {
    double[] all = r;
    if (r.length < rows) {
      all = new double[rows];
      System.arraycopy(r, 0, all, from, r.length);
    }
    entries.prepare(all);
    if (isLong()) {
      for (int column = 0; column < columns(); column++) {
        sums[Parts.part(column)][Parts.place(column)] +=
            entries.sum(begins[column], begins[column + 1], all);
      }
      return;
    }
    for (int part = 0; part < sums.length; part++) {
      entries.add(starts[part], starts[part + 1], all, sums[part]);
    }
  }
}

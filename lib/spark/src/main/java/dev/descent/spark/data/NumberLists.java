package dev.descent.spark.data;

import java.util.Optional;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Lists of numbers, none of which is missing, that lie one behind the other. */
sealed interface NumberLists {

  /** Whether there is no list in a row. */
  boolean isNullAt(int row);

  /** Where the list of a row begins. */
  int offset(int row);

  /** How many numbers it has. */
  int length(int row);

  /** The numbers that begin at {@code offset}. */
  Numbers numbers(int offset, int count);

  /**
   * Some numbers.
   *
   * @param all never written to
   * @param from the first of them
   */
  record Numbers(double[] all, int from) {
    /** So many numbers that they stay in the first-level cache. */
    private static final int ROOM = 1 << 12;

    private static final int FEWEST = 16;
    private static final int MOST = 128;

    /** How many lists of {@code size} numbers it is good to go through column by column. */
    static int lists(int size) {
      return Math.max(FEWEST, Math.min(MOST, ROOM / Math.max(1, size)));
    }

    /**
     * Copies number {@code j} of {@code count} lists of {@code size} that lie one behind the other,
     * from list {@code first} on, with -0 as 0.
     */
    void copyColumn(int size, int j, int first, int count, double[] into) {
      int at = from + first * size + j;
      for (int i = 0; i < count; i++) {
        into[i] = all[at + i * size] + 0.0;
      }
    }
  }

  /** Of a column of lists; empty if they are of other values, or there may be none. */
  static Optional<NumberLists> of(ColumnVector column) {
    if (column instanceof KeptVector kept && isPlain(kept.elements())) {
      return Optional.of(new Kept(kept));
    }
    return column instanceof WritableColumnVector read && isPlain(read.arrayData())
        ? Optional.of(new Read(read))
        : Optional.empty();
  }

  private static boolean isPlain(ColumnVector numbers) {
    DataType type = numbers.dataType();
    return !numbers.hasNull()
        && (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType));
  }

  private static Numbers copy(ColumnVector numbers, int offset, int count) {
    if (numbers.dataType().equals(DataTypes.DoubleType)) {
      return new Numbers(numbers.getDoubles(offset, count), 0);
    }
    float[] singles = numbers.getFloats(offset, count);
    double[] doubles = new double[count];
    for (int j = 0; j < count; j++) {
      doubles[j] = singles[j];
    }
    return new Numbers(doubles, 0);
  }

  /** As Spark has read them. */
  record Read(WritableColumnVector lists) implements NumberLists {
    @Override
    public boolean isNullAt(int row) {
      return lists.isNullAt(row);
    }

    @Override
    public int offset(int row) {
      return lists.getArrayOffset(row);
    }

    @Override
    public int length(int row) {
      return lists.getArrayLength(row);
    }

    @Override
    public Numbers numbers(int offset, int count) {
      return copy(lists.arrayData(), offset, count);
    }
  }

  /** As they were kept. */
  record Kept(KeptVector lists) implements NumberLists {
    @Override
    public boolean isNullAt(int row) {
      return lists.isNullAt(row);
    }

    @Override
    public int offset(int row) {
      return lists.offset(row);
    }

    @Override
    public int length(int row) {
      return lists.length(row);
    }

    @Override
    public Numbers numbers(int offset, int count) {
      return lists.elements().dataType().equals(DataTypes.DoubleType)
          ? new Numbers(lists.elements().doubles(), offset)
          : copy(lists.elements(), offset, count);
    }
  }
}

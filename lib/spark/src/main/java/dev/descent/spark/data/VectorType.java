package dev.descent.spark.data;

import dev.descent.math.SplitMix;
import dev.descent.spark.source.OpenVectors;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * How to take vectors out of an internal row without boxing: those of Spark ML, dense and sparse,
 * and arrays of numbers.
 */
record VectorType(Form form, Length length) implements ColumnType {

  /**
   * How Spark ML's vectors lie in a row: 0 sparse or 1 dense, size and indices of the former. ORC
   * keeps this and forgets that they are vectors.
   */
  private static final StructType OF_SPARK_ML =
      new StructType()
          .add("type", DataTypes.ByteType, false)
          .add("size", DataTypes.IntegerType, true)
          .add("indices", DataTypes.createArrayType(DataTypes.IntegerType, false), true)
          .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), true);

  private static final int SIZE = 1;

  /** The place of the indices of sparse vectors, which dense ones do not have. */
  static final int INDICES = 2;

  /** The place of the values. */
  static final int VALUES = 3;

  private static final Map<DataType, Form> ARRAYS =
      Map.of(
          DataTypes.ByteType, Form.BYTES,
          DataTypes.ShortType, Form.SHORTS,
          DataTypes.IntegerType, Form.INTS,
          DataTypes.LongType, Form.LONGS,
          DataTypes.FloatType, Form.FLOATS,
          DataTypes.DoubleType, Form.DOUBLES);

  private static final int SHOWN_NUMBERS = 20;

  /** What a vector is made of. */
  enum Form {
    SPARK_ML,
    BYTES,
    SHORTS,
    INTS,
    LONGS,
    FLOATS,
    DOUBLES
  }

  /** What the size of a vector says. */
  enum Length {
    /** How many numbers there are. */
    EXACT,
    /** The last index that is given; what follows is 0. */
    OPEN
  }

  /** How to read a column, if it is one of vectors. */
  static Optional<VectorType> of(StructField field) {
    boolean open = OpenVectors.are(field);
    return form(field.dataType())
        .map(form -> new VectorType(form, open ? Length.OPEN : Length.EXACT));
  }

  private static Optional<Form> form(DataType type) {
    if (type instanceof ArrayType array) {
      return Optional.ofNullable(ARRAYS.get(array.elementType()));
    }
    DataType stored = type instanceof UserDefinedType<?> user ? user.sqlType() : type;
    return stored.simpleString().equals(OF_SPARK_ML.simpleString())
        ? Optional.of(Form.SPARK_ML)
        : Optional.empty();
  }

  /** The numbers of the vector of a row, which has one. */
  VectorCells cells(InternalRow row, int ordinal) {
    if (form != Form.SPARK_ML) {
      return VectorCells.dense(form, row.getArray(ordinal));
    }
    InternalRow vector = row.getStruct(ordinal, OF_SPARK_ML.size());
    return vector.isNullAt(INDICES)
        ? VectorCells.dense(Form.DOUBLES, vector.getArray(VALUES))
        : new VectorCells(
            Form.DOUBLES, vector.getInt(SIZE), vector.getArray(INDICES), vector.getArray(VALUES));
  }

  /** A vector is not one number. */
  @Override
  public double number(InternalRow row, int ordinal) {
    return Double.NaN;
  }

  @Override
  public Object value(InternalRow row, int ordinal) {
    VectorCells cells = cells(row, ordinal);
    double[] numbers = new double[cells.size()];
    cells.fill(numbers);
    return numbers;
  }

  @Override
  public long bits(InternalRow row, int ordinal) {
    return cells(row, ordinal).bits();
  }

  @Override
  public void addHashes(BatchRows rows, int ordinal, long name, long[] sums) {
    DenseVectors vectors = DenseVectors.of(this, rows.column(ordinal));
    int size = Math.max(0, vectors.length(rows.from()));
    NumberLists.Numbers all =
        size > VectorBlock.MOST_NUMBERS ? null : vectors.numbers(rows.from(), rows.count(), size);
    long[] bits = all == null ? null : VectorCells.bits(all, size, rows.count());
    for (int i = 0; i < rows.count(); i++) {
      long ofRow = bits == null ? bits(rows, i, ordinal, vectors) : bits[i];
      sums[i] += SplitMix.combine(name, ofRow);
    }
  }

  private long bits(BatchRows rows, int i, int ordinal, DenseVectors vectors) {
    int length = vectors.length(rows.from() + i);
    if (length >= 0) {
      return VectorCells.bits(vectors.numbers(rows.from() + i), length, 1)[0];
    }
    InternalRow row = rows.row(i);
    return row.isNullAt(ordinal) ? RowHash.NULL : bits(row, ordinal);
  }

  @Override
  public String text(InternalRow row, int ordinal) {
    VectorCells cells = cells(row, ordinal);
    String first =
        IntStream.range(0, Math.min(SHOWN_NUMBERS, cells.count()))
            .mapToObj(cells::shown)
            .collect(Collectors.joining(", "));
    return "[" + first + (cells.count() > SHOWN_NUMBERS ? ", ..]" : "]");
  }
}

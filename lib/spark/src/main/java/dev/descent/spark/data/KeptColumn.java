package dev.descent.spark.data;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.jspecify.annotations.Nullable;

/** A copy of a column of a batch, whose own columns are filled anew by the next batch. */
final class KeptColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final byte[] NONE = {};

  private final int count;

  /** Where nothing stands; absent where something stands everywhere. */
  private final boolean @Nullable [] nulls;

  /** An array of numbers, or the bytes of texts; empty where children have the values. */
  private final Object values;

  /** Of lists and texts where each begins and how long it is, one after the other. */
  private final int[] places;

  private final KeptColumn[] children;

  private KeptColumn(ColumnVector from, int count, Object values) {
    this(from, count, values, new int[0]);
  }

  private KeptColumn(
      ColumnVector from, int count, Object values, int[] places, KeptColumn... children) {
    this.count = count;
    this.nulls = nulls(from, count);
    this.values = values;
    this.places = places;
    this.children = children;
  }

  /** How vectors lie in memory, and everything else too. */
  static DataType stored(DataType type) {
    return type instanceof UserDefinedType<?> user ? user.sqlType() : type;
  }

  /** Whether columns of a type can be copied. */
  static boolean isKept(DataType type) {
    DataType stored = stored(type);
    if (stored instanceof ArrayType array) {
      return isKept(array.elementType());
    }
    if (stored instanceof StructType struct) {
      return Stream.of(struct.fields()).allMatch(field -> isKept(field.dataType()));
    }
    return stored instanceof StringType || Primitive.of(stored).isPresent();
  }

  /** Of the first {@code count} rows of a column that can be copied. */
  static KeptColumn of(ColumnVector from, int count) {
    DataType type = stored(from.dataType());
    if (type instanceof ArrayType) {
      return ofLists((WritableColumnVector) from, count);
    }
    if (type instanceof StructType struct) {
      KeptColumn[] children =
          IntStream.range(0, struct.size())
              .mapToObj(k -> of(from.getChild(k), count))
              .toArray(KeptColumn[]::new);
      return new KeptColumn(from, count, NONE, new int[0], children);
    }
    return type instanceof StringType
        ? ofTexts(from, count)
        : new KeptColumn(from, count, Primitive.of(type).orElseThrow().values(from, count));
  }

  private static boolean @Nullable [] nulls(ColumnVector from, int count) {
    if (!from.hasNull()) {
      return null;
    }
    boolean[] nulls = new boolean[count];
    for (int i = 0; i < count; i++) {
      nulls[i] = from.isNullAt(i);
    }
    return nulls;
  }

  private static KeptColumn ofLists(WritableColumnVector from, int count) {
    int[] places = new int[2 * count];
    int end = 0;
    for (int i = 0; i < count; i++) {
      if (!from.isNullAt(i)) {
        places[2 * i] = from.getArrayOffset(i);
        places[2 * i + 1] = from.getArrayLength(i);
        end = Math.max(end, places[2 * i] + places[2 * i + 1]);
      }
    }
    return new KeptColumn(from, count, NONE, places, of(from.arrayData(), end));
  }

  private static KeptColumn ofTexts(ColumnVector from, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] places = new int[2 * count];
    for (int i = 0; i < count; i++) {
      if (!from.isNullAt(i)) {
        byte[] text = from.getUTF8String(i).getBytes();
        places[2 * i] = bytes.size();
        places[2 * i + 1] = text.length;
        bytes.writeBytes(text);
      }
    }
    return new KeptColumn(from, count, bytes.toByteArray(), places);
  }

  /** The copy as a column of that type. */
  KeptVector vector(DataType type) {
    if (type instanceof ArrayType array) {
      return new KeptVector(this, type, children[0].vector(array.elementType()));
    }
    if (type instanceof StructType struct) {
      KeptVector[] parts =
          IntStream.range(0, children.length)
              .mapToObj(k -> children[k].vector(struct.apply(k).dataType()))
              .toArray(KeptVector[]::new);
      return new KeptVector(this, type, parts);
    }
    return new KeptVector(this, type);
  }

  /** How many values. */
  int count() {
    return count;
  }

  boolean hasNull() {
    return nulls != null;
  }

  boolean isNullAt(int i) {
    return nulls != null && nulls[i];
  }

  /** An array of numbers, or the bytes of texts. */
  Object values() {
    return values;
  }

  /** Where a list or text begins. */
  int offset(int i) {
    return places[2 * i];
  }

  /** How long a list or text is. */
  int length(int i) {
    return places[2 * i + 1];
  }
}

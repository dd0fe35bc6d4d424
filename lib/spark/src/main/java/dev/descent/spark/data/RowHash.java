package dev.descent.spark.data;

import dev.descent.math.SplitMix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A 64-bit hash of the content of a row: the sum over its columns of a hash of name and value, so
 * that the order of the columns does not matter.
 */
final class RowHash implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for a value that is not there. */
  static final long NULL = 0x6E756C6CL;

  private final int[] ordinals;
  private final ColumnType[] types;
  private final long[] names;

  /** Stands for the columns in one schema. */
  private final long key;

  /** Of the columns {@code names} of {@code schema}. */
  RowHash(StructType schema, List<String> columns) {
    ordinals = columns.stream().mapToInt(schema::fieldIndex).toArray();
    types =
        columns.stream()
            .map(name -> ColumnType.ofContent(schema.apply(name)).orElseThrow())
            .toArray(ColumnType[]::new);
    names = columns.stream().mapToLong(name -> text(UTF8String.fromString(name))).toArray();
    key = SplitMix.combine(Arrays.hashCode(ordinals), Arrays.hashCode(names));
  }

  long of(InternalRow row) {
    long sum = 0;
    for (int k = 0; k < ordinals.length; k++) {
      long bits = row.isNullAt(ordinals[k]) ? NULL : types[k].bits(row, ordinals[k]);
      sum += SplitMix.combine(names[k], bits);
    }
    return SplitMix.mix(sum);
  }

  /** The hashes of many rows. */
  void of(BatchRows rows, long[] into) {
    if (!(rows.batch() instanceof KeptBatch.View kept)) {
      make(rows, into);
    } else if (!kept.copyHashes(key, rows.from(), rows.count(), into)) {
      make(rows, into);
      kept.addHashes(key, rows.from(), rows.count(), into);
    }
  }

  private void make(BatchRows rows, long[] into) {
    Arrays.fill(into, 0, rows.count(), 0);
    for (int k = 0; k < ordinals.length; k++) {
      types[k].addHashes(rows, ordinals[k], names[k], into);
    }
    for (int i = 0; i < rows.count(); i++) {
      into[i] = SplitMix.mix(into[i]);
    }
  }

  /** The {@link dev.descent.math.TextHash} of a text where its bytes lie. */
  static long text(UTF8String text) {
    int bytes = text.numBytes();
    long hash = bytes;
    int i = 0;
    for (; i + Long.BYTES <= bytes; i += Long.BYTES) {
      hash =
          SplitMix.combine(hash, Platform.getLong(text.getBaseObject(), text.getBaseOffset() + i));
    }
    long rest = 0;
    for (; i < bytes; i++) {
      rest = (rest << Byte.SIZE) | (text.getByte(i) & 0xFF);
    }
    return SplitMix.combine(hash, rest);
  }
}

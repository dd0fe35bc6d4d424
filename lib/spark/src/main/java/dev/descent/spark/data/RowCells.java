package dev.descent.spark.data;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads some columns of a row as they came. */
public final class RowCells implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ordinals;
  private final ColumnType[] types;

  /** Of {@code columns} of {@code table}, each of numbers, texts, booleans or vectors. */
  public RowCells(Table table, List<String> columns) {
    StructType schema = table.rows().schema();
    ordinals = columns.stream().mapToInt(schema::fieldIndex).toArray();
    types =
        columns.stream()
            .map(name -> ColumnType.ofContent(schema.apply(name)).orElseThrow())
            .toArray(ColumnType[]::new);
  }

  /** Which columns of a table it can read. */
  public static List<String> readable(Table table) {
    return Stream.of(table.rows().schema().fields())
        .filter(field -> ColumnType.ofContent(field).isPresent())
        .map(field -> field.name())
        .toList();
  }

  /** The values: numbers, booleans, texts, arrays of doubles, and null where there is none. */
  public @Nullable Object[] of(InternalRow row) {
    @Nullable Object[] cells = new @Nullable Object[ordinals.length];
    for (int k = 0; k < cells.length; k++) {
      cells[k] = types[k].isMissing(row, ordinals[k]) ? null : types[k].value(row, ordinals[k]);
    }
    return cells;
  }
}

package dev.descent.spark.data;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads some columns of a row as they came. */
public final class RowCells implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ordinals;
  private final ColumnType[] types;

  private final boolean[] numbers;

  /**
   * Of {@code columns} of {@code table}, each of numbers, texts, booleans or vectors.
   *
   * @param categories those whose texts are no numbers, even if they look so
   */
  public RowCells(Table table, List<String> columns, Set<String> categories) {
    StructType schema = table.rows().schema();
    ordinals = columns.stream().mapToInt(schema::fieldIndex).toArray();
    types =
        columns.stream()
            .map(name -> ColumnType.ofContent(schema.apply(name)).orElseThrow())
            .toArray(ColumnType[]::new);
    numbers = new boolean[types.length];
    for (int k = 0; k < types.length; k++) {
      numbers[k] = types[k] == PlainType.TEXT && !categories.contains(columns.get(k));
    }
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
      cells[k] = types[k].isMissing(row, ordinals[k]) ? null : value(row, k);
    }
    return cells;
  }

  /** A text that spells a number is one. */
  private Object value(InternalRow row, int k) {
    double number = numbers[k] ? types[k].number(row, ordinals[k]) : Double.NaN;
    return Double.isNaN(number) ? types[k].value(row, ordinals[k]) : (Object) number;
  }
}

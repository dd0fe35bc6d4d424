package dev.descent.spark.data;

import dev.descent.spark.source.TableReader;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns by which rows are told apart, whose hash decides their order and their side. */
public final class RowIdentity {
  private RowIdentity() {}

  /** Those of {@code table}: its key, or else everything that has a value Descent can read. */
  public static List<String> columns(Table table) {
    return columns(table.rows().schema(), table.columns());
  }

  static List<String> columns(StructType schema, Columns columns) {
    return columns.key().isEmpty()
        ? Stream.of(schema.fields())
            .filter(field -> !TableReader.isHidden(field.name()))
            .filter(field -> ColumnType.ofContent(field).isPresent())
            .map(StructField::name)
            .toList()
        : columns.key();
  }
}

package dev.descent.spark.predict;

import dev.descent.spark.data.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The columns of Parquet for which no dictionary is tried: numbers that hardly ever repeat, for
 * which the attempt takes about as long as writing them.
 *
 * <p>Those are the numbers that predicting adds, and columns whose dictionary has been given up, or
 * was never there, where they are read from.
 */
final class Dictionaries {
  static final String OPTION = ParquetOutputFormat.ENABLE_DICTIONARY + "#";

  private Dictionaries() {}

  /** Options of a writer of the columns of {@code table} and of what is added to them. */
  static Map<String, String> options(Table table, List<StructField> added) {
    List<String> without = new ArrayList<>();
    for (StructField field : added) {
      if (field.dataType().equals(DataTypes.DoubleType)) {
        without.add(field.name());
      } else if (field.dataType() instanceof ArrayType) {
        without.add(field.name() + ".list.element");
      }
    }
    table.parquetFooter().ifPresent(footer -> without.addAll(without(footer)));
    Map<String, String> options = new HashMap<>();
    without.forEach(column -> options.put(OPTION + column, "false"));
    return options;
  }

  /** The columns without a whole dictionary in a file. */
  private static Set<String> without(ParquetMetadata footer) {
    Set<String> without = new HashSet<>();
    Set<String> with = new HashSet<>();
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        (hasDictionary(chunk) ? with : without).add(chunk.getPath().toDotString());
      }
    }
    without.removeAll(with);
    return without;
  }

  /** Whether all values are in one. */
  private static boolean hasDictionary(ColumnChunkMetaData chunk) {
    EncodingStats pages = chunk.getEncodingStats();
    return chunk.getEncodings().stream().anyMatch(Encoding::usesDictionary)
        && (pages == null || !pages.hasNonDictionaryEncodedPages());
  }
}

package dev.descent.spark.data;

import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Vector;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The column of vectors that is the one feature column of a table. */
public final class VectorColumn {
  private static final String KEY = "features.vector";

  private VectorColumn() {}

  /**
   * The features of a job whose {@code features.vector} is {@code name}.
   *
   * @param reserved columns that are no features
   * @throws DataException if there is no such column, or it has no vectors
   */
  public static List<String> named(String name, Dataset<Row> rows, List<String> reserved) {
    StructType schema = rows.schema();
    List<String> all =
        Stream.of(schema.fieldNames()).filter(n -> !TableReader.isHidden(n)).toList();
    if (!all.contains(name)) {
      throw new DataException(Table.unknown(KEY, name, all));
    }
    if (reserved.contains(name)) {
      throw new DataException(
          KEY
              + ": "
              + name
              + " is the label, weight or split column and cannot be a feature; name another one");
    }
    if (!isIn(schema, name)) {
      throw new DataException(
          KEY
              + ": column "
              + name
              + " has the type "
              + schema.apply(name).dataType().simpleString()
              + ", which is no vector and no array of numbers; list it in features.columns");
    }
    return List.of(name);
  }

  /**
   * Checks that none of the features that {@code features.columns} chose has vectors.
   *
   * @throws DataException that names the first one
   */
  static void requireNone(StructType schema, List<String> chosen) {
    chosen.stream()
        .filter(name -> isIn(schema, name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new DataException(
                  "features.columns: column "
                      + name
                      + " has vectors; name it in features.vector instead, or leave it out"
                      + " (features.exclude)");
            });
  }

  /** The one feature of these columns, if it has vectors. */
  static Optional<String> of(StructType schema, Columns columns) {
    return columns.features().stream()
        .filter(name -> columns.features().size() == 1)
        .filter(name -> List.of(schema.fieldNames()).contains(name) && isIn(schema, name))
        .findFirst();
  }

  private static boolean isIn(StructType schema, String name) {
    return VectorType.of(schema.apply(name)).isPresent();
  }

  /**
   * Checks that the columns have vectors where a model needs them, and only there.
   *
   * @param where the key of the job file that named the table, for messages
   * @throws DataException that names the first one that does not fit
   */
  static void requireFit(String where, StructType schema, Expansion expansion) {
    for (Column column : expansion.inputs()) {
      boolean found = isIn(schema, column.name());
      if (found != column instanceof Vector) {
        throw new DataException(
            where
                + ": column "
                + column.name()
                + " has the type "
                + schema.apply(column.name()).dataType().simpleString()
                + (found
                    ? ", but one value a row is needed; convert it"
                    : ", but vectors are needed; convert it to a vector or an array of numbers"));
      }
    }
  }
}

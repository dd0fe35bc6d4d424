package dev.descent.spark.source;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/** Columns of vectors whose last zeros are left away, which a mark in the schema tells. */
public final class OpenVectors {
  private static final String MARK = "descent.open";

  private OpenVectors() {}

  /** A column of them. */
  static StructField column(String name) {
    return DataTypes.createStructField(
        name,
        SQLDataTypes.VectorType(),
        true,
        new MetadataBuilder().putBoolean(MARK, true).build());
  }

  /** Whether the vectors of a column are. */
  public static boolean are(StructField column) {
    return column.metadata().contains(MARK);
  }
}

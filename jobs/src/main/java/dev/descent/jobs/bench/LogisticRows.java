package dev.descent.jobs.bench;

import dev.descent.math.SplitMix;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Generated rows of dense float32 features and two classes.
 *
 * <p>Row i has features x_j from the standard normal distribution; its label is 1 with the
 * probability 1 / (1 + exp(-w.x)), where w_j is normal with standard deviation 0.2. Everything is a
 * function of the row's number.
 *
 * @param count how many rows
 * @param columns how many features
 * @param layout where the features of a row stand
 */
record LogisticRows(int count, int columns, Layout layout) implements Serializable {
  static final String LABEL = "label";

  /** The column of vectors. */
  static final String FEATURES = "features";

  private static final long SEED = 1;
  private static final double SPREAD = 0.2;

  /** Where the features of a row stand. */
  enum Layout {
    /** In the columns x0, x1, .. */
    COLUMNS,
    /** In a dense vector. */
    VECTOR
  }

  /** Of columns. */
  LogisticRows(int count, int columns) {
    this(count, columns, Layout.COLUMNS);
  }

  /** Writes the features and the label to a Parquet table. */
  void write(SparkSession spark, Path table) {
    StructType schema = schema();
    double[] coefficients = coefficients();
    MapFunction<Long, Row> generate = i -> row(i, coefficients);
    spark
        .range(0, count, 1, spark.sparkContext().defaultParallelism())
        .map(generate, Encoders.row(schema))
        .write()
        .parquet(table.toString());
  }

  private StructType schema() {
    StructType schema = new StructType();
    if (layout == Layout.VECTOR) {
      schema = schema.add(FEATURES, SQLDataTypes.VectorType(), false);
    } else {
      for (int j = 0; j < columns; j++) {
        schema = schema.add("x" + j, DataTypes.FloatType, false);
      }
    }
    return schema.add(LABEL, DataTypes.IntegerType, false);
  }

  private double[] coefficients() {
    SplitMix random = SplitMix.forPurpose(SEED, "coefficients", 0);
    return LongStream.range(0, columns).mapToDouble(j -> SPREAD * random.nextNormal()).toArray();
  }

  private Row row(long i, double[] coefficients) {
    SplitMix random = SplitMix.forPurpose(SEED, "row", i);
    double[] features = new double[columns];
    double score = 0;
    for (int j = 0; j < columns; j++) {
      features[j] = (float) random.nextNormal();
      score += coefficients[j] * features[j];
    }
    double unit = (random.nextLong() >>> 11) * 0x1p-53;
    return row(features, unit < 1 / (1 + Math.exp(-score)) ? 1 : 0);
  }

  private Row row(double[] features, int label) {
    if (layout == Layout.VECTOR) {
      return RowFactory.create(Vectors.dense(features), label);
    }
    Object[] values = new Object[columns + 1];
    for (int j = 0; j < columns; j++) {
      values[j] = (float) features[j];
    }
    values[columns] = label;
    return RowFactory.create(values);
  }
}

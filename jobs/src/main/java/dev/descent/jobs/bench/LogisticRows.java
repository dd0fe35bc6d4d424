package dev.descent.jobs.bench;

import dev.descent.math.SplitMix;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapFunction;
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
 */
record LogisticRows(int count, int columns) implements Serializable {
  static final String LABEL = "label";
  private static final long SEED = 1;
  private static final double SPREAD = 0.2;

  /** Writes the columns x0, x1, .. and the label to a Parquet table. */
  void write(SparkSession spark, Path table) {
    StructType schema = new StructType();
    for (int j = 0; j < columns; j++) {
      schema = schema.add("x" + j, DataTypes.FloatType, false);
    }
    schema = schema.add(LABEL, DataTypes.IntegerType, false);
    double[] coefficients = coefficients();
    MapFunction<Long, Row> generate = i -> row(i, coefficients);
    spark
        .range(0, count, 1, spark.sparkContext().defaultParallelism())
        .map(generate, Encoders.row(schema))
        .write()
        .parquet(table.toString());
  }

  private double[] coefficients() {
    SplitMix random = SplitMix.forPurpose(SEED, "coefficients", 0);
    return LongStream.range(0, columns).mapToDouble(j -> SPREAD * random.nextNormal()).toArray();
  }

  private static Row row(long i, double[] coefficients) {
    SplitMix random = SplitMix.forPurpose(SEED, "row", i);
    Object[] values = new Object[coefficients.length + 1];
    double score = 0;
    for (int j = 0; j < coefficients.length; j++) {
      float x = (float) random.nextNormal();
      values[j] = x;
      score += coefficients[j] * x;
    }
    double unit = (random.nextLong() >>> 11) * 0x1p-53;
    values[coefficients.length] = unit < 1 / (1 + Math.exp(-score)) ? 1 : 0;
    return RowFactory.create(values);
  }
}

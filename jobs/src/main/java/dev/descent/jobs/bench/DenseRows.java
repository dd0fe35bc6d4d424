package dev.descent.jobs.bench;

import dev.descent.math.SplitMix;
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
 * Generated rows of dense float32 features.
 *
 * <p>Row i has features x_j from the standard normal distribution and a label by w.x, where w_j is
 * normal with standard deviation 0.2.
 *
 * @param count how many rows
 * @param width how many features
 * @param layout where the features of a row stand
 * @param labels what they are
 */
record DenseRows(int count, int width, Layout layout, Labels labels) implements GeneratedRows {
  private static final long SEED = 1;
  private static final double SPREAD = 0.2;

  /** Where the features of a row stand. */
  enum Layout {
    /** In the columns x0, x1, .. */
    COLUMNS,
    /** In a dense vector. */
    VECTOR
  }

  /** What the label of a row with the score w.x is. */
  enum Labels {
    /** 1 with the probability 1 / (1 + exp(-w.x)), else 0. */
    CLASSES {
      @Override
      double of(double score, SplitMix random) {
        double unit = (random.nextLong() >>> 11) * 0x1p-53;
        return unit < 1 / (1 + Math.exp(-score)) ? 1 : 0;
      }
    },
    /** w.x and noise from the standard normal distribution, a float32. */
    NUMBERS {
      @Override
      double of(double score, SplitMix random) {
        return (float) (score + random.nextNormal());
      }
    };

    abstract double of(double score, SplitMix random);
  }

  /** Of two classes, in columns. */
  DenseRows(int count, int width) {
    this(count, width, Layout.COLUMNS, Labels.CLASSES);
  }

  @Override
  public String recipe() {
    String vector = layout == Layout.VECTOR ? "\nfeatures.vector = " + FEATURES : "";
    return "data.label = " + LABEL + vector;
  }

  @Override
  public void write(SparkSession spark, Path table) {
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
      for (int j = 0; j < width; j++) {
        schema = schema.add("x" + j, DataTypes.FloatType, false);
      }
    }
    return labels == Labels.CLASSES
        ? schema.add(LABEL, DataTypes.IntegerType, false)
        : schema.add(LABEL, DataTypes.DoubleType, false);
  }

  private double[] coefficients() {
    SplitMix random = SplitMix.forPurpose(SEED, "coefficients", 0);
    return LongStream.range(0, width).mapToDouble(j -> SPREAD * random.nextNormal()).toArray();
  }

  private Row row(long i, double[] coefficients) {
    SplitMix random = SplitMix.forPurpose(SEED, "row", i);
    double[] features = new double[width];
    double score = 0;
    for (int j = 0; j < width; j++) {
      features[j] = (float) random.nextNormal();
      score += coefficients[j] * features[j];
    }
    double label = labels.of(score, random);
    return row(features, labels == Labels.CLASSES ? (Number) (int) label : (Number) label);
  }

  private Row row(double[] features, Number label) {
    if (layout == Layout.VECTOR) {
      return RowFactory.create(Vectors.dense(features), label);
    }
    Object[] values = new Object[width + 1];
    for (int j = 0; j < width; j++) {
      values[j] = (float) features[j];
    }
    values[width] = label;
    return RowFactory.create(values);
  }
}

package dev.descent.jobs.bench;

import dev.descent.math.SplitMix;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Logistic regression on generated rows of 100 dense float32 features, to an objective within 1e-6
 * of the optimum.
 *
 * <p>Row i has features x_j from the standard normal distribution; its label is 1 with the
 * probability 1 / (1 + exp(-w.x)), where w_j is normal with standard deviation 0.2. Everything is a
 * function of the row's number.
 */
record LogisticDense() implements ModelWorkload {
  static final int FEATURES = 100;
  private static final int ROWS = 1_000_000;
  private static final long SEED = 1;
  private static final double SPREAD = 0.2;

  /** The objective of l-bfgs on float64 tiles with tolerance 1e-13. */
  private static final double OPTIMUM = 0.45951567658966025;

  private static final double TOLERANCE = 1e-6;

  /** The fewest with which MLlib comes that near. */
  private static final int ITERATIONS = 7;

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public Goal goal() {
    return new Goal.Objective(OPTIMUM, TOLERANCE);
  }

  @Override
  public String label() {
    return "label";
  }

  @Override
  public boolean needsData() {
    return false;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    StructType schema = new StructType();
    for (int j = 0; j < FEATURES; j++) {
      schema = schema.add("x" + j, DataTypes.FloatType, false);
    }
    schema = schema.add(label(), DataTypes.IntegerType, false);
    double[] coefficients = coefficients();
    MapFunction<Long, Row> generate = i -> row(i, coefficients);
    spark
        .range(0, ROWS, 1, spark.sparkContext().defaultParallelism())
        .map(generate, Encoders.row(schema))
        .write()
        .parquet(tables.train().toString());
  }

  private static double[] coefficients() {
    SplitMix random = SplitMix.forPurpose(SEED, "coefficients", 0);
    return LongStream.range(0, FEATURES).mapToDouble(j -> SPREAD * random.nextNormal()).toArray();
  }

  static Row row(long i, double[] coefficients) {
    SplitMix random = SplitMix.forPurpose(SEED, "row", i);
    Object[] values = new Object[FEATURES + 1];
    double score = 0;
    for (int j = 0; j < FEATURES; j++) {
      float x = (float) random.nextNormal();
      values[j] = x;
      score += coefficients[j] * x;
    }
    double unit = (random.nextLong() >>> 11) * 0x1p-53;
    values[FEATURES] = unit < 1 / (1 + Math.exp(-score)) ? 1 : 0;
    return RowFactory.create(values);
  }

  @Override
  public List<String> job() {
    return List.of(
        "data.label = label",
        "model.type = logistic",
        "training { solver = l-bfgs, precision = single, stop.tolerance = 1e-7 }");
  }

  @Override
  public Transformer fit(Dataset<Row> rows) {
    return new LogisticRegression().setMaxIter(ITERATIONS).setTol(0).fit(rows);
  }

  @Override
  public double loss(Vector raw, int label) {
    return Losses.logistic(raw, label);
  }
}

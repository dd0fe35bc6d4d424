package dev.descent.jobs.bench;

import dev.descent.math.SplitMix;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Generated rows of sparse features and two classes.
 *
 * <p>Row i has {@code entries} features at places that are all equally likely, with values from 0.5
 * to 1.5; its label is 1 with the probability 1 / (1 + exp(-w.x)), where w_j is normal with
 * standard deviation 0.3. Everything is a function of the row's number.
 *
 * @param count how many rows
 * @param columns how many features
 * @param entries how many of them are not 0 in a row
 */
record SparseRows(int count, int columns, int entries) implements GeneratedRows {
  static final String RECIPE = "data.label = " + LABEL + "\nfeatures.vector = " + FEATURES;

  private static final long SEED = 1;
  private static final double SPREAD = 0.3;
  private static final double UNIT = 0x1p-53;

  /** A column of vectors and the label. */
  @Override
  public void write(SparkSession spark, Path table) {
    StructType schema =
        new StructType()
            .add(FEATURES, SQLDataTypes.VectorType(), false)
            .add(LABEL, DataTypes.IntegerType, false);
    MapFunction<Long, Row> generate = this::row;
    spark
        .range(0, count, 1, spark.sparkContext().defaultParallelism())
        .map(generate, Encoders.row(schema))
        .write()
        .parquet(table.toString());
  }

  @Override
  public String recipe() {
    return RECIPE;
  }

  private Row row(long i) {
    SplitMix random = SplitMix.forPurpose(SEED, "row", i);
    TreeSet<Integer> places = new TreeSet<>();
    while (places.size() < entries) {
      places.add((int) Long.remainderUnsigned(random.nextLong(), columns));
    }
    int[] at = places.stream().mapToInt(j -> j).toArray();
    double[] values = IntStream.range(0, entries).mapToDouble(e -> 0.5 + unit(random)).toArray();
    double score = 0;
    for (int e = 0; e < entries; e++) {
      score += coefficient(at[e]) * values[e];
    }
    Vector features = Vectors.sparse(columns, at, values);
    return RowFactory.create(features, unit(random) < 1 / (1 + Math.exp(-score)) ? 1 : 0);
  }

  private static double coefficient(int j) {
    return SPREAD * SplitMix.forPurpose(SEED, "coefficient", j).nextNormal();
  }

  private static double unit(SplitMix random) {
    return (random.nextLong() >>> 11) * UNIT;
  }
}

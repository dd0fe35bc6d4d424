package dev.descent.jobs.bench;

import dev.descent.math.DoublePanel;
import dev.descent.math.Kernels;
import dev.descent.math.SinglePanel;
import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** What this machine gives at best: the best, or for latencies the middle, of some tries. */
final class Limits {
  private static final double NANOS = 1e9;

  /** The first layer of an MNIST perceptron on a tile. */
  private static final int ROWS = 1024;

  private static final int INPUTS = 784;
  private static final int OUTPUTS = 128;
  private static final double FLOPS = 2.0 * ROWS * INPUTS * OUTPUTS;

  /** A tile of so many columns stays in the second cache between the two products. */
  private static final int COLUMNS = 100;

  private static final int TRIES = 60;

  /** A product of a tile with a vector takes microseconds. */
  private static final int PAIRS = 100;

  /** Far more than any cache. */
  private static final int BANDWIDTH_LONGS = 1 << 24;

  private Limits() {}

  /** Of Descent's kernels, in 10^9 a second on one thread, and of Spark, in seconds. */
  static Map<String, Object> ofDescent(SparkSession spark) {
    Kernels kernels = Kernels.ofThisMachine();
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("blas", "descent " + kernels.name());
    SinglePanel a = single(ROWS, INPUTS);
    SinglePanel b = single(INPUTS, OUTPUTS);
    SinglePanel c = single(ROWS, OUTPUTS);
    limits.put("sgemm", gigaflops(() -> kernels.multiply(a, b, c)));
    DoublePanel x = twofold(ROWS, INPUTS);
    DoublePanel y = twofold(INPUTS, OUTPUTS);
    DoublePanel z = twofold(ROWS, OUTPUTS);
    limits.put("dgemm", gigaflops(() -> kernels.multiply(x, y, z)));
    limits.put("sgemv", ofPairs(SgemvPair.ofDescent()));
    limits.put("exp", exponentials());
    JavaRDD<Integer> rows = parts(spark);
    limits.put("emptyJobSeconds", latency(() -> rows.foreachPartition(part -> {})));
    limits.put("emptyTreeAggregateSeconds", latency(() -> treeAggregate(rows)));
    return limits;
  }

  /** Of the BLAS that netlib has found, in 10^9 a second on one thread. */
  static Map<String, Object> ofNetlib() {
    BLAS blas = BLAS.getInstance();
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("blas", blas.getClass().getSimpleName());
    float[] a = single(ROWS, INPUTS).values();
    float[] b = single(INPUTS, OUTPUTS).values();
    float[] c = new float[ROWS * OUTPUTS];
    limits.put(
        "sgemm",
        gigaflops(
            () -> blas.sgemm("N", "N", ROWS, OUTPUTS, INPUTS, 1, a, ROWS, b, INPUTS, 0, c, ROWS)));
    double[] x = twofold(ROWS, INPUTS).values();
    double[] y = twofold(INPUTS, OUTPUTS).values();
    double[] z = new double[ROWS * OUTPUTS];
    limits.put(
        "dgemm",
        gigaflops(
            () -> blas.dgemm("N", "N", ROWS, OUTPUTS, INPUTS, 1, x, ROWS, y, INPUTS, 0, z, ROWS)));
    limits.put("sgemv", ofPairs(SgemvPair.of(blas)));
    return limits;
  }

  /** Bytes that {@code threads} threads together read from memory, in 10^9 a second. */
  static double readBandwidth(int threads) {
    long[][] same = new long[2 * threads][BANDWIDTH_LONGS / threads];
    for (long[] part : same) {
      Arrays.setAll(part, i -> i);
    }
    double bytes = 2.0 * threads * same[0].length * Long.BYTES;
    double least =
        least(
            () ->
                IntStream.range(0, threads)
                    .parallel()
                    .forEach(t -> requireEqual(same[2 * t], same[2 * t + 1])),
            10);
    return bytes / least / NANOS;
  }

  /** Comparing arrays is one vectorized pass over both in every JVM. */
  private static void requireEqual(long[] a, long[] b) {
    if (Arrays.mismatch(a, b) >= 0) {
      throw new IllegalStateException("memory does not hold what was written");
    }
  }

  /** In 10^9 operations a second. */
  private static double ofPairs(SgemvPair pair) {
    SinglePanel tile = single(ROWS, COLUMNS);
    float[] x = new float[COLUMNS];
    float[] y = new float[ROWS];
    Runnable pairs =
        () -> {
          for (int i = 0; i < PAIRS; i++) {
            pair.multiply(tile, x, y);
          }
        };
    return 4.0 * ROWS * COLUMNS * PAIRS / least(pairs, TRIES) / NANOS;
  }

  /** Exponentials of the kernel that losses use, in 10^9 a second. */
  private static double exponentials() {
    double[] values = new double[PAIRS * ROWS];
    Runnable all =
        () -> {
          for (int i = 0; i < values.length; i++) {
            values[i] = -Math.abs(values[i]);
          }
          Kernels.ofThisMachine().exponentials(values, values.length);
        };
    return values.length / least(all, TRIES) / NANOS;
  }

  private static JavaRDD<Integer> parts(SparkSession spark) {
    int threads = spark.sparkContext().defaultParallelism();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(IntStream.range(0, threads).boxed().toList(), threads)
        .cache();
  }

  /** A treeAggregate over the partitions of {@code rows} that does nothing else. */
  static void treeAggregate(JavaRDD<?> rows) {
    int sum = rows.treeAggregate(0, (s, part) -> s, Integer::sum, 2);
    if (sum != 0) {
      throw new IllegalStateException("the sum of zeros is " + sum);
    }
  }

  private static double gigaflops(Runnable product) {
    return FLOPS / least(product, TRIES) / NANOS;
  }

  private static double least(Runnable work, int tries) {
    return IntStream.range(0, tries).mapToDouble(i -> seconds(work)).min().orElseThrow();
  }

  private static double latency(Runnable job) {
    for (int i = 0; i < TRIES; i++) {
      job.run();
    }
    return new Times(IntStream.range(0, TRIES).mapToObj(i -> seconds(job)).toList()).median();
  }

  /** How long it takes once. */
  static double seconds(Runnable work) {
    long before = System.nanoTime();
    work.run();
    return (System.nanoTime() - before) / NANOS;
  }

  private static SinglePanel single(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1f / (1 + i);
    }
    return new SinglePanel(values, 0, rows, rows, columns);
  }

  private static DoublePanel twofold(int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1.0 / (1 + i);
    }
    return new DoublePanel(values, 0, rows, rows, columns);
  }
}

package dev.descent.spark.evaluate;

import dev.descent.spark.data.DataException;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import org.apache.spark.SparkConf;

/**
 * How many distinct probabilities the driver can take for the exact curves.
 *
 * @param heap bytes of the driver's memory, of which half may be used
 * @param results bytes of spark.driver.maxResultSize, or the largest number for no limit
 * @param bytesEach bytes of a distinct probability while it travels
 * @param curves how many curves share the budget
 */
record CurveBudget(long heap, long results, int bytesEach, int curves) {
  /** With weights of 1; see {@link dev.descent.metric.ScoreDistribution}. */
  private static final int BYTES = 24;

  private static final int BYTES_WITH_WEIGHTS = 80;

  /** On arrival there are the bytes, the distribution, the curve, and its tables as text. */
  private static final int COPIES = 4;

  private static final long UNLIMITED = Long.MAX_VALUE;

  private static final int MEGABYTE = 1 << 20;

  /** Keeps every array of a distribution below 2^31 elements. */
  private static final long MOST = 100_000_000;

  /** For the curves of {@code table} in this JVM, {@code curvesEach} a side. */
  static CurveBudget of(Table table, int curvesEach) {
    SparkConf conf = table.rows().sparkSession().sparkContext().conf();
    long results = conf.getSizeAsBytes("spark.driver.maxResultSize", "1g");
    return new CurveBudget(
        Runtime.getRuntime().maxMemory(),
        results == 0 ? UNLIMITED : results,
        table.columns().weight().isPresent() ? BYTES_WITH_WEIGHTS : BYTES,
        table.split() instanceof Split.All ? curvesEach : Math.multiplyExact(3, curvesEach));
  }

  /** The most distinct probabilities of a curve. */
  int limit() {
    long byHeap = heap / 2 / (COPIES * (long) bytesEach);
    long byResults = results / bytesEach;
    return (int) Math.max(1, Math.min(Math.min(byHeap, byResults), MOST) / curves);
  }

  /** The refusal of {@code rows} rows that have more. */
  DataException exceeded(String where, long rows) {
    long travelling = rows * bytesEach * curves;
    return new DataException(
        where
            + ": exact curves need every distinct probability on the driver, but its memory of "
            + megabytes(heap)
            + (results == UNLIMITED
                ? " MB allows "
                : " MB and spark.driver.maxResultSize of " + megabytes(results) + " MB allow ")
            + limit()
            + " a curve, and "
            + rows
            + " rows have more; --driver-memory "
            + megabytes(2 * COPIES * travelling)
            + "m and spark.driver.maxResultSize = "
            + megabytes(travelling)
            + "m are enough for as many distinct ones as rows, or evaluate fewer rows");
  }

  private static long megabytes(long bytes) {
    return bytes / MEGABYTE + (bytes % MEGABYTE == 0 ? 0 : 1);
  }
}

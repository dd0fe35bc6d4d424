package dev.descent.jobs.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The scores and labels of {@link RocAreas} as an engine caches them, in this order.
 *
 * @param seconds that this took
 */
record ScoredRows(Dataset<Row> rows, double seconds) implements AutoCloseable {
  private static final double NANOS = 1e9;

  /** Reads and caches them, with a partition for every thread as far as the files allow. */
  static ScoredRows of(SparkSession spark, Tables tables) {
    long start = System.nanoTime();
    Dataset<Row> rows =
        spark
            .read()
            .parquet(tables.test().toString())
            .select(RocAreas.SCORE, RocAreas.LABEL)
            .coalesce(spark.sparkContext().defaultParallelism())
            .persist(StorageLevel.MEMORY_AND_DISK());
    rows.count();
    return new ScoredRows(rows, (System.nanoTime() - start) / NANOS);
  }

  /**
   * What was made of them since {@code start}: the area and a bound on its error, 0 if it is exact.
   */
  Outcome outcome(long start, double area, double bound) {
    Outcome outcome = new Outcome((System.nanoTime() - start) / NANOS, seconds, area);
    return bound > 0 ? outcome.with(Outcome.BOUND, bound) : outcome;
  }

  @Override
  public void close() {
    rows.unpersist(true);
  }
}

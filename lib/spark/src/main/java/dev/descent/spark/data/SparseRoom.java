package dev.descent.spark.data;

import dev.descent.math.SparseMoments;
import dev.descent.math.SparseSummary;
import org.apache.spark.SparkContext;
import org.apache.spark.network.util.JavaUtils;

/**
 * How many sparse columns' statistics there is memory for at once.
 *
 * <p>A program may take the share of a JVM that Spark leaves to it, 1 - spark.memory.fraction.
 *
 * @param driver bytes of the driver
 * @param executor bytes of an executor, or of the driver where it is the only one
 * @param tasks that an executor runs at once
 * @param isLocal whether the tasks run in the driver
 * @param share of the memory that may be taken
 */
record SparseRoom(long driver, long executor, int tasks, boolean isLocal, double share) {
  /** Means, deviations and units of columns, as arrays and as they are sent. */
  private static final int BYTES_IN_DRIVER = 2 * SparseSummary.BYTES;

  /** Of what {@code table} is read by. */
  static SparseRoom of(Table table) {
    SparkContext context = table.rows().sparkSession().sparkContext();
    int cores = context.defaultParallelism();
    double share = 1 - context.getConf().getDouble("spark.memory.fraction", 0.6);
    long heap = Runtime.getRuntime().maxMemory();
    if (context.isLocal()) {
      return new SparseRoom(heap, heap, cores, true, share);
    }
    int executors = Math.max(1, context.getExecutorMemoryStatus().size() - 1);
    long memory = JavaUtils.byteStringAsBytes(context.getConf().get("spark.executor.memory", "1g"));
    return new SparseRoom(heap, memory, (cores + executors - 1) / executors, false, share);
  }

  /**
   * How many of {@code columns} columns' sums there is room for in every task, in what it sends and
   * in what these are added to, here and where the tasks run.
   *
   * @throws TooLargeException if there is none for what is left of the sums of all of them
   */
  int columnsAtOnce(int columns) {
    int others = BYTES_IN_DRIVER + (isLocal ? tasks * SparseSummary.BYTES : 0);
    long rest = (long) columns * others;
    if (rest > driver) {
      throw new TooLargeException("statistics of " + columns + " columns", rest, driver);
    }
    int sums = isLocal ? 2 * tasks + 2 : 4;
    double here = share * driver / sums;
    double there = share * executor / (2 * tasks + 2);
    double atOnce = Math.min(here, there) / SparseMoments.bytes(1);
    return (int) Math.max(1, Math.min(columns, atOnce));
  }
}

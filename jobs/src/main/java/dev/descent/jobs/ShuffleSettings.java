package dev.descent.jobs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;

/** How rows go from task to task, where that was not asked for otherwise. */
final class ShuffleSettings {
  static final String COMPRESSED = "spark.shuffle.compress";
  static final String BYPASS = "spark.shuffle.sort.bypassMergeThreshold";

  private static final Pattern THIS_MACHINE =
      Pattern.compile("local(?:\\[(\\*|[0-9]+)(?:,[0-9]+)?])?");

  private static final String EXECUTOR_MEMORY = "spark.executor.memory";
  private static final String EXECUTOR_CORES = "spark.executor.cores";

  /** What Spark keeps of a heap for itself. */
  private static final long RESERVED = 300L << 20;

  /** Four of the largest pieces in which rows travel. */
  private static final long SORTED_BYTES = 64L << 20;

  private ShuffleSettings() {}

  /**
   * Sets what is missing.
   *
   * @param heap bytes of the driver
   */
  static void setMissing(SparkConf conf, long heap) {
    Matcher here = THIS_MACHINE.matcher(conf.get(Sessions.MASTER));
    if (here.matches()) {
      // Rows that stay on this machine take longer to compress than to write and read.
      conf.setIfMissing(COMPRESSED, "false");
      writeOnce(conf, heap, threads(here.group(1)));
    } else if (conf.contains(EXECUTOR_MEMORY) && conf.contains(EXECUTOR_CORES)) {
      writeOnce(conf, conf.getSizeAsMb(EXECUTOR_MEMORY) << 20, conf.getInt(EXECUTOR_CORES, 1));
    }
  }

  private static int threads(@Nullable String said) {
    if (said == null) {
      return 1;
    }
    return said.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(said);
  }

  /**
   * To a few partitions a task writes what it sends twice, a file for each and then all of them as
   * one. Where it is sure of the memory it sorts there instead, and writes once.
   */
  private static void writeOnce(SparkConf conf, long heap, int tasks) {
    if (conf.getBoolean("spark.memory.offHeap.enabled", false)) {
      return;
    }
    double share =
        conf.getDouble("spark.memory.fraction", 0.6)
            * (1 - conf.getDouble("spark.memory.storageFraction", 0.5));
    // Spark lets a task wait until it has half of its part.
    if ((heap - RESERVED) * share / tasks / 2 >= SORTED_BYTES) {
      conf.setIfMissing(BYPASS, "1");
    }
  }
}

package dev.descent.jobs;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How many bytes there are.
 *
 * @param results that tasks of one job may send to the driver
 * @param heap of the driver
 * @param storage of all executors, for cached rows
 */
record MemoryLimits(long results, long heap, long storage) {
  static final String MAX_RESULT_SIZE = "spark.driver.maxResultSize";

  /** Those of a session. */
  static MemoryLimits of(SparkSession spark) {
    SparkContext context = spark.sparkContext();
    long results = JavaUtils.byteStringAsBytes(context.getConf().get(MAX_RESULT_SIZE, "1g"));
    return new MemoryLimits(
        results == 0 ? Long.MAX_VALUE : results,
        Runtime.getRuntime().maxMemory(),
        storage(context));
  }

  /** The driver caches nothing, unless it is the only executor. */
  private static long storage(SparkContext context) {
    Map<String, Tuple2<Object, Object>> executors =
        CollectionConverters.asJava(context.getExecutorMemoryStatus());
    String driver = context.env().blockManager().blockManagerId().hostPort();
    return executors.entrySet().stream()
        .filter(executor -> executors.size() == 1 || !executor.getKey().equals(driver))
        .mapToLong(executor -> (Long) executor.getValue()._1())
        .sum();
  }
}

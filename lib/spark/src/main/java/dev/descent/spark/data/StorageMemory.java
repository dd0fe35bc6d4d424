package dev.descent.spark.data;

import java.util.Map;
import org.apache.spark.SparkContext;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** The memory in which Spark caches. */
final class StorageMemory {
  private StorageMemory() {}

  /** What is free of it, in bytes, of all executors. */
  static long freeBytes(SparkContext context) {
    Map<String, Tuple2<Object, Object>> executors =
        CollectionConverters.asJava(context.getExecutorMemoryStatus());
    return executors.values().stream().mapToLong(executor -> (Long) executor._2()).sum();
  }
}

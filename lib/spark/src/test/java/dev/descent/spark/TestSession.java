package dev.descent.spark;

import org.apache.spark.sql.SparkSession;

/** The session that all Spark tests of a JVM share: two threads, and four attempts of a task. */
public final class TestSession {
  private static final SparkSession SPARK =
      SparkSession.builder()
          .master("local[2,4]")
          .appName("descent tests")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", "2")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .getOrCreate();

  private TestSession() {}

  public static SparkSession spark() {
    return SPARK;
  }
}

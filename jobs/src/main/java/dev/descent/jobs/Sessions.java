package dev.descent.jobs;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The Spark session of a command. */
final class Sessions {
  private Sessions() {}

  /**
   * Starts the session, or takes the one that is there; without spark-submit it is {@code
   * local[*]}.
   */
  static SparkSession start(String applicationName) {
    Option<SparkSession> there = SparkSession.getDefaultSession();
    if (there.isDefined() && !there.get().sparkContext().isStopped()) {
      return there.get();
    }
    SparkConf conf = new SparkConf().setAppName(applicationName);
    conf.setIfMissing("spark.master", "local[*]");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}

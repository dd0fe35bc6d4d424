package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final String COMPRESSED = "spark.shuffle.compress";

  @Test
  void withoutSparkSubmitItIsThisMachine() {
    SparkConf conf = Sessions.withDefaults(new SparkConf(false));
    assertThat(conf.get("spark.master")).isEqualTo("local[*]");
    assertThat(conf.get(COMPRESSED)).isEqualTo("false");
  }

  @Test
  void aClusterCompressesWhatGoesOverItsNetwork() {
    SparkConf conf = new SparkConf(false).set("spark.master", "spark://host:7077");
    assertThat(Sessions.withDefaults(conf).contains(COMPRESSED)).isFalse();
  }

  @Test
  void whatIsAskedForStays() {
    SparkConf conf = new SparkConf(false).set("spark.master", "local[3]").set(COMPRESSED, "true");
    assertThat(Sessions.withDefaults(conf).get("spark.master")).isEqualTo("local[3]");
    assertThat(conf.get(COMPRESSED)).isEqualTo("true");
  }
}

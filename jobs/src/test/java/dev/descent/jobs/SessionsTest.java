package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.spec.JobFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
  @Test
  void withoutSparkSubmitItIsThisMachine() {
    SparkConf conf = Sessions.withDefaults(new SparkConf(false));
    assertThat(conf.get("spark.master")).isEqualTo("local[*]");
    assertThat(conf.get(ShuffleSettings.COMPRESSED)).isEqualTo("false");
  }

  /** With the array that holds it, a block is smaller than half a region of a heap. */
  @Test
  void whatIsBroadcastIsNoReasonToMarkTheHeap() throws IOException {
    SparkConf conf = Sessions.withDefaults(new SparkConf(false));
    String defaults = Files.readString(Project.root().resolve("conf/spark/spark-defaults.conf"));
    Matcher region = Pattern.compile("driver.*G1HeapRegionSize=(\\d+)m").matcher(defaults);
    assertThat(region.find()).isTrue();
    assertThat(conf.getSizeAsMb(Sessions.BROADCAST_BLOCK))
        .isLessThan(Long.parseLong(region.group(1)) / 2);
  }

  @Test
  void whatIsAskedForStays() {
    SparkConf conf =
        new SparkConf(false).set("spark.master", "local[3]").set(Sessions.BROADCAST_BLOCK, "2m");
    Sessions.withDefaults(conf);
    assertThat(conf.get("spark.master")).isEqualTo("local[3]");
    assertThat(conf.get(Sessions.BROADCAST_BLOCK)).isEqualTo("2m");
  }

  /** By default Spark serves its pages. */
  @Test
  void gaugesAreThereForThoseWhoLook() {
    SparkConf pages = Sessions.withDefaults(new SparkConf(false));
    assertThat(pages.get("spark.plugins")).isEqualTo("dev.descent.jobs.TrainingPlugin");
    assertThat(pages.get("spark.metrics.conf.driver.sink.prometheusServlet.path"))
        .isEqualTo("/metrics/prometheus");
    SparkConf sink =
        new SparkConf(false)
            .set("spark.ui.enabled", "false")
            .set("spark.plugins", "a.Plugin")
            .set("spark.metrics.conf.driver.sink.csv.class", "a.Sink");
    assertThat(Sessions.withDefaults(Sessions.withDefaults(sink)).get("spark.plugins"))
        .isEqualTo("a.Plugin,dev.descent.jobs.TrainingPlugin");
  }

  @Test
  void nothingIsStartedForNobody() {
    SparkConf conf = Sessions.withDefaults(new SparkConf(false).set("spark.ui.enabled", "false"));
    assertThat(conf.contains("spark.plugins")).isFalse();
    assertThat(conf.getAllWithPrefix("spark.metrics")).isEmpty();
  }

  @Test
  void whoSumsIsOneOfTwoWords() {
    SparkConf conf = new SparkConf(false).set("spark.descent.passes", "tasks");
    assertThatThrownBy(() -> Sessions.withDefaults(conf))
        .isInstanceOf(JobFileException.class)
        .hasMessage(
            "--conf spark.descent.passes must be threads, or jobs for passes that Spark's pages"
                + " show, but was tasks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was created at:",
        "Spark context stopped while waiting for backend"
      })
  void aMasterThatLetsNobodyInIsSaid(String what) {
    IllegalStateException failure = new IllegalStateException(what);
    assertThat(Sessions.refusal("spark://host:7077", failure))
        .get()
        .extracting(JobFileException::lines)
        .isEqualTo(
            List.of(
                "--master: the program was not let in by spark://host:7077; give the address of a"
                    + " master that runs, and its own spark.authenticate.secret (--properties-file)"
                    + " if it asks for one"));
    assertThat(Sessions.refusal("local[2]", failure)).isEmpty();
    assertThat(Sessions.refusal("spark://host:7077", new IllegalStateException("other"))).isEmpty();
  }
}

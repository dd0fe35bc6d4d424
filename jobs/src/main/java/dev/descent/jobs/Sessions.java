package dev.descent.jobs;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.spark.train.TileSums;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The Spark session of a command. */
final class Sessions {
  static final String MASTER = "spark.master";
  static final String BROADCAST_BLOCK = "spark.broadcast.blockSize";
  private static final String PLUGINS = "spark.plugins";
  private static final String PROMETHEUS = "spark.metrics.conf.driver.sink.prometheusServlet.";

  /** What Spark says once its patience with a standalone master, a minute, is over. */
  private static final Pattern STOPPED =
      Pattern.compile("stopped SparkContext|Spark ?[Cc]ontext (has been )?stopped");

  private static final List<String> TOLD =
      List.of(
          "spark.submit.deployMode",
          "spark.driver.memory",
          "spark.driver.cores",
          "spark.driver.maxResultSize",
          "spark.executor.memory",
          "spark.executor.cores",
          "spark.executor.instances",
          "spark.cores.max",
          "spark.dynamicAllocation.enabled",
          "spark.default.parallelism",
          "spark.sql.shuffle.partitions",
          "spark.sql.files.maxPartitionBytes",
          "spark.memory.fraction",
          "spark.speculation",
          "spark.task.maxFailures",
          TileSums.PASSES,
          ShuffleSettings.COMPRESSED,
          ShuffleSettings.BYPASS);

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
    SparkConf conf = withDefaults(new SparkConf().setAppName(applicationName));
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) { // Spark throws checked ones that it does not declare.
      refusal(conf.get(MASTER), e)
          .ifPresent(
              known -> {
                throw known;
              });
      throw e;
    }
  }

  /** What the command line has to say otherwise, where that is known. */
  static Optional<JobFileException> refusal(String master, Exception failure) {
    String what = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (what.contains("INVALID_DRIVER_MEMORY")) {
      return Optional.of(
          new JobFileException(
              String.format(
                  Locale.ROOT,
                  "Spark cannot start in the %d MB that the driver has; give it more"
                      + " (--driver-memory 1g)",
                  Runtime.getRuntime().maxMemory() >> 20)));
    }
    if (what.contains("Could not parse Master URL")) {
      return Optional.of(
          new JobFileException(
              "--master must be local[*], spark://HOST:PORT, yarn or k8s://URL, but was "
                  + master));
    }
    if (master.startsWith("spark:") && STOPPED.matcher(what).find()) {
      return Optional.of(
          new JobFileException(
              "--master: the program was not let in by "
                  + master
                  + "; give the address of a master that runs, and its own"
                  + " spark.authenticate.secret (--properties-file) if it asks for one"));
    }
    return Optional.empty();
  }

  /** What was set of that which decides how fast a run is; nothing that could hold a secret. */
  static Map<String, String> settings(SparkContext spark) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("parallelism", String.valueOf(spark.defaultParallelism()));
    SparkConf conf = spark.getConf();
    for (String key : TOLD) {
      if (conf.contains(key)) {
        settings.put(key, conf.get(key));
      }
    }
    return settings;
  }

  /**
   * Sets what was not asked for otherwise.
   *
   * @throws JobFileException if a setting of Descent's own is not one of its words
   */
  static SparkConf withDefaults(SparkConf conf) {
    String passes = conf.get(TileSums.PASSES, TileSums.THREADS);
    if (!List.of(TileSums.THREADS, TileSums.JOBS).contains(passes)) {
      throw new JobFileException(
          "--conf "
              + TileSums.PASSES
              + " must be threads, or jobs for passes that Spark's pages show, but was "
              + passes);
    }
    conf.setIfMissing(MASTER, "local[*]");
    // Spark takes a whole block for what is broadcast, however little that is. Its own 4m are more
    // than half a region of the heap, for which G1 marks all of it, again and again in a short job.
    conf.setIfMissing(BROADCAST_BLOCK, "1m");
    ShuffleSettings.setMissing(conf, Runtime.getRuntime().maxMemory());
    if (isWatched(conf)) {
      watch(conf);
    }
    return conf;
  }

  /** Whether somebody looks: Spark's pages are served, or its metrics go somewhere. */
  private static boolean isWatched(SparkConf conf) {
    return servesPages(conf) || conf.getAllWithPrefix("spark.metrics.conf").length > 0;
  }

  private static boolean servesPages(SparkConf conf) {
    return conf.getBoolean("spark.ui.enabled", true);
  }

  private static void watch(SparkConf conf) {
    String others = conf.get(PLUGINS, "");
    String ours = TrainingPlugin.class.getName();
    if (!others.contains(ours)) {
      conf.set(PLUGINS, others.isEmpty() ? ours : others + "," + ours);
    }
    if (servesPages(conf)) {
      conf.setIfMissing(PROMETHEUS + "class", "org.apache.spark.metrics.sink.PrometheusServlet");
      conf.setIfMissing(PROMETHEUS + "path", "/metrics/prometheus");
    }
  }
}

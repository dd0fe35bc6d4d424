package dev.descent.jobs;

import dev.descent.jobs.run.Provenance;
import dev.descent.jobs.run.RunFolder;
import dev.descent.jobs.spec.JobSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/**
 * One run of a command that leaves a folder behind: session, folder, timings, and run.json whatever
 * the outcome, also when the process is interrupted.
 */
final class JobRun {
  private static final double NANOS = 1e9;

  /** Before Hadoop closes its file systems and Spark its context. */
  private static final int HOOK_PRIORITY = 100;

  private final SparkSession spark;
  private final RunFolder folder;
  private final Instant started = Instant.now();
  private final long startedNanos = System.nanoTime();
  private final Map<String, Object> timings = new LinkedHashMap<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Map<String, Object> provenance;
  private final AtomicBoolean finished = new AtomicBoolean();
  private final Map<String, Object> head = new LinkedHashMap<>();

  private JobRun(String command, JobSpec spec, SparkSession spark) {
    this.spark = spark;
    this.folder =
        RunFolder.create(
            spec.output().runs(),
            spec.name(),
            spec.render(),
            spark.sparkContext().hadoopConfiguration());
    this.provenance = Provenance.of(spark.version(), spark.sparkContext().master());
    provenance.put("seed", spec.seed());
    head.put("command", command);
    head.put("name", spec.name());
    head.put("run", folder.id());
  }

  /** What a command does inside its run. */
  @FunctionalInterface
  interface Body {
    /**
     * Does it, and returns what says so once run.json is written; what is thrown ends up in
     * run.json and then with the caller.
     */
    Runnable perform(JobRun run);
  }

  /** Runs {@code body} in a new folder of the job and closes it with run.json. */
  static void of(String command, JobSpec spec, Body body) {
    SparkSession spark = Sessions.start("descent " + command + " " + spec.name());
    JobRun run = new JobRun(command, spec, spark);
    Runnable interrupted = () -> run.finish("interrupted", Map.of());
    ShutdownHookManager.get().addShutdownHook(interrupted, HOOK_PRIORITY);
    Runnable announcement;
    try {
      announcement = body.perform(run);
      run.finish("done", Map.of("exitCode", ExitCode.DONE));
    } catch (RuntimeException e) {
      if (ShutdownHookManager.get().isShutdownInProgress()) {
        throw new InterruptedRunException(e);
      }
      Failure failure = Failure.of(e);
      run.finish(
          failure.outcome(), Map.of("exitCode", failure.exitCode(), "error", failure.lines()));
      throw e;
    } finally {
      if (!ShutdownHookManager.get().isShutdownInProgress()) {
        ShutdownHookManager.get().removeShutdownHook(interrupted);
        run.folder.close();
      }
    }
    announcement.run();
  }

  SparkSession spark() {
    return spark;
  }

  RunFolder folder() {
    return folder;
  }

  /** Adds a fact to run.json. */
  synchronized void put(String key, Object value) {
    facts.put(key, value);
  }

  /** Adds a fact to the provenance in run.json. */
  synchronized void putProvenance(String key, Object value) {
    provenance.put(key, value);
  }

  /** Does {@code work} and remembers how long it took under {@code name}. */
  <T> T timed(String name, Supplier<T> work) {
    long before = System.nanoTime();
    try {
      return work.get();
    } finally {
      took(name, seconds(before));
    }
  }

  private synchronized void took(String name, double seconds) {
    timings.put(name, seconds);
  }

  private synchronized void finish(String outcome, Map<String, Object> ending) {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    Map<String, Object> json = new LinkedHashMap<>(head);
    json.put("outcome", outcome);
    json.put("stopReason", facts.get("stopReason"));
    json.put("exitCode", ending.get("exitCode"));
    ending.forEach(json::putIfAbsent);
    json.put("started", started.truncatedTo(ChronoUnit.MILLIS).toString());
    json.put("seconds", seconds(startedNanos));
    json.put("timings", timings);
    facts.forEach(json::putIfAbsent);
    json.put("provenance", provenance);
    folder.finish(json);
  }

  private static double seconds(long sinceNanos) {
    return Math.rint((System.nanoTime() - sinceNanos) / NANOS * 1000) / 1000;
  }
}

package dev.descent.jobs;

import dev.descent.jobs.Checkpoints.OtherData;
import dev.descent.jobs.run.Provenance;
import dev.descent.jobs.run.RunFolder;
import dev.descent.jobs.spec.JobSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
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

  private final JobSpec spec;
  private final SparkSession spark;
  private final RunFolder folder;
  private final Optional<Checkpoints> checkpoints;
  private final Instant started = Instant.now();
  private final long startedNanos = System.nanoTime();
  private final Map<String, Object> timings = new LinkedHashMap<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Map<String, Object> provenance;
  private final AtomicBoolean finished = new AtomicBoolean();
  private final Map<String, Object> head = new LinkedHashMap<>();
  private final Runnable interrupted = this::interrupt;
  private String outcome = "done";
  private int exitCode = ExitCode.DONE;

  private JobRun(
      String command, JobSpec spec, SparkSession spark, Optional<Checkpoints> checkpoints) {
    this.spec = spec;
    this.spark = spark;
    this.checkpoints = checkpoints;
    this.folder = folder(spec, spark.sparkContext().hadoopConfiguration());
    checkpoints.ifPresent(some -> some.begin(folder.id()));
    this.provenance = Provenance.of(spark.version(), spark.sparkContext().master());
    provenance.put("seed", spec.seed());
    provenance.put("sparkSettings", Sessions.settings(spark.sparkContext()));
    head.put("command", command);
    head.put("name", spec.name());
    head.put("run", folder.id());
  }

  private RunFolder folder(JobSpec spec, Configuration hadoop) {
    String runs = spec.output().runs();
    return checkpoints
        .flatMap(Checkpoints::run)
        .map(id -> RunFolder.path(runs, spec.name(), id))
        .map(path -> RunFolder.reopen(path, spec.render(), hadoop))
        .orElseGet(() -> RunFolder.create(runs, spec.name(), spec.render(), hadoop));
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
    perform(new JobRun(command, spec, spark, Optional.empty()), body);
  }

  /** A training, in a new folder or in that of the run that has left a checkpoint. */
  static void ofTraining(JobSpec spec, OtherData otherData, Body body) {
    SparkSession spark = Sessions.start("descent train " + spec.name());
    Optional<Checkpoints> checkpoints =
        Checkpoints.open(spec, otherData, spark.sparkContext().hadoopConfiguration());
    try {
      perform(new JobRun("train", spec, spark, checkpoints), body);
    } finally {
      if (!ShutdownHookManager.get().isShutdownInProgress()) {
        checkpoints.ifPresent(Checkpoints::close);
      }
    }
  }

  private static void perform(JobRun run, Body body) {
    ShutdownHookManager.get().addShutdownHook(run.interrupted, HOOK_PRIORITY);
    Runnable announcement;
    try {
      announcement = body.perform(run);
      run.end(run.outcome, Map.of("exitCode", run.exitCode));
    } catch (Exception e) { // Spark throws checked ones that it does not declare.
      if (ShutdownHookManager.get().isShutdownInProgress()) {
        throw new InterruptedRunException(e);
      }
      Failure failure = Failure.of(e);
      run.end(failure.outcome(), Map.of("exitCode", failure.exitCode(), "error", failure.lines()));
      throw e;
    } finally {
      if (!ShutdownHookManager.get().isShutdownInProgress()) {
        ShutdownHookManager.get().removeShutdownHook(run.interrupted);
        run.folder.close();
      }
    }
    announcement.run();
  }

  /** In the process that is told to end: training can go on from where it is now. */
  private void interrupt() {
    checkpoints
        .flatMap(Checkpoints::stop)
        .ifPresent(problem -> put("checkpoint", "not written: " + problem));
    finish("interrupted", Map.of());
  }

  /** Once a training has ended, its checkpoints are of no use. */
  private void end(String outcome, Map<String, Object> ending) {
    boolean first = finish(outcome, ending);
    if (first && ExitCode.ENDED.contains(ending.get("exitCode"))) {
      checkpoints.ifPresent(Checkpoints::clear);
    }
    if (first) {
      Reports.writeAtEnd(spec, folder.path(), spark.sparkContext().hadoopConfiguration());
    }
  }

  /** Those of a training, where the job has them. */
  Optional<Checkpoints> checkpoints() {
    return checkpoints;
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

  /** Says how it ends well, in place of done. */
  void ends(String asOutcome, int withExitCode) {
    outcome = asOutcome;
    exitCode = withExitCode;
  }

  /** Adds a fact to the provenance in run.json. */
  synchronized void putProvenance(String key, Object value) {
    provenance.put(key, value);
  }

  /** Of Spark's jobs from now on. */
  JobDescription description() {
    return new JobDescription(spark.sparkContext(), spec.name());
  }

  /** Does {@code work} and remembers how long all under {@code name} took. */
  <T> T timed(String name, Supplier<T> work) {
    long before = System.nanoTime();
    try (JobDescription description = description()) {
      description.says(name);
      return work.get();
    } finally {
      took(name, seconds(before));
    }
  }

  private synchronized void took(String name, double seconds) {
    timings.merge(name, seconds, (a, b) -> Math.rint(((Double) a + (Double) b) * 1000) / 1000);
  }

  /** Writes run.json, once; whether it was this time. */
  private synchronized boolean finish(String outcome, Map<String, Object> ending) {
    if (!finished.compareAndSet(false, true)) {
      return false;
    }
    checkpoints.ifPresent(
        some -> {
          put("checkpoints", some.toMap());
          took("checkpoint", some.secondsWaited());
        });
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
    return true;
  }

  private static double seconds(long sinceNanos) {
    return Math.rint((System.nanoTime() - sinceNanos) / NANOS * 1000) / 1000;
  }
}

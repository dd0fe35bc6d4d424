package dev.descent.jobs;

import dev.descent.jobs.retrain.ColumnDrift;
import dev.descent.jobs.retrain.Due;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.ModelStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code descent retrain}: looks whether there is anything to do, and does it under the
 * lease of the store.
 */
final class RetrainAttempt {
  private final Asked asked;
  private final ModelStore store;
  private final SparkSession spark;
  private final JobTables tables;
  private final RetrainWords words;
  private final Map<Integer, Optional<List<ColumnDrift>>> drifts = new HashMap<>();
  private @Nullable DataMark mark;
  private @Nullable String folder;

  /** When to train. */
  enum Wanted {
    WHEN_DUE,
    NOW
  }

  /**
   * What is asked for.
   *
   * @param asOf the time that counts as now
   */
  record Asked(JobSpec spec, Instant asOf, Wanted wanted) {}

  /** Tells the user how it ended. */
  @FunctionalInterface
  interface Voice {
    void say(RetrainWords.Said said, ModelStore store, Optional<String> run);
  }

  RetrainAttempt(Asked asked, ModelStore store, SparkSession spark) {
    this.asked = asked;
    this.store = store;
    this.spark = spark;
    this.tables = new JobTables(asked.spec(), spark);
    this.words = new RetrainWords(asked.spec().name());
  }

  /**
   * Does it. What needs no lease comes first; whoever had it meanwhile may have left nothing to do.
   *
   * @param train trains a job and gives the path of its run folder
   */
  RetrainWords.Said settle(Function<JobSpec, String> train, Voice voice) {
    Past past = Past.of(store);
    Optional<RetrainWords.Said> early = withoutTraining(past);
    if (early.isEmpty()) {
      try (HeldLease lease =
          HeldLease.take(asked.spec(), spark.sparkContext().hadoopConfiguration())) {
        Past again = Past.of(store);
        early = again.isAsAt(past) ? Optional.empty() : withoutTraining(again);
        early = early.or(() -> finished(again));
        if (early.isEmpty()) {
          return trained(lease, due(again), train, voice);
        }
      }
    }
    voice.say(early.get(), store, Optional.empty());
    return early.get();
  }

  /** The path of its run folder, if it came to have one. */
  Optional<String> folder() {
    return Optional.ofNullable(folder);
  }

  private boolean isForced() {
    return asked.wanted() == Wanted.NOW;
  }

  private DataMark mark() {
    if (mark == null) {
      mark = DataMark.of(asked.spec(), tables);
    }
    return mark;
  }

  private Due due(Past past) {
    return isForced()
        ? Due.forced()
        : Due.of(
            asked.spec().retrain().orElseThrow().when(),
            past.last(),
            new Due.Now(asked.asOf(), () -> mark().rows(), () -> drift(past)));
  }

  /** Since its champion was trained; measured once. */
  private Optional<List<ColumnDrift>> drift(Past past) {
    return drifts.computeIfAbsent(
        past.state().champion().getAsInt(),
        version ->
            new Drift(asked.spec(), tables, tables.train()).since(store.load(version), store));
  }

  private Optional<RetrainWords.Said> withoutTraining(Past past) {
    if (isForced() || past.unfinished().isPresent()) {
      return Optional.empty();
    }
    Due due = due(past);
    if (due.is() || past.endsAsOf(asked.asOf())) {
      Optional<Past.Told> told = past.decided(mark().about(asked.spec()));
      if (told.isPresent()) {
        return told.map(words::repeated);
      }
    }
    return due.is() ? Optional.empty() : Optional.of(words.notDue(due));
  }

  private Optional<RetrainWords.Said> finished(Past past) {
    Optional<Past.Told> unfinished = isForced() ? Optional.empty() : past.unfinished();
    unfinished.ifPresent(told -> store.promote(told.version().number(), told.champion()));
    return unfinished.map(words::finished);
  }

  private RetrainWords.Said trained(
      HeldLease lease, Due due, Function<JobSpec, String> train, Voice voice) {
    Retraining.Plan plan = new Retraining.Plan(asked.spec(), asked.asOf(), due, mark());
    AtomicReference<RetrainWords.@Nullable Said> said = new AtomicReference<>();
    JobRun.of(
        "retrain",
        asked.spec(),
        run -> {
          folder = run.folder().path();
          RetrainWords.Said ended =
              words.decided(new Retraining(store, lease, plan).perform(run, train), due);
          said.set(ended);
          run.ends(ended.outcome(), ended.exitCode());
          return () -> voice.say(ended, store, folder());
        });
    return Objects.requireNonNull(said.get());
  }
}

package dev.descent.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.retrain.ColumnDrift;
import dev.descent.jobs.retrain.Contest;
import dev.descent.jobs.retrain.Decision;
import dev.descent.jobs.retrain.Due;
import dev.descent.jobs.retrain.Policy;
import dev.descent.jobs.retrain.Verdict;
import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.spec.GatesSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.StartSpec;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.StoredModel;
import dev.descent.jobs.store.Version;
import dev.descent.model.Model;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.DataException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One night of retraining that is due: a challenger is trained, held against the champion,
 * published with what was decided, and perhaps promoted.
 *
 * <p>Publishing is what makes the decision count. Stopped before it, nothing has happened; stopped
 * behind it, the promotion alone is left to do.
 */
final class Retraining {
  private final ModelStore store;
  private final HeldLease lease;
  private final Plan plan;

  /**
   * What to do.
   *
   * @param asOf the time that counts as now
   * @param due why
   * @param mark of the data
   */
  record Plan(JobSpec spec, Instant asOf, Due due, DataMark mark) {}

  /**
   * What came of it.
   *
   * @param version that the challenger is
   * @param metrics of both on the test rows
   */
  record Ending(
      Verdict verdict,
      Version version,
      OptionalInt champion,
      Map<String, Map<String, Object>> metrics) {}

  Retraining(ModelStore store, HeldLease lease, Plan plan) {
    this.store = store;
    this.lease = lease;
    this.plan = plan;
  }

  /**
   * Does it.
   *
   * @param train trains a job and gives the path of its run folder
   */
  Ending perform(JobRun run, Function<JobSpec, String> train) {
    JobSpec spec = plan.spec();
    Past past = Past.of(store);
    Optional<StoredModel> champion =
        past.state().champion().isPresent() ? Optional.of(store.champion()) : Optional.empty();
    OptionalInt expected =
        champion.map(one -> OptionalInt.of(one.version().number())).orElseGet(OptionalInt::empty);
    JobTables tables = new JobTables(spec, run.spark());
    Optional<JsonNode> before = champion.map(one -> Past.json(store, one.version(), "run.json"));
    before.ifPresent(
        json -> HeldOut.of(spec, tables.unsplitTrain()).requireLike(expected.getAsInt(), json));
    String folder = run.timed("train", () -> train.apply(startable(champion)));
    FinishedRun trained =
        FinishedRun.read(folder, run.spark().sparkContext().hadoopConfiguration());
    before.ifPresent(json -> HeldOut.requireLater(json, trained.run()));
    champion.ifPresent(one -> requireSameClasses(one, trained.model()));
    run.put("trained", trained.id());
    run.put("parametersSha256", trained.parametersSha256());
    Table rows = tables.train();
    Trial challenger = run.timed("challenger", () -> Trial.of(spec, tables, rows, trained.model()));
    CurveFiles.write(challenger.measurement(), run.folder());
    trained.model().classes().ifPresent(classes -> run.put("classes", classes.names()));
    Optional<Trial> other =
        champion.map(one -> run.timed("champion", () -> Trial.of(spec, tables, rows, one.model())));
    GatesSpec gates = spec.retrain().orElseThrow().gates();
    Contest contest =
        other
            .map(
                trial ->
                    challenger.against(
                        trial, drift(run, new Drift(spec, tables, rows), champion.get()), gates))
            .orElseGet(() -> challenger.alone(gates));
    return settle(run, trained, contest, new Sides(expected, metrics(challenger, other)));
  }

  /** From the training rows of the champion to those of now; empty where nothing tells. */
  private Optional<List<ColumnDrift>> drift(JobRun run, Drift drift, StoredModel champion) {
    return Drift.isGated(plan.spec())
        ? run.timed("drift", () -> drift.since(champion, store))
        : Optional.empty();
  }

  private record Sides(OptionalInt champion, Map<String, Map<String, Object>> metrics) {}

  /** Metrics of other classes, or of another positive one, are not to be compared. */
  private static void requireSameClasses(StoredModel champion, Model challenger) {
    if (!challenger.classes().equals(champion.model().classes())) {
      throw new DataException(
          "data.label: the classes must be those of version "
              + champion.version().number()
              + ", the champion, "
              + shown(champion.model())
              + ", but were "
              + shown(challenger)
              + "; set data.positive or data.classes, or promote a version with these classes");
    }
  }

  private static String shown(Model model) {
    return model.classes().map(classes -> classes.names().toString()).orElse("none");
  }

  /** Where there is no champion to start from, the first one starts fresh. */
  private JobSpec startable(Optional<StoredModel> champion) {
    boolean warm = plan.spec().training().start() instanceof StartSpec.Champion;
    return warm && champion.isEmpty() ? plan.spec().fresh() : plan.spec();
  }

  private static Map<String, Map<String, Object>> metrics(
      Trial challenger, Optional<Trial> champion) {
    Map<String, Map<String, Object>> metrics = new LinkedHashMap<>();
    champion.ifPresent(trial -> metrics.put("champion", trial.measurement().toMap()));
    metrics.put("challenger", challenger.measurement().toMap());
    return metrics;
  }

  private Ending settle(JobRun run, FinishedRun trained, Contest contest, Sides sides) {
    Policy policy = new Policy(plan.spec().retrain().orElseThrow().gates());
    Verdict verdict = policy.judge(contest);
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("format", 1);
    decision.putAll(verdict.toMap());
    decision.put("why", verdict.why());
    decision.putAll(policy.toMap(contest));
    decision.put("asOf", plan.asOf().toString());
    decision.put("due", plan.due().why());
    decision.put("champion", sides.champion().isPresent() ? sides.champion().getAsInt() : null);
    decision.put("trainedBy", trained.id());
    decision.put("parametersSha256", trained.parametersSha256());
    decision.put("data", plan.mark().toMap());
    run.folder().writeMetrics(sides.metrics());
    run.folder().writeDecision(decision);
    lease.require();
    Version version = store.publish(trained.decided(plan.mark().about(plan.spec()), decision));
    run.put("version", version.number());
    run.put("decision", verdict.decision().outcome());
    if (verdict.decision() == Decision.PROMOTE) {
      store.promote(version.number(), sides.champion());
    }
    return new Ending(verdict, version, sides.champion(), sides.metrics());
  }
}

package dev.descent.jobs;

import dev.descent.jobs.run.RunFolder;
import dev.descent.objective.GramSource;
import dev.descent.objective.Objective;
import dev.descent.solve.LeastSquaresStates;
import dev.descent.solve.Progress;
import dev.descent.solve.Rank;
import dev.descent.solve.Risks;
import dev.descent.solve.Solver;
import dev.descent.solve.States;
import dev.descent.solve.StopReason;
import dev.descent.solve.StoppingRule;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.train.TreeAggregatedGram;
import dev.descent.spark.train.TreeAggregatedRisk;
import dev.descent.spark.train.TreeAggregatedShards;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The loop of a training as a job runs it: states in, progress and history out, until a rule stops
 * it.
 */
final class Training {
  private static final double NANOS = 1e9;

  private final Recipe recipe;
  private final TrainingData data;
  private final Objective objective;

  Training(Recipe recipe, TrainingData data) {
    this.recipe = recipe;
    this.data = data;
    this.objective = recipe.objective(data.encoding(), data.classes());
  }

  /**
   * How it ended.
   *
   * @param parameters the last ones, or the best ones where the job waits for improvement
   * @param state the last state
   * @param rank of the columns, where the solver has found it out
   */
  record Result(double[] parameters, StopReason reason, TrainingState state, Optional<Rank> rank) {}

  Objective objective() {
    return objective;
  }

  private Risks risks() {
    int depth = recipe.spec().training().depth();
    return new Risks(
        new TreeAggregatedRisk(objective, data.train(), depth),
        data.validation().map(rows -> new TreeAggregatedRisk(objective, rows, depth)),
        recipe.shards().map(count -> new TreeAggregatedShards(data.train(), count, depth)));
  }

  /** Trains from {@code parameters} [p]. */
  Result run(double[] parameters, RunFolder folder, ProgressView view) {
    Risks risks = risks();
    long rows = risks.train().rows();
    Solver solver = recipe.solver(risks, gram());
    States states = solver.states(risks, objective, solver.start(parameters));
    StoppingRule rule = recipe.stopping(risks, maxTime());
    TrainingState state = states.next();
    Optional<StopReason> reason = rule.verdict(state.history()).or(states::ended);
    long before = System.nanoTime();
    while (reason.isEmpty()) {
      state = states.next();
      if (state.endsEpoch()) {
        double rowsPerSecond = rows / ((System.nanoTime() - before) / NANOS);
        before = System.nanoTime();
        folder.appendHistory(entry(state.last(), rowsPerSecond));
        view.epoch(state.last(), rowsPerSecond);
        reason = rule.verdict(state.history()).or(states::ended);
      }
    }
    double[] end = recipe.restoresBest() ? state.best().parameters() : state.parameters();
    Optional<Rank> rank =
        states instanceof LeastSquaresStates exact ? exact.rank() : Optional.empty();
    return new Result(end, reason.get(), state, rank);
  }

  private GramSource gram() {
    int features = data.encoding().features().size();
    return new TreeAggregatedGram(data.train(), features, recipe.spec().training().depth());
  }

  /** Stops by the clock: the one rule that two runs of the same job may not agree on. */
  private StoppingRule maxTime() {
    long start = System.nanoTime();
    return history ->
        recipe
            .maxTime()
            .filter(allowed -> System.nanoTime() - start >= allowed.toNanos())
            .map(allowed -> StopReason.MAX_TIME);
  }

  private static Map<String, Object> entry(Progress progress, double rowsPerSecond) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("step", progress.step());
    entry.put("epoch", progress.epoch());
    entry.put("objective", finite(progress.objective()));
    entry.put("loss", finite(progress.loss()));
    entry.put("penalty", finite(progress.penalty()));
    entry.put("gradientNorm", finite(progress.gradientNorm()));
    entry.put("rate", progress.rate());
    if (!Double.isNaN(progress.validationLoss())) {
      entry.put("validationLoss", finite(progress.validationLoss()));
    }
    entry.put("rowsPerSecond", Math.rint(rowsPerSecond));
    return entry;
  }

  /** JSON has no number for what is not finite. */
  private static Object finite(double value) {
    return Double.isFinite(value) ? value : String.valueOf(value);
  }
}

package dev.descent.jobs;

import dev.descent.jobs.spec.GateMetric;
import dev.descent.jobs.spec.TuneMetric;
import dev.descent.jobs.tune.Fit;
import dev.descent.model.Model;
import dev.descent.solve.Progress;
import dev.descent.solve.StopReason;
import dev.descent.solve.StrengthPath;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.evaluate.Evaluation;
import dev.descent.spark.evaluate.MetricSettings;
import dev.descent.spark.train.DataSums;
import dev.descent.spark.train.JointPasses;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/**
 * The rows of one fold, ready to be trained on by candidates of one data side, each of which is
 * measured on the validation rows.
 */
final class FoldTraining implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final JobRun run;
  private final TuneMetric metric;
  private final int fold;
  private final Table table;
  private final TrainingData data;
  private final DataSums sums;

  /**
   * Of rows that are ready.
   *
   * @param fold from 0
   * @param table whose rows they are
   * @param depth of the trees that merge
   */
  FoldTraining(JobRun run, TuneMetric metric, int fold, Table table, TrainingData data, int depth) {
    this.run = run;
    this.fold = fold;
    this.metric = metric;
    this.table = table;
    this.data = data;
    this.sums = DataSums.of(data, depth);
  }

  /** A training that has ended. */
  private record Descended(Entrant entrant, Training training, Training.Result result) {}

  /** What was learned of a model by the losses that its solver knows. */
  private record Solved(double[] parameters, double loss, double validationLoss, Fit.Ending end) {}

  /** Trains {@code entrants}, whose data side is that of the rows; {@code then} is told of each. */
  void train(List<Entrant> entrants, Reached reached, BiConsumer<Entrant, Fit> then) {
    Map<Entrant, Double> parameters = new HashMap<>();
    for (Entrant entrant : entrants) {
      Estimates estimates = Estimates.of(new Recipe(entrant.spec()), data, run.spark());
      estimates.require();
      parameters.put(entrant, estimates.parameters());
    }
    for (List<Entrant> batch : new Batches(sums.byPasses(), parameters).of(entrants)) {
      List<Fit> fits = fits(batch, reached);
      for (int i = 0; i < fits.size(); i++) {
        then.accept(batch.get(i), fits.get(i));
      }
    }
  }

  private List<Fit> fits(List<Entrant> batch, Reached reached) {
    if (batch.size() > 1 && batch.get(0).isOnPath()) {
      return alongPath(batch);
    }
    long before = System.nanoTime();
    List<Descended> all =
        batch.size() == 1 ? List.of(descend(batch.get(0), reached, sums)) : jointly(batch, reached);
    double each = seconds(before) / batch.size();
    all.forEach(one -> reached.put(one.entrant, fold, one.result));
    return all.stream().map(one -> fit(one, since(each))).toList();
  }

  /** Each on a thread of its own, with passes over the rows for all. */
  private List<Descended> jointly(List<Entrant> batch, Reached reached) {
    JointPasses passes = new JointPasses(batch.size());
    DataSums shared = sums.sharing(passes);
    return SideBySide.of(
        batch,
        entrant -> {
          try {
            return descend(entrant, reached, shared);
          } finally {
            passes.leave();
          }
        });
  }

  private Descended descend(Entrant entrant, Reached reached, DataSums by) {
    Recipe recipe = new Recipe(entrant.spec());
    Training training = new Training(recipe, data, by);
    Optional<Training.Result> from = reached.of(entrant, fold);
    if (from.isPresent() && Reached.isFinal(from.get(), recipe.allEpochs())) {
      return new Descended(entrant, training, from.get());
    }
    Start start = Start.of(recipe, training.objective().network(), data, run);
    try (LiveProgress live = live(recipe)) {
      Course course = Course.unwritten(live, data, from.map(Training.Result::state));
      return new Descended(entrant, training, training.run(start.parameters(), course));
    }
  }

  private Fit fit(Descended one, long since) {
    Training.Result result = one.result;
    return result.reason() == StopReason.DIVERGED || result.reason() == StopReason.STALLED
        ? Fit.failed(ending(result, problem(result)), seconds(since))
        : measured(one.entrant, one.training, solved(result), since);
  }

  private LiveProgress live(Recipe recipe) {
    return new LiveProgress(ProgressView.none(), run.description(), recipe.allEpochs());
  }

  private static Fit.Ending ending(Training.Result result, String problem) {
    return new Fit.Ending(result.state().epoch(), result.reason().name(), problem);
  }

  private static String problem(Training.Result result) {
    TrainingState state = result.state();
    return String.format(
        Locale.ROOT,
        "%s in epoch %d: the objective went from %.6g to %.6g",
        result.reason().name().toLowerCase(Locale.ROOT),
        state.epoch(),
        state.history().get(0).objective(),
        state.last().objective());
  }

  /**
   * The losses at the parameters that training ended with: those of the best epoch, or the last.
   */
  private static Solved solved(Training.Result result) {
    TrainingState.Best best = result.state().best();
    boolean restored = Arrays.equals(result.parameters(), best.parameters());
    Progress at =
        result.state().history().stream()
            .filter(epoch -> restored && epoch.epoch() == best.epoch())
            .reduce((first, second) -> second)
            .orElse(result.state().last());
    return new Solved(result.parameters(), at.loss(), at.validationLoss(), ending(result, ""));
  }

  /** Candidates that differ in the strength alone take no pass over the rows each. */
  private List<Fit> alongPath(List<Entrant> group) {
    long before = System.nanoTime();
    Training training = new Training(new Recipe(group.get(0).spec()), data, sums);
    Optional<StrengthPath> path;
    try (LiveProgress live = live(new Recipe(group.get(0).spec()))) {
      path = training.path().path(fromTheGreatest(group), live);
    }
    double each = seconds(before) / group.size();
    return group.stream()
        .map(
            entrant ->
                path.map(
                        all ->
                            measured(
                                entrant, training, solved(all, entrant.strength()), since(each)))
                    .orElseGet(() -> Fit.failed(notFinite(), each)))
        .toList();
  }

  /** When what began that many seconds ago began. */
  private static long since(double seconds) {
    return System.nanoTime() - (long) (seconds * NANOS);
  }

  private static double[] fromTheGreatest(List<Entrant> group) {
    return group.stream()
        .map(Entrant::strength)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .mapToDouble(strength -> strength)
        .toArray();
  }

  private static Fit.Ending notFinite() {
    return new Fit.Ending(0, StopReason.DIVERGED.name(), "products of the features are not finite");
  }

  private static Solved solved(StrengthPath path, double strength) {
    StrengthPath.Entry entry =
        path.entries().stream().filter(one -> one.strength() == strength).findFirst().orElseThrow();
    return new Solved(
        entry.parameters(),
        entry.loss(),
        entry.validationLoss(),
        new Fit.Ending(0, StopReason.CONVERGED.name(), ""));
  }

  private Fit measured(Entrant entrant, Training training, Solved solved, long since) {
    if (metric.evaluated().isEmpty()) {
      return Fit.of(solved.validationLoss, solved.loss, solved.end, seconds(since));
    }
    GateMetric asked = metric.evaluated().get();
    Evaluation found = evaluation(entrant, training.model(solved.parameters));
    OptionalDouble value = value(asked, found, Side.VALIDATION);
    double onTraining = value(asked, found, Side.TRAIN).orElse(Double.NaN);
    return value.isPresent()
        ? Fit.of(value.getAsDouble(), onTraining, solved.end, seconds(since))
        : Fit.failed(
            new Fit.Ending(
                solved.end.epochs(),
                solved.end.stopReason(),
                asked.word() + " is undefined on the validation rows"),
            seconds(since));
  }

  private static OptionalDouble value(GateMetric asked, Evaluation found, Side side) {
    return Trial.value(asked, found.required(side).toMap());
  }

  /** By the threshold and the curves of the candidate's own job, without intervals. */
  private Evaluation evaluation(Entrant entrant, Model model) {
    MetricSettings all = MetricRecipe.of(entrant.spec().evaluation());
    MetricSettings alone =
        new MetricSettings(all.threshold(), all.goal(), all.curves(), Optional.empty());
    return Evaluation.of(
        model,
        List.of(table),
        new Evaluation.Settings(
            new TileRecipe(entrant.spec()).target().reader(model.classes()),
            alone,
            entrant.spec().training().depth()));
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / NANOS;
  }

  @Override
  public void close() {
    data.close();
  }
}

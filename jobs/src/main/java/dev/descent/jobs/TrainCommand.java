package dev.descent.jobs;

import dev.descent.data.Classes;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.solve.Rank;
import dev.descent.solve.StopReason;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.TableStatistics;
import dev.descent.spark.data.TrainingData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code descent train}: a job file in, a run folder with model, metrics and history out. */
@Command(
    name = "train",
    description = "Train a model as a job file says and write a run folder.",
    footer = {"", "Example:", "  descent train conf/iris-logistic.conf training.epochs=10"})
final class TrainCommand implements Callable<Integer> {
  @Mixin private final JobArguments arguments;

  @Spec private CommandSpec command;

  TrainCommand() {
    this(new JobArguments(), CommandSpec.create());
  }

  /** For a command that trains among other things. */
  TrainCommand(JobArguments arguments, CommandSpec command) {
    this.arguments = arguments;
    this.command = command;
  }

  @Override
  public Integer call() {
    JobSpec spec = arguments.spec();
    spec.requireNoScore("train");
    JobRun.ofTraining(spec, Checkpoints.OtherData.REFUSED, run -> train(spec, run));
    return ExitCode.DONE;
  }

  /** Trains in the folder of {@code run}; what is returned says what came of it. */
  Runnable train(JobSpec spec, JobRun run) {
    Recipe recipe = new Recipe(spec);
    JobTables tables = new JobTables(spec, run.spark());
    Table table = run.timed("open", tables::train);
    if (!table.split().toMap().isEmpty()) {
      run.put("split", table.split().toMap());
    }
    run.put("heldOut", HeldOut.of(spec, table).toMap());
    Training.Result result;
    Model model;
    try (TrainingData data =
        run.timed(
            "prepare",
            () ->
                TrainingData.prepare(
                    table,
                    tables.settings(),
                    expected ->
                        warn(Check.ofTiles(spec, expected, MemoryLimits.of(run.spark())))))) {
      record(spec, run, data);
      sayCategories(spec, run, data);
      sayHashed(spec, run, data);
      Estimates estimates = Estimates.of(recipe, data, run.spark());
      estimates.require();
      run.put("parameters", (long) estimates.parameters());
      Training training = new Training(recipe, data);
      Start start = Start.of(recipe, training.objective().network(), data, run);
      start.words().ifPresent(words -> say(spec, words));
      Optional<Trajectory> trajectory = Trajectory.asked(spec, training.objective());
      try (LiveProgress live = live(recipe, run)) {
        Course course = Course.of(run, live, data);
        trajectory.ifPresent(way -> course.follow(way::add));
        result = run.timed("train", () -> training.run(start.parameters(), course));
      }
      run.put("stopReason", result.reason().name());
      run.put("epochs", result.state().epoch());
      run.put("steps", result.state().step());
      result.strength().ifPresent(strength -> run.put("strength", strength));
      result.rank().ifPresent(rank -> recordRank(run, rank, data.encoding().features()));
      requireSolved(spec, result);
      model = training.model(result.parameters());
      trajectory.ifPresent(
          way -> run.timed("landscape", () -> survey(run, training.landscape(result), way, model)));
    }
    new Drift(spec, tables, table).profile(model).ifPresent(run.folder()::writeProfile);
    Judgement judgement = run.timed("evaluate", () -> Judgement.of(spec, tables, model, table));
    new SkippedRows(judgement.evaluation().skipped()).report(run, command.commandLine().getErr());
    String sha256 = ModelFiles.parametersSha256(model.parameters());
    run.put("parametersSha256", sha256);
    run.timed("write", () -> write(run, model, judgement));
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "train");
    ending.put("outcome", "done");
    ending.put("stopReason", result.reason().name());
    ending.put("exitCode", ExitCode.DONE);
    ending.put("run", run.folder().path());
    ending.put("parametersSha256", sha256);
    Output output = new Output(command.commandLine().getOut(), arguments);
    return () -> output.say(ending, headline(spec, result), judgement.metrics());
  }

  private void warn(Estimate tiles) {
    if (tiles.isTooLarge()) {
      command.commandLine().getErr().println("descent: warning: " + tiles.line());
      command.commandLine().getErr().flush();
    }
  }

  private LiveProgress live(Recipe recipe, JobRun run) {
    String name = recipe.spec().name();
    ProgressView view =
        arguments.quiet
            ? ProgressView.none()
            : ProgressView.of(name, command.commandLine().getErr());
    return new LiveProgress(view, run.description(), recipe.allEpochs());
  }

  private static boolean survey(
      JobRun run, Landscape landscape, Trajectory trajectory, Model model) {
    String feature = model.encoding().features().get(0);
    run.folder().writeLandscape(landscape.toMap(feature, trajectory.points()));
    return true;
  }

  private static boolean write(JobRun run, Model model, Judgement judgement) {
    run.folder().writeMetrics(judgement.metrics());
    judgement.writeCurves(run.folder());
    run.folder().writeModel(model);
    return true;
  }

  /** Which columns were taken for categories is not left to guess. */
  private void sayCategories(JobSpec spec, JobRun run, TrainingData data) {
    Map<String, Object> found = new LinkedHashMap<>();
    for (Column column : data.encoding().expansion().inputs()) {
      if (column instanceof Categorical categorical) {
        found.put(column.name(), categorical.categories().size());
      }
    }
    if (!found.isEmpty()) {
      run.put("categories", found);
    }
    if (!found.isEmpty()) {
      say(
          spec,
          found.entrySet().stream()
              .map(column -> column.getKey() + " (" + column.getValue() + ")")
              .collect(Collectors.joining(", ", "columns of categories: ", "")));
    }
  }

  private void say(JobSpec spec, String words) {
    if (!arguments.quiet) {
      command.commandLine().getErr().println(spec.name() + ": " + words);
    }
  }

  private void sayHashed(JobSpec spec, JobRun run, TrainingData data) {
    HashedColumns.of(data.encoding().expansion(), data.statistics().hashed())
        .ifPresent(
            hashed -> {
              run.put("hashed", hashed.toMap());
              String columns = String.join(", ", hashed.names());
              say(spec, "hashed columns: " + columns + ": " + hashed.line());
            });
  }

  private static void record(JobSpec spec, JobRun run, TrainingData data) {
    TableStatistics statistics = data.statistics();
    Map<String, Object> rows = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      rows.put(side.name().toLowerCase(Locale.ROOT), statistics.rows(side));
    }
    run.put("rows", rows);
    data.classes().ifPresent(classes -> run.put("rowsByClass", byClass(classes, data)));
    Map<String, Long> missing = statistics.missing(data.encoding().expansion().inputs());
    if (!missing.isEmpty()) {
      run.put("missing", missing);
    }
    run.put("bytes", data.bytes());
    if (spec.data().skipAtMost().isPresent()) {
      run.put("badRows", new SkippedRows(Map.of("data.train", statistics.bad())).toMap());
    }
    run.putProvenance(
        "dataFingerprint", String.format(Locale.ROOT, "%016x", statistics.fingerprint()));
  }

  /** How many training rows each class has, also those that only data.classes names. */
  private static Map<String, Object> byClass(Classes classes, TrainingData data) {
    Map<String, Object> rows = new LinkedHashMap<>();
    long[] counts = data.rowsOfClasses();
    for (int k = 0; k < counts.length; k++) {
      rows.put(classes.names().get(k), counts[k]);
    }
    return rows;
  }

  private static void requireSolved(JobSpec spec, Training.Result result) {
    TrainingState state = result.state();
    if (result.reason() == StopReason.DIVERGED) {
      String advice =
          spec.training().solver() instanceof SolverSpec.MiniBatch descent
              ? String.format(
                  Locale.ROOT,
                  "try training.rate.initial = %.2g",
                  descent.step().rate().initial() / 3)
              : "standardize the features, or look for values that are far too large";
      throw new UnsolvedException(
          result.reason(),
          String.format(
              Locale.ROOT,
              "training diverged in epoch %d: the objective went from %.6g to %.6g; no model was written; %s",
              state.epoch(),
              state.history().get(0).objective(),
              state.last().objective(),
              advice));
    }
    if (result.reason() == StopReason.STALLED) {
      throw new UnsolvedException(
          result.reason(),
          String.format(
              Locale.ROOT,
              "training cannot get nearer to the optimum than an objective of %.10g (gradient %.3g) in epoch %d, which is short of training.stop.tolerance; no model was written; %s",
              state.last().objective(),
              state.last().gradientNorm(),
              state.epoch(),
              spec.training().solver() instanceof SolverSpec.Exact
                  ? "give the penalty more strength, or leave out columns that others nearly make up"
                  : "set a larger training.stop.tolerance, or training.precision = double"));
    }
  }

  /** A table with columns that depend on others is not passed off as one of full rank. */
  private static void recordRank(JobRun run, Rank rank, List<String> features) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("columns", rank.columns());
    json.put("rank", rank.rank());
    json.put("aliased", rank.aliased().stream().map(features::get).toList());
    run.put("rank", json);
  }

  private static String headline(JobSpec spec, Training.Result result) {
    return String.format(
        Locale.ROOT,
        "%s: %s after %d epochs (%d steps), objective %.8g%s",
        spec.name(),
        result.reason(),
        result.state().epoch(),
        result.state().step(),
        result.state().last().objective(),
        result.strength().map(s -> String.format(Locale.ROOT, ", strength %.6g", s)).orElse(""));
  }
}

package dev.descent.jobs;

import dev.descent.jobs.spec.DataPart;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.SourceSpec;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code descent evaluate}: a model and rows, or rows with scores in, metrics and curves out. */
@Command(
    name = "evaluate",
    description =
        "Measure a model (use.model), or scores that exist (data.score), on rows (use.data).",
    footer = {"", "Example:", "  descent evaluate conf/fawcett-scores.conf"})
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    JobSpec spec = arguments.spec();
    JobRun.of("evaluate", spec, run -> evaluate(spec, run));
    return ExitCode.DONE;
  }

  private Runnable evaluate(JobSpec spec, JobRun run) {
    JobTables tables = new JobTables(spec, run.spark());
    return spec.data().score().isPresent() ? scores(spec, run, tables) : model(spec, run, tables);
  }

  private Runnable scores(JobSpec spec, JobRun run, JobTables tables) {
    Judgement judgement =
        run.timed(
            "evaluate",
            () ->
                spec.use().data() instanceof SourceSpec source
                    ? Judgement.ofScores(
                        spec, tables.whole("use.data", source, List.of()), Side.TEST)
                    : ofPart(spec, tables, side(spec)));
    String columns = String.join(", ", spec.data().score().orElseThrow().columns());
    return written(run, judgement, null, spec.name() + ": the scores in " + columns);
  }

  private static Judgement ofPart(JobSpec spec, JobTables tables, Side side) {
    Optional<Table> test = side == Side.TEST ? tables.test(List.of()) : Optional.empty();
    return Judgement.ofScores(spec, test.orElseGet(() -> tables.train(List.of())), side);
  }

  private Runnable model(JobSpec spec, JobRun run, JobTables tables) {
    Configuration hadoop = run.spark().sparkContext().hadoopConfiguration();
    NamedModel used = NamedModel.of(spec, hadoop);
    Model model = used.model();
    String sha256 = ModelFiles.parametersSha256(model.parameters());
    run.put("model", used.path());
    used.version().ifPresent(version -> run.put("modelVersion", version));
    run.put("parametersSha256", sha256);
    Judgement judgement = run.timed("evaluate", () -> judge(spec, tables, model));
    return written(run, judgement, sha256, spec.name() + ": the model in " + used.path());
  }

  private Runnable written(
      JobRun run, Judgement judgement, @Nullable String sha256, String headline) {
    new SkippedRows(judgement.evaluation().skipped()).report(run, command.commandLine().getErr());
    run.folder().writeMetrics(judgement.metrics());
    judgement.writeCurves(run.folder());
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "evaluate");
    ending.put("outcome", "done");
    ending.put("stopReason", null);
    ending.put("exitCode", ExitCode.DONE);
    ending.put("run", run.folder().path());
    ending.put("parametersSha256", sha256);
    Output output = new Output(command.commandLine().getOut(), arguments);
    return () -> output.say(ending, headline, judgement.metrics());
  }

  private static Judgement judge(JobSpec spec, JobTables tables, Model model) {
    List<String> features = model.encoding().columns();
    if (spec.use().data() instanceof SourceSpec source) {
      return Judgement.of(
          spec, tables, model, List.of(tables.whole("use.data", source, features)), Side.TEST);
    }
    Table train = tables.train();
    List<Table> all = Stream.concat(Stream.of(train), tables.test(features).stream()).toList();
    return Judgement.of(spec, tables, model, all, side(spec));
  }

  private static Side side(JobSpec spec) {
    return Side.valueOf(((DataPart) spec.use().data()).name());
  }
}

package dev.descent.jobs;

import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.LossSpec;
import dev.descent.jobs.spec.PredictionsFormat;
import dev.descent.jobs.spec.PredictionsSpec;
import dev.descent.jobs.spec.SourceSpec;
import dev.descent.jobs.spec.ThresholdSpec;
import dev.descent.jobs.spec.WriteMode;
import dev.descent.model.Model;
import dev.descent.model.ModelFiles;
import dev.descent.spark.data.Table;
import dev.descent.spark.predict.Predictions;
import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code descent predict}: a model and rows in, the rows with their predictions out. */
@Command(
    name = "predict",
    description =
        "Write the rows of use.data with the predictions of use.model to output.predictions.",
    footer = {
      "",
      "Example, of rows of any table with the columns of the features:",
      "  descent predict conf/iris-logistic.conf \\",
      "      'use.data { format = csv, path = \"conf/samples/iris.csv\" }' \\",
      "      use.data.options.header=true \\",
      "      'output.predictions { format = csv, path = predictions }'"
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    JobSpec spec = arguments.spec();
    spec.requireNoScore("predict");
    if (!(spec.use().data() instanceof SourceSpec source)) {
      throw new JobFileException(
          "use.data must be a source such as { format = csv, path = \"..\" } for predict, but was "
              + spec.use().data().toString().toLowerCase(Locale.ROOT));
    }
    PredictionsSpec target =
        spec.output()
            .predictions()
            .orElseThrow(
                () ->
                    new JobFileException(
                        "output.predictions { format, path } is required for predict; say where to write"));
    requireRoomFor(spec.model().loss(), target);
    double threshold = threshold(spec);
    SparkSession spark = Sessions.start("descent predict " + spec.name());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    requireFree(target, hadoop);
    NamedModel used = NamedModel.of(spec, hadoop);
    Model model = used.model();
    requireRoomFor(model, target);
    Table table = new JobTables(spec, spark).unlabelled("use.data", source);
    say(spec, used, target, write(model, table, threshold, target));
    return ExitCode.DONE;
  }

  /** A threshold that was chosen stands in metrics.json; here are no labels to choose it again. */
  private static double threshold(JobSpec spec) {
    return spec.evaluation()
        .threshold()
        .orElseGet(ThresholdSpec::usual)
        .fixed()
        .orElseThrow(
            () ->
                new JobFileException(
                    "evaluation.threshold must be a number for predict, which has no labels to choose it by; give the threshold in the metrics.json of the run"));
  }

  /** A file of comma-separated values has no arrays. */
  private static void requireRoomFor(LossSpec loss, PredictionsSpec target) {
    if (loss instanceof LossSpec.Softmax && target.format() == PredictionsFormat.CSV) {
      throw new JobFileException(
          "output.predictions.format = csv cannot hold the probabilities of several classes, which are an array; use parquet, json or orc");
    }
  }

  private static void requireRoomFor(Model model, PredictionsSpec target) {
    if (target.format() == PredictionsFormat.CSV) {
      model
          .encoding()
          .expansion()
          .vector()
          .ifPresent(
              vector -> {
                throw new JobFileException(
                    "output.predictions.format = csv cannot hold column "
                        + vector.name()
                        + ", which has vectors; use parquet, json or orc");
              });
    }
  }

  private static void requireFree(PredictionsSpec target, Configuration hadoop) {
    Path path = new Path(target.path());
    try {
      if (target.mode() == WriteMode.ERROR && path.getFileSystem(hadoop).exists(path)) {
        throw new StorageException(
            "output.predictions.path: "
                + target.path()
                + " exists; name another path or set output.predictions.mode = overwrite");
      }
    } catch (IOException e) {
      throw new StorageException(
          "output.predictions.path: cannot look up " + target.path() + ": " + e.getMessage(), e);
    }
  }

  private static Predictions.Written write(
      Model model, Table table, double threshold, PredictionsSpec target) {
    SaveMode mode =
        target.mode() == WriteMode.OVERWRITE ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
    String format = target.format().name().toLowerCase(Locale.ROOT);
    try {
      return Predictions.write(
          model, table, threshold, new Predictions.Target(format, mode, target.path()));
    } catch (Exception e) {
      // Not RuntimeException: Spark throws checked exceptions without declaring them.
      DataException.in(e)
          .ifPresent(
              data -> {
                throw data;
              });
      throw new StorageException(
          "output.predictions.path: cannot write "
              + target.path()
              + ": "
              + String.valueOf(innermost(e)).lines().findFirst().orElse(""),
          e);
    }
  }

  /** Spark's own message says that a task has failed and where, but not why. */
  private static Throwable innermost(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private void say(
      JobSpec spec, NamedModel used, PredictionsSpec target, Predictions.Written written) {
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "predict");
    ending.put("outcome", "done");
    ending.put("stopReason", null);
    ending.put("exitCode", ExitCode.DONE);
    ending.put("run", null);
    ending.put("parametersSha256", ModelFiles.parametersSha256(used.model().parameters()));
    ending.put("model", used.path());
    ending.put("predictions", target.path());
    ending.put("rows", written.rows());
    if (spec.data().skipAtMost().isPresent()) {
      SkippedRows skipped = new SkippedRows(Map.of("use.data", written.skipped()));
      ending.put("badRows", skipped.toMap());
      skipped.warn(command.commandLine().getErr());
    }
    String headline = spec.name() + ": " + written.rows() + " predictions in " + target.path();
    new Output(command.commandLine().getOut(), arguments).say(ending, headline, Map.of());
  }
}

package dev.descent.jobs;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.ModelStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent retrain}: a champion and new data in, a challenger and a decision out. */
@Command(
    name = "retrain",
    description =
        "Train a challenger if that is due, hold it against the champion on the same test rows, and promote it if the gates of the job file let it.")
final class RetrainCommand implements Callable<Integer> {
  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "the date or time (UTC) that counts as now; asked again for the same data and job, nothing changes")
  @Nullable String asOf;

  @Option(
      names = "--force",
      description = "train even if that is not due, or was decided already of the same data")
  boolean force;

  @Override
  public Integer call() {
    JobSpec spec = arguments.spec();
    spec.requireNoScore("retrain");
    if (spec.retrain().isEmpty()) {
      throw new JobFileException(
          "retrain is required for the command retrain; give retrain { gates { metric = .. } }");
    }
    SparkSession spark = Sessions.start("descent retrain " + spec.name());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (ModelStore store = Stores.open(spec, hadoop)) {
      RetrainAttempt attempt =
          new RetrainAttempt(new RetrainAttempt.Asked(spec, now(), whenDue()), store, spark);
      RetrainWords.Said said = attempt.settle(this::train, this::say);
      return said.exitCode();
    }
  }

  private RetrainAttempt.Wanted whenDue() {
    return force ? RetrainAttempt.Wanted.NOW : RetrainAttempt.Wanted.WHEN_DUE;
  }

  private Instant now() {
    if (asOf == null) {
      return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
    try {
      return asOf.contains("T")
          ? Instant.parse(asOf)
          : LocalDate.parse(asOf).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new JobFileException(
          "--as-of must be a date such as 2026-11-27 or a time such as 2026-11-27T02:00:00Z, but was "
              + asOf);
    }
  }

  /** Trains in a run folder of its own, as train does. */
  private String train(JobSpec spec) {
    List<String> folders = new ArrayList<>();
    JobRun.ofTraining(
        spec,
        Checkpoints.OtherData.DISCARDED,
        run -> {
          folders.add(run.folder().path());
          new TrainCommand(arguments, command).train(spec, run);
          return () -> {};
        });
    return folders.get(0);
  }

  private void say(RetrainWords.Said said, ModelStore store, Optional<String> run) {
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "retrain");
    ending.put("outcome", said.outcome());
    ending.put("stopReason", null);
    ending.put("exitCode", said.exitCode());
    ending.put("run", run.orElse(null));
    ending.put("parametersSha256", null);
    ending.putAll(said.json());
    ending.putAll(StoreView.of(store).head());
    String headline = String.join(System.lineSeparator(), said.lines());
    new Output(command.commandLine().getOut(), arguments).say(ending, headline, said.metrics());
  }
}

package dev.descent.jobs;

import dev.descent.jobs.run.RunFolder;
import dev.descent.jobs.run.StorageException;
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
import org.apache.hadoop.util.ShutdownHookManager;
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
        "Train a challenger if that is due, hold it against the champion on the same test rows, and"
            + " promote it if the gates of the job file let it.",
    footer = {
      "",
      "Example:",
      "  descent retrain conf/breast-cancer-logistic.conf --as-of 2026-11-27"
    })
final class RetrainCommand implements Callable<Integer> {
  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "the date or time (UTC) that counts as now; asked again for the same data and job,"
              + " nothing changes")
  @Nullable String asOf;

  @Option(
      names = "--force",
      description = "train even if that is not due, or was decided already of the same data")
  boolean force;

  private @Nullable RetrainAttempt attempt;
  private Map<String, Object> ending = Map.of();

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
    Alerts alerts = Alerts.of(spec, new SourceSecrets(System.getenv(), hadoop));
    try (ModelStore store = Stores.open(spec, hadoop)) {
      attempt = new RetrainAttempt(new RetrainAttempt.Asked(spec, now(), whenDue()), store, spark);
      return attempt.settle(this::train, this::say).exitCode();
    } catch (Exception | Error e) { // Spark throws checked ones that it does not declare.
      ending = Failure.of(e).toMap("retrain");
      throw e;
    } finally {
      tell(alerts, hadoop);
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
          "--as-of must be a date such as 2026-11-27 or a time such as 2026-11-27T02:00:00Z, but"
              + " was "
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

  private void say(RetrainWords.Said ended, ModelStore store, Optional<String> run) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("command", "retrain");
    said.put("outcome", ended.outcome());
    said.put("stopReason", null);
    said.put("exitCode", ended.exitCode());
    said.put("run", run.orElse(null));
    said.put("parametersSha256", null);
    said.putAll(ended.json());
    said.putAll(StoreView.of(store).head());
    String headline = String.join(System.lineSeparator(), ended.lines());
    new Output(command.commandLine().getOut(), arguments).say(said, headline, ended.metrics());
    said.put("metrics", ended.metrics());
    ending = said;
  }

  /** Once everything else is done; whoever interrupts the process knows of it. */
  private void tell(Alerts alerts, Configuration hadoop) {
    if (ShutdownHookManager.get().isShutdownInProgress()) {
      return;
    }
    List<Alerts.Told> told = alerts.tell(ending);
    told.forEach(one -> one.warning().ifPresent(this::warn));
    Optional<String> folder = Optional.ofNullable(attempt).flatMap(RetrainAttempt::folder);
    if (folder.isPresent() && !told.isEmpty()) {
      List<Map<String, Object>> json = told.stream().map(Alerts.Told::toMap).toList();
      try {
        RunFolder.writeAlerts(folder.get(), json, hadoop);
      } catch (StorageException e) {
        warn(String.valueOf(e.getMessage()));
      }
    }
  }

  private void warn(String what) {
    command.commandLine().getErr().println("descent: warning: " + what);
    command.commandLine().getErr().flush();
  }
}

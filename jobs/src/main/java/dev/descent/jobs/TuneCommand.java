package dev.descent.jobs;

import dev.descent.jobs.spec.JobFile;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.TuneSpec;
import dev.descent.jobs.tune.Candidate;
import dev.descent.jobs.tune.Leaderboard;
import dev.descent.jobs.tune.Tried;
import dev.descent.solve.StopReason;
import dev.descent.spark.source.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code descent tune}: a job file that lists values in, the job file with the best of them out.
 */
@Command(
    name = "tune",
    description =
        "Try the values that a job file lists in tune.over, and write the job file with the best.",
    footer = {"", "Example:", "  descent tune conf/diabetes-tune.conf"})
final class TuneCommand implements Callable<Integer> {
  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    JobFile file = arguments.jobFile();
    JobSpec spec = file.spec();
    spec.requireNoScore("tune");
    List<Candidate> candidates = Candidate.of(file);
    JobRun.of("tune", spec, run -> tune(spec, candidates, run));
    return ExitCode.DONE;
  }

  private Runnable tune(JobSpec spec, List<Candidate> candidates, JobRun run) {
    TuneSpec tune = spec.tune().orElseThrow();
    run.put("candidates", (long) candidates.size());
    run.put("folds", tune.folds());
    run.put("metric", tune.metric().word());
    Leaderboard leaderboard;
    try (ProgressView view = view(spec)) {
      leaderboard = new Tuning(run, spec, view).of(candidates);
    }
    run.folder().writeLeaderboard(leaderboard.toMap());
    Tried best = leaderboard.best().orElseThrow(() -> nothing(leaderboard));
    String conf = run.folder().writeBest(best.candidate().spec().untuned().render());
    run.put("best", best.candidate().values());
    run.put("value", best.value());
    Output output = new Output(command.commandLine().getOut(), arguments);
    String words = String.join("\n", new Standings(leaderboard).lines(spec.name(), conf));
    return () -> output.say(ending(run, best, conf), words, Map.of());
  }

  private ProgressView view(JobSpec spec) {
    return arguments.quiet
        ? ProgressView.none()
        : ProgressView.of(spec.name(), command.commandLine().getErr());
  }

  private static Map<String, Object> ending(JobRun run, Tried best, String conf) {
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "tune");
    ending.put("outcome", "done");
    ending.put("stopReason", null);
    ending.put("exitCode", ExitCode.DONE);
    ending.put("run", run.folder().path());
    ending.put("parametersSha256", null);
    ending.put("best", best.candidate().values());
    ending.put("value", best.value());
    ending.put("bestJobFile", conf);
    ending.put("leaderboard", run.folder().path() + "/leaderboard.json");
    return ending;
  }

  private static RuntimeException nothing(Leaderboard leaderboard) {
    Tried first = leaderboard.ranked().get(0);
    String line =
        "tune: none of "
            + leaderboard.ranked().size()
            + " candidates could be measured; "
            + first.candidate().shown()
            + ": "
            + first.problem().orElse("");
    boolean unsolved = leaderboard.ranked().stream().anyMatch(TuneCommand::isUnsolved);
    return unsolved
        ? new UnsolvedException(StopReason.DIVERGED, line + "; try a smaller training.rate.initial")
        : new DataException(line + "; use another tune.metric, or more rows");
  }

  private static boolean isUnsolved(Tried tried) {
    return tried.fits().stream()
        .map(fit -> fit.ending().stopReason())
        .anyMatch(
            reason ->
                reason.equals(StopReason.DIVERGED.name())
                    || reason.equals(StopReason.STALLED.name()));
  }
}

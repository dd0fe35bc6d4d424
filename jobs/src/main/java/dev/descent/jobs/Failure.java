package dev.descent.jobs;

import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.store.LostRaceException;
import dev.descent.jobs.store.StoreRuleException;
import dev.descent.model.ModelException;
import dev.descent.solve.StopReason;
import dev.descent.spark.data.TooLargeException;
import dev.descent.spark.source.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What went wrong, in the words for the user.
 *
 * @param exitCode one of {@link ExitCode}
 * @param outcome of run.json
 * @param stopReason why training ended, where it did
 * @param lines one problem each
 */
record Failure(int exitCode, String outcome, Optional<StopReason> stopReason, List<String> lines) {
  private static final String FAILED = "failed";

  private Failure(int exitCode, String outcome, List<String> lines) {
    this(exitCode, outcome, Optional.empty(), lines);
  }

  /** A command line that cannot be read. */
  static Failure ofUsage(String line) {
    return new Failure(ExitCode.USAGE, FAILED, List.of(line));
  }

  private static String line(TooLargeException e) {
    return new Estimate(
            String.valueOf(e.getMessage()),
            e.bytes(),
            "the memory of the driver",
            e.heap(),
            "give it more (--driver-memory), or use fewer columns (features.hashed.size)")
        .line();
  }

  /** What --json prints: the fields of a command that ended well, and the lines. */
  Map<String, Object> toMap(String command) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", command);
    json.put("outcome", outcome);
    json.put("stopReason", stopReason.map(StopReason::name).orElse(null));
    json.put("exitCode", exitCode);
    json.put("run", null);
    json.put("parametersSha256", null);
    json.put("metrics", Map.of());
    json.put("error", lines);
    return json;
  }

  /** The failure that an exception stands for; what Spark wraps is looked for inside. */
  static Failure of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof JobFileException e) {
        return new Failure(ExitCode.USAGE, FAILED, e.lines());
      }
      if (t instanceof DataException e) {
        return new Failure(ExitCode.DATA, FAILED, e.lines());
      }
      if (t instanceof TooLargeException e) {
        return ofUsage(line(e));
      }
      if (t instanceof OutOfMemoryError) {
        String heap = Estimate.shown(Runtime.getRuntime().maxMemory());
        return ofUsage("the driver ran out of its " + heap + "; give it more (--driver-memory)");
      }
      if (t instanceof StoreRuleException) {
        return new Failure(ExitCode.USAGE, "refused", List.of(String.valueOf(t.getMessage())));
      }
      if (t instanceof LostRaceException) {
        return new Failure(ExitCode.LOST_RACE, "lost", List.of(String.valueOf(t.getMessage())));
      }
      if (t instanceof StorageException || t instanceof ModelException) {
        List<String> lines = String.valueOf(t.getMessage()).lines().toList();
        return new Failure(ExitCode.STORAGE, FAILED, lines);
      }
      if (t instanceof InterruptedRunException) {
        return new Failure(ExitCode.INTERRUPTED, "interrupted", List.of("interrupted"));
      }
      if (t instanceof UnsolvedException e) {
        String outcome = e.reason() == StopReason.DIVERGED ? "diverged" : "stalled";
        List<String> lines = List.of(String.valueOf(e.getMessage()));
        return new Failure(ExitCode.UNSOLVED, outcome, Optional.of(e.reason()), lines);
      }
    }
    String what = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    return new Failure(
        ExitCode.UNEXPECTED,
        FAILED,
        List.of(thrown.getClass().getSimpleName() + ": " + what + " (--verbose shows where)"));
  }
}

package dev.descent.jobs.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one engine made of one workload.
 *
 * @param outcomes of the measured rounds; none if the engine is not available
 */
record Result(Workload workload, EngineKind kind, List<Outcome> outcomes) {
  static final String NO_OPENBLAS =
      EngineKind.OPENBLAS + " was not found; on Debian: apt-get install libopenblas0-pthread";

  Result {
    outcomes = List.copyOf(outcomes);
  }

  boolean isThere() {
    return !outcomes.isEmpty();
  }

  /** From cached data to the result. */
  Times times() {
    return new Times(outcomes.stream().map(Outcome::seconds).toList());
  }

  /** From files to the result. */
  Times timesFromFiles() {
    return new Times(outcomes.stream().map(o -> o.prepared() + o.seconds()).toList());
  }

  /** Whether every round came to a result good enough for its time to count. */
  boolean reached() {
    return outcomes.stream().allMatch(workload.goal()::reached);
  }

  private Outcome last() {
    return outcomes.get(outcomes.size() - 1);
  }

  /** The entry of --json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("workload", workload.name());
    json.put("engine", kind.engine());
    json.put("blas", kind.blas());
    json.put("seconds", outcomes.stream().map(Outcome::seconds).toList());
    json.put("median", isThere() ? times().median() : null);
    json.put("objective", isThere() ? last().objective() : null);
    if (!isThere()) {
      json.put("unavailable", NO_OPENBLAS);
      return json;
    }
    last().accuracy().ifPresent(accuracy -> json.put("accuracy", accuracy));
    last().bound().ifPresent(bound -> json.put("bound", bound));
    json.put("goal", workload.goal().words());
    json.put("reached", reached());
    json.put("spread", times().spread());
    json.put("secondsFromFiles", timesFromFiles().seconds());
    json.put("medianFromFiles", timesFromFiles().median());
    return json;
  }

  /** A line of the table. */
  String line(String ratio) {
    if (!isThere()) {
      return String.format("  %-16s not measured: %s", kind.words(), NO_OPENBLAS);
    }
    String accuracy =
        last().accuracy().isPresent()
            ? String.format(Locale.ROOT, "%.4f", last().accuracy().getAsDouble())
            : "";
    return String.format(
            Locale.ROOT,
            "  %-16s %9.3f s %6.0f %% %11.3f s %9s %12.7g %8s  %s%s",
            kind.words(),
            times().median(),
            100 * times().spread(),
            timesFromFiles().median(),
            accuracy,
            last().objective(),
            ratio,
            bound(),
            reached() ? "" : "GOAL MISSED")
        .stripTrailing();
  }

  private String bound() {
    return last().bound().isPresent()
        ? String.format(Locale.ROOT, "+- %.1e  ", last().bound().getAsDouble())
        : "";
  }
}

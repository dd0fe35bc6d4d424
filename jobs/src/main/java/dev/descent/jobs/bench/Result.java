package dev.descent.jobs.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one engine made of one workload.
 *
 * @param outcomes of the measured rounds; none if the engine is not available
 */
record Result(Workload workload, EngineKind kind, List<Outcome> outcomes) {
  static final String NO_OPENBLAS =
      EngineKind.OPENBLAS + " was not found; on Debian: apt-get install libopenblas0-pthread";

  /** Figures that have columns of their own. */
  private static final Set<String> SHOWN = Set.of(Outcome.ACCURACY, Outcome.BOUND);

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
    json.putAll(figures());
    json.put("goal", workload.goal().words());
    json.put("reached", reached());
    json.put("spread", times().spread());
    json.put("secondsFromFiles", timesFromFiles().seconds());
    json.put("medianFromFiles", timesFromFiles().median());
    return json;
  }

  /** The medians of the figures, by name. */
  private Map<String, Double> figures() {
    Map<String, Double> medians = new TreeMap<>();
    last().figures().keySet().forEach(name -> medians.put(name, figure(name)));
    return medians;
  }

  private double figure(String name) {
    return Times.median(outcomes.stream().map(o -> o.figures().getOrDefault(name, 0.0)).toList());
  }

  /** What else was timed in turns with Descent, beside it; none if it has missed its goal. */
  List<Ratio> besides() {
    return kind == EngineKind.DESCENT && isThere() && reached()
        ? workload.besides().stream()
            .filter(other -> last().figures().containsKey(other.figure()))
            .map(other -> new Ratio(other.words(), figure(other.figure()) / times().median()))
            .toList()
        : List.of();
  }

  private boolean isBeside(String figure) {
    return workload.besides().stream().anyMatch(other -> other.figure().equals(figure));
  }

  /** Lines of the table. */
  List<String> lines(String ratio) {
    List<String> lines = new ArrayList<>();
    lines.add(line(ratio));
    for (Ratio beside : besides()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "    beside it: %s, %.6g s, ratio %.2f",
              beside.against(),
              beside.times() * times().median(),
              beside.times()));
    }
    if (isThere()) {
      figures().entrySet().stream()
          .filter(figure -> !SHOWN.contains(figure.getKey()) && !isBeside(figure.getKey()))
          .forEach(
              figure ->
                  lines.add(
                      String.format(
                          Locale.ROOT, "    %s: %.4g", figure.getKey(), figure.getValue())));
    }
    return lines;
  }

  private String line(String ratio) {
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

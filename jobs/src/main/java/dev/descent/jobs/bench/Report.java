package dev.descent.jobs.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a benchmark has found. */
public final class Report {
  private final Machine machine;
  private final List<Result> results;

  Report(Machine machine, List<Result> results) {
    this.machine = machine;
    this.results = List.copyOf(results);
  }

  /** The object of --json. */
  public Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", machine.toMap());
    json.put("results", results.stream().map(Result::toMap).toList());
    json.put("ratios", ratios());
    return json;
  }

  private List<Map<String, Object>> ratios() {
    List<Map<String, Object>> ratios = new ArrayList<>();
    for (Result result : results) {
      Stream.concat(ratio(result).stream(), result.besides().stream())
          .forEach(
              ratio -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("workload", result.workload().name());
                json.put("against", ratio.against());
                json.put("ratio", ratio.times());
                ratios.add(json);
              });
    }
    return ratios;
  }

  /**
   * Another engine beside Descent, or Descent's longer way beside this shorter one; none where one
   * of them did not reach the goal, for then the times are not of the same thing.
   */
  private Optional<Ratio> ratio(Result result) {
    if (result.kind() == EngineKind.DESCENT) {
      return result
          .workload()
          .longer()
          .flatMap(this::ofDescent)
          .filter(longer -> bothReached(longer, result))
          .map(
              longer ->
                  new Ratio(
                      "descent " + longer.workload().name(), longer.times().over(result.times())));
    }
    return ofDescent(result.workload())
        .filter(own -> bothReached(own, result))
        .map(own -> new Ratio(result.kind().words(), result.times().over(own.times())));
  }

  private Optional<Result> ofDescent(Workload workload) {
    return results.stream()
        .filter(own -> own.kind() == EngineKind.DESCENT)
        .filter(own -> own.workload().equals(workload))
        .findFirst();
  }

  private static boolean bothReached(Result one, Result other) {
    return one.isThere() && one.reached() && other.isThere() && other.reached();
  }

  /** The machine and a table, for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(machine.lines());
    String before = "";
    for (Result result : results) {
      String name = result.workload().name();
      if (!name.equals(before)) {
        lines.add("");
        lines.add(name + ": " + result.workload().goal().words());
        lines.add(
            "                      median  spread    from files  accuracy    objective    ratio");
        before = name;
      }
      lines.addAll(
          result.lines(
              ratio(result).map(r -> String.format(Locale.ROOT, "%.2f", r.times())).orElse("")));
    }
    return lines;
  }
}

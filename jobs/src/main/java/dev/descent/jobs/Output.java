package dev.descent.jobs;

import dev.descent.jobs.run.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a command says on standard output when it is done: a table for people, or one JSON object.
 */
final class Output {
  private final PrintWriter out;
  private final JobArguments arguments;

  Output(PrintWriter out, JobArguments arguments) {
    this.out = out;
    this.arguments = arguments;
  }

  /**
   * Says how it ended.
   *
   * @param ending command, outcome, stopReason, exitCode, run, parametersSha256, metrics, as
   *     jobs.md lists them
   * @param headline one line for people
   */
  void say(Map<String, Object> ending, String headline, Map<String, Map<String, Object>> metrics) {
    if (arguments.json) {
      Map<String, Object> json = new LinkedHashMap<>(ending);
      json.put("metrics", metrics);
      out.println(Json.line(json));
    } else if (!arguments.quiet) {
      out.println(headline);
      table(metrics).forEach(out::println);
      metrics.forEach((of, found) -> Details.of(of, found).forEach(out::println));
      if (ending.get("run") != null) {
        out.println("run: " + ending.get("run"));
      }
    }
    out.flush();
  }

  /** A row for every metric that is one number, a column for every data set. */
  static List<String> table(Map<String, Map<String, Object>> metrics) {
    List<String> names = new ArrayList<>();
    metrics.values().forEach(of -> of.forEach((name, value) -> add(names, name, value)));
    List<String> lines = new ArrayList<>();
    if (names.isEmpty()) {
      return lines;
    }
    lines.add(line("", metrics.keySet().stream().toList()));
    for (String name : names) {
      lines.add(line(name, metrics.values().stream().map(of -> text(of.get(name))).toList()));
    }
    new TreeSet<>(metrics.values().stream().flatMap(of -> undefined(of).stream()).toList())
        .forEach(name -> lines.add("  " + name + " is undefined here and counts as 0"));
    return lines;
  }

  private static void add(List<String> names, String name, Object value) {
    if (value instanceof Number && !names.contains(name)) {
      names.add(name);
    }
  }

  private static List<String> undefined(Map<String, Object> metrics) {
    return metrics.get("undefined") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String line(String name, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-22s", name));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, "%14s", cell)));
    return line.toString().stripTrailing();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.6g", number);
    }
    return value == null
        ? ""
        : value instanceof Number count ? String.format(Locale.ROOT, "%,d", count.longValue()) : "";
  }
}

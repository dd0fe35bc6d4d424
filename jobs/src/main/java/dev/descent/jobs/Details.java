package dev.descent.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people are told of a data set below the table of metrics. */
final class Details {
  private static final int SLICES = 5;
  private static final List<String> LOSSES = List.of("logLoss", "rmse");

  private Details() {}

  /** Lines for people, of the object of metrics.json of the data set {@code name}. */
  static List<String> of(String name, Map<String, Object> metrics) {
    List<String> lines = new ArrayList<>();
    if (Boolean.FALSE.equals(metrics.get("thresholdReached"))) {
      lines.add(
          "  no threshold reaches what evaluation.threshold asks for, so nothing is predicted positive");
    }
    if (metrics.get("bootstrap") instanceof Map<?, ?> bootstrap) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  intervals of %s at confidence %s, from %,d replicates",
              name,
              bootstrap.get("confidence"),
              (Long) bootstrap.get("replicates")));
      if (bootstrap.get("intervals") instanceof Map<?, ?> intervals) {
        metrics.keySet().stream()
            .flatMap(metric -> interval(metric, intervals.get(metric)))
            .forEach(lines::add);
      }
    }
    if (metrics.get("slices") instanceof List<?> slices) {
      lines.add("  worst slices of " + name + ", of " + slices.size());
      slices.stream().limit(SLICES).forEach(slice -> lines.add(slice((Map<?, ?>) slice)));
    }
    return lines;
  }

  private static Stream<String> interval(String metric, @Nullable Object ends) {
    return ends instanceof List<?> both
        ? Stream.of(
            String.format(
                Locale.ROOT,
                "    %-20s %.6g to %.6g",
                metric,
                (Double) both.get(0),
                (Double) both.get(1)))
        : Stream.empty();
  }

  private static String slice(Map<?, ?> slice) {
    String loss = LOSSES.stream().filter(slice::containsKey).findFirst().orElse("rows");
    return String.format(
        Locale.ROOT,
        "    %-20s %s %s, rows %s",
        slice.get("column") + " = " + slice.get("value"),
        loss,
        shown(slice.get(loss)),
        slice.get("rows"));
  }

  private static String shown(@Nullable Object number) {
    return number instanceof Double value
        ? String.format(Locale.ROOT, "%.6g", value)
        : String.valueOf(number);
  }
}

package dev.descent.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of scalar metrics in the replicates of a bootstrap; NaN where a metric is undefined in
 * a replicate.
 *
 * <p>The draws depend on the rows alone, so that two models that were evaluated on the same rows
 * have the same replicates, and their differences are paired.
 *
 * @param values by metric, one for each replicate
 */
public record Replicates(Map<String, List<Double>> values) {
  /** What stands beside the metrics in metrics.json and is none. */
  private static final Set<String> NO_METRICS =
      Set.of("threshold", "ksThreshold", "confusion", "positives", "rows", "curves", "bins");

  /** Copies the values. */
  public Replicates {
    values = Map.copyOf(values);
  }

  /**
   * Of the objects of metrics.json of every replicate; nested names are joined by dots, those of a
   * class have its label in brackets.
   */
  public static Replicates of(List<Map<String, Object>> metrics) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (Map<String, Object> one : metrics) {
      Map<String, Double> scalars = new LinkedHashMap<>();
      addScalars("", one, scalars);
      scalars.forEach(
          (name, value) -> values.computeIfAbsent(name, k -> new ArrayList<>()).add(value));
    }
    return new Replicates(values);
  }

  private static void addScalars(String prefix, Map<?, ?> from, Map<String, Double> into) {
    List<?> undefined = from.get("undefined") instanceof List<?> names ? names : List.of();
    from.forEach(
        (key, value) -> {
          String name = prefix + key;
          if (NO_METRICS.contains(key)) {
            return;
          }
          if (value instanceof Double number) {
            into.put(name, undefined.contains(key) ? Double.NaN : number);
          } else if (value instanceof Map<?, ?> nested) {
            addScalars(name + ".", nested, into);
          } else if (key.equals("perClass") && value instanceof List<?> classes) {
            classes.forEach(one -> addClass((Map<?, ?>) one, undefined, into));
          }
        });
  }

  private static void addClass(Map<?, ?> one, List<?> undefined, Map<String, Double> into) {
    String label = "[" + one.get("label") + "]";
    one.forEach(
        (key, value) -> {
          if (value instanceof Double number && !key.equals("label") && !key.equals("support")) {
            into.put(key + label, undefined.contains(key + label) ? Double.NaN : number);
          }
        });
  }

  /** What {@code that} lacks against these, replicate by replicate, for the metrics of both. */
  public Replicates minus(Replicates that) {
    Map<String, List<Double>> differences = new LinkedHashMap<>();
    values.forEach(
        (name, here) -> {
          List<Double> there = that.values.get(name);
          if (there != null) {
            differences.put(name, differences(name, here, there));
          }
        });
    return new Replicates(differences);
  }

  private static List<Double> differences(String name, List<Double> here, List<Double> there) {
    if (here.size() != there.size()) {
      throw new IllegalArgumentException(
          "there are " + here.size() + " and " + there.size() + " replicates of " + name);
    }
    List<Double> differences = new ArrayList<>();
    for (int b = 0; b < here.size(); b++) {
      differences.add(here.get(b) - there.get(b));
    }
    return differences;
  }

  /**
   * The interval from the (1 - confidence) / 2 to the (1 + confidence) / 2 quantile of the
   * replicates in which {@code metric} is defined, between two of them by linear interpolation.
   *
   * @throws IllegalArgumentException if no replicate has the metric, or unless 0 < confidence < 1
   */
  public Interval interval(String metric, double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence must be in (0, 1), but was " + confidence);
    }
    double[] sorted = sorted(metric);
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no replicate has the metric " + metric);
    }
    double tail = (1 - confidence) / 2;
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  private double[] sorted(String metric) {
    return values.getOrDefault(metric, List.of()).stream()
        .mapToDouble(value -> value)
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The object "intervals" of metrics.json: [low, high] by metric, where one is defined. */
  public Map<String, Object> toMap(double confidence) {
    Map<String, Object> map = new LinkedHashMap<>();
    values.keySet().stream()
        .sorted()
        .filter(name -> sorted(name).length > 0)
        .forEach(
            name -> {
              Interval interval = interval(name, confidence);
              map.put(name, List.of(interval.low(), interval.high()));
            });
    return map;
  }

  /** Both ends of an interval. */
  public record Interval(double low, double high) {}
}

package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A direction of a chart.
 *
 * @param label what is along it
 * @param mark where a line crosses it
 */
record Axis(String label, Scale scale, OptionalDouble mark) {

  /** How far apart numbers are. */
  enum Scale {
    LINEAR,
    LOGARITHMIC,
    /** From 0 to 1. */
    SHARE
  }

  private Axis(String label, Scale scale) {
    this(label, scale, OptionalDouble.empty());
  }

  static Axis of(String label) {
    return new Axis(label, Scale.LINEAR);
  }

  static Axis share(String label) {
    return new Axis(label, Scale.SHARE);
  }

  static Axis logarithmic(String label) {
    return new Axis(label, Scale.LOGARITHMIC);
  }

  /** With a line across it at {@code value}, if that has a place on it. */
  Axis marked(double value) {
    return has(value) ? new Axis(label, scale, OptionalDouble.of(value)) : this;
  }

  /** Whether a number has a place on it. */
  boolean has(double value) {
    return Double.isFinite(value) && (scale != Scale.LOGARITHMIC || value > 0);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("label", label);
    map.put("log", scale == Scale.LOGARITHMIC);
    if (scale == Scale.SHARE) {
      map.put("min", 0);
      map.put("max", 1);
    }
    mark.ifPresent(value -> map.put("mark", value));
    return map;
  }
}

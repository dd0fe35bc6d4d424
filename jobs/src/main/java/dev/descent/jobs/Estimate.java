package dev.descent.jobs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Bytes that a job needs, and how many there are.
 *
 * @param name of what needs them
 * @param limit name of what has them
 * @param of bytes that it has
 * @param advice what to do where these are not enough
 */
record Estimate(String name, long bytes, String limit, long of, String advice) {
  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};
  private static final double UNIT = 1024;

  boolean isTooLarge() {
    return bytes > of;
  }

  /** What to tell where it is too large. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s need about %s, more than %s = %s; %s",
        name,
        shown(bytes),
        limit,
        shown(of),
        advice);
  }

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("bytes", bytes);
    json.put("limit", limit);
    json.put("of", of);
    return json;
  }

  /** A number of bytes for people. */
  static String shown(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= UNIT && unit < UNITS.length - 1) {
      value /= UNIT;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.3g %s", value, UNITS[unit]);
  }
}

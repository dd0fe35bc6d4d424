package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers and names as people read them. */
final class Show {
  /** Longer names are cut. */
  static final int LONGEST = 120;

  private Show() {}

  /** A name of any length, cut where it is too long to be read. */
  static String name(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "\u2026";
  }

  /** With as many digits as are worth telling. */
  static String number(double value) {
    return number(value, 5);
  }

  /** With at most so many digits that are not zeros in front. */
  static String number(double value, int digits) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    if (whole) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    double size = Math.abs(value);
    boolean plain = size >= 1e-4 && size < 1e7;
    return plain
        ? new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString()
        : String.format(Locale.ROOT, "%.3e", value);
  }

  /** How long something took. */
  static String seconds(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 7200
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  /** A moment as run.json has it, to the second. */
  static String time(String instant) {
    return instant.replaceFirst("T", " ").replaceFirst("(\\.[0-9]+)?Z$", " UTC");
  }

  static String bytes(long bytes) {
    if (bytes < 10_000) {
      return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
    return bytes < 10_000_000
        ? String.format(Locale.ROOT, "%,d kB", bytes / 1000)
        : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
  }

  /** One thing or several: "1 epoch", "20 epochs". */
  static String count(long number, String singular) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? singular : singular + "s");
  }

  /** So many significant digits, which keeps the page small. */
  static double rounded(double value, int digits) {
    return Double.isFinite(value) && value != 0
        ? new BigDecimal(value).round(new MathContext(digits)).doubleValue()
        : value;
  }

  /** The number of a field, also one that JSON has to spell as text; NaN where there is none. */
  static double value(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.asText()) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }
}

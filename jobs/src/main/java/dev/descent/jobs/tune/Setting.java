package dev.descent.jobs.tune;

import java.util.regex.Pattern;

/**
 * A key of the job file and the value that a candidate gives it.
 *
 * @param value as the command line would have it
 */
public record Setting(String key, String value) {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  /** As the command line would have it. */
  public String override() {
    return key + "=" + value;
  }

  /** The same without quotes. */
  public String shown() {
    return key + "=" + unquoted();
  }

  private String unquoted() {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  /** The value as JSON has it: a number, or its text without quotes. */
  Object plain() {
    return INTEGER.matcher(value).matches()
        ? (Object) Long.valueOf(value)
        : NUMBER.matcher(value).matches() && Double.isFinite(Double.parseDouble(value))
            ? (Object) Double.valueOf(value)
            : unquoted();
  }
}

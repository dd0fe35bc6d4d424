package dev.descent.jobs.tune;

/**
 * A key of the job file and the value that a candidate gives it.
 *
 * @param value as the command line would have it
 */
public record Setting(String key, String value) {

  /** As the command line would have it. */
  public String override() {
    return key + "=" + value;
  }

  /** The same without quotes. */
  public String shown() {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return key + "=" + (quoted ? value.substring(1, value.length() - 1) : value);
  }
}

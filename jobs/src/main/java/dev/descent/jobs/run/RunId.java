package dev.descent.jobs.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of runs: yyyyMMdd'T'HHmmss.SSS'Z'-xxxx in UTC, so that they sort by time. */
final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z-[0-9a-f]{4}");

  private RunId() {}

  /** Whether {@code name} is the name of a run, and so of a folder in that of its job. */
  static boolean is(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * The name for a run that starts at {@code time}; {@code tail} tells runs of one millisecond
   * apart.
   */
  static String of(Instant time, int tail) {
    return TIME.format(time) + String.format(Locale.ROOT, "-%04x", tail & 0xFFFF);
  }
}

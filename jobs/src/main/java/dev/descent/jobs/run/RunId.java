package dev.descent.jobs.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of runs: yyyyMMdd'T'HHmmss.SSS'Z'-xxxx in UTC, so that they sort by time. */
final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunId() {}

  /**
   * The name for a run that starts at {@code time}; {@code tail} tells runs of one millisecond
   * apart.
   */
  static String of(Instant time, int tail) {
    return TIME.format(time) + String.format(Locale.ROOT, "-%04x", tail & 0xFFFF);
  }
}

package dev.descent.spark.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Dates and times in text of ISO 8601; a space may stand for the T, and a date for its start. */
final class Times {
  private static final int DATE_CHARACTERS = 10;

  private Times() {}

  /**
   * A date.
   *
   * @throws DateTimeParseException if it is none
   */
  static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  /**
   * A time of no zone.
   *
   * @throws DateTimeParseException if it is none
   */
  static LocalDateTime local(String text) {
    return text.length() == DATE_CHARACTERS
        ? date(text).atStartOfDay()
        : LocalDateTime.parse(withT(text));
  }

  /**
   * A point in time; without an offset from UTC, in UTC, so that it does not depend on the machine.
   *
   * @throws DateTimeParseException if it is none
   */
  static Instant instant(String text) {
    try {
      return local(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException withOffset) {
      return OffsetDateTime.parse(withT(text)).toInstant();
    }
  }

  private static String withT(String text) {
    return text.replace(' ', 'T');
  }
}

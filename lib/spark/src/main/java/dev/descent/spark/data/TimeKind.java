package dev.descent.spark.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What the values of a column are that puts rows in the order of time. */
public enum TimeKind {
  /** Numbers, also as text. */
  NUMBER("a number") {
    @Override
    Object text(double moment) {
      return moment == Math.rint(moment) && Math.abs(moment) < 1e15
          ? (Object) (long) moment
          : (Object) moment;
    }
  },

  /** Dates, as days since 1970. */
  DATE("a date") {
    @Override
    Object text(double moment) {
      return LocalDate.ofEpochDay((long) moment).toString();
    }
  },

  /** Timestamps, as microseconds since 1970. */
  TIMESTAMP("a timestamp") {
    @Override
    Object text(double moment) {
      return Instant.EPOCH.plus((long) moment, ChronoUnit.MICROS).toString();
    }
  },

  /** Dates and times in text, by ISO 8601, as microseconds since 1970; in UTC without a zone. */
  ISO_TEXT("a date or time such as 2026-01-31 or 2026-01-31T12:00:00Z") {
    @Override
    Object text(double moment) {
      String text = String.valueOf(TIMESTAMP.text(moment));
      return text.endsWith(MIDNIGHT) ? text.substring(0, text.length() - MIDNIGHT.length()) : text;
    }
  };

  private static final String MIDNIGHT = "T00:00:00Z";
  private static final int MONTH_LENGTH = "2026-01".length();
  private static final int DATE_LENGTH = "2026-01-31".length();

  private final String wanted;

  TimeKind(String wanted) {
    this.wanted = wanted;
  }

  /** What a value should be, for messages. */
  String wanted() {
    return wanted;
  }

  /** A moment as people read it: text, or a number. */
  abstract Object text(double moment);

  /**
   * The microseconds since 1970 that {@code text} spells; NaN if it is no month, date or time of
   * ISO 8601, where a space may stand for the T.
   */
  static double micros(String text) {
    String spelled = text.strip();
    try {
      if (spelled.length() == MONTH_LENGTH) {
        return micros(YearMonth.parse(spelled).atDay(1).atStartOfDay());
      }
      if (spelled.length() == DATE_LENGTH) {
        return micros(LocalDate.parse(spelled).atStartOfDay());
      }
      if (spelled.length() < DATE_LENGTH) {
        return Double.NaN;
      }
      String time = spelled.substring(DATE_LENGTH + 1);
      String iso = spelled.substring(0, DATE_LENGTH) + "T" + time;
      boolean separated = " T".indexOf(spelled.charAt(DATE_LENGTH)) >= 0;
      boolean zoned = time.endsWith("Z") || time.indexOf('+') >= 0 || time.indexOf('-') >= 0;
      if (!separated) {
        return Double.NaN;
      }
      return micros(
          zoned
              ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : LocalDateTime.parse(iso));
    } catch (DateTimeException | ArithmeticException notATime) {
      return Double.NaN;
    }
  }

  private static double micros(LocalDateTime utc) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, utc.toInstant(ZoneOffset.UTC));
  }
}

package dev.descent.jobs.retrain;

import dev.descent.jobs.spec.DueSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether training again is due.
 *
 * @param is whether it is
 * @param why the reasons for that, one line each
 */
public record Due(boolean is, List<String> why) {
  public Due {
    why = List.copyOf(why);
  }

  /**
   * What was trained last.
   *
   * @param at the time that it was trained as of
   * @param rows that there were
   */
  public record Last(Instant at, long rows) {}

  /** Because somebody asks for it. */
  public static Due forced() {
    return new Due(true, List.of("it is forced"));
  }

  /**
   * By age and new rows, either of which is enough.
   *
   * @param last what was trained last; empty where there is no champion
   * @param now the time that counts as now
   * @param rows that there are now, asked for only if that matters
   */
  public static Due of(DueSpec when, Optional<Last> last, Instant now, LongSupplier rows) {
    if (last.isEmpty()) {
      return new Due(true, List.of("there is no champion"));
    }
    if (when.every().isEmpty() && when.newRows().isEmpty()) {
      return new Due(true, List.of("retrain.when does not limit it"));
    }
    List<String> due = new ArrayList<>();
    List<String> notDue = new ArrayList<>();
    when.every()
        .ifPresent(
            every -> {
              Duration age = Duration.between(last.get().at(), now);
              String line = "the last training is " + shown(age) + " old, due from " + shown(every);
              (age.compareTo(every) >= 0 ? due : notDue).add(line);
            });
    when.newRows()
        .ifPresent(
            least -> {
              long fresh = rows.getAsLong() - last.get().rows();
              String line = fresh + " rows are new, due from " + least;
              (fresh >= least ? due : notDue).add(line);
            });
    return due.isEmpty() ? new Due(false, notDue) : new Due(true, due);
  }

  /** As people say it: {@code 1d 2h}, {@code 90s}. */
  private static String shown(Duration time) {
    if (time.isNegative()) {
      return "-" + shown(time.negated());
    }
    long days = time.toDays();
    long hours = time.toHoursPart();
    if (days > 0) {
      return days + "d" + (hours > 0 ? " " + hours + "h" : "");
    }
    if (time.toHours() > 0) {
      return hours + "h" + (time.toMinutesPart() > 0 ? " " + time.toMinutesPart() + "m" : "");
    }
    return time.toMinutes() > 0 && time.toSecondsPart() == 0
        ? time.toMinutes() + "m"
        : time.toSeconds() + "s";
  }
}

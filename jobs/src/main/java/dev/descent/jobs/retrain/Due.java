package dev.descent.jobs.retrain;

import dev.descent.jobs.spec.DueSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
    return because(true, "it is forced");
  }

  /**
   * What there is now.
   *
   * @param at the time that counts as now
   * @param rows that there are, asked for only if that matters
   * @param drift of every column since the champion was trained, asked for only if nothing else
   *     makes it due; empty where the champion has no profile to compare with
   */
  public record Now(Instant at, LongSupplier rows, Supplier<Optional<List<ColumnDrift>>> drift) {}

  /**
   * By age, new rows and drift, one of which is enough.
   *
   * @param last what was trained last; empty where there is no champion
   */
  public static Due of(DueSpec when, Optional<Last> last, Now now) {
    if (last.isEmpty()) {
      return because(true, "there is no champion");
    }
    if (when.isAlways()) {
      return because(true, "retrain.when does not limit it");
    }
    List<Due> parts = new ArrayList<>();
    when.every().ifPresent(every -> parts.add(byAge(every, last.get(), now)));
    when.newRows().ifPresent(least -> parts.add(byRows(least, last.get(), now)));
    if (parts.stream().noneMatch(Due::is)) {
      when.driftPsi().ifPresent(most -> parts.add(byDrift(most, now)));
    }
    boolean due = parts.stream().anyMatch(Due::is);
    return new Due(
        due,
        parts.stream().filter(part -> part.is == due).flatMap(part -> part.why.stream()).toList());
  }

  private static Due because(boolean due, String why) {
    return new Due(due, List.of(why));
  }

  private static Due byAge(Duration every, Last last, Now now) {
    Duration age = Duration.between(last.at(), now.at());
    return because(
        age.compareTo(every) >= 0,
        "the last training is " + shown(age) + " old, due from " + shown(every));
  }

  private static Due byRows(int least, Last last, Now now) {
    long fresh = now.rows().getAsLong() - last.rows();
    return because(fresh >= least, fresh + " rows are new, due from " + least);
  }

  private static Due byDrift(double most, Now now) {
    Optional<List<ColumnDrift>> columns = now.drift().get();
    if (columns.isEmpty()) {
      return because(
          false,
          "drift is not measured: the champion was published without the profile of its training"
              + " rows; --force trains a challenger that has one");
    }
    Optional<ColumnDrift> worst =
        columns.get().stream().max(Comparator.comparingDouble(ColumnDrift::psi));
    return worst
        .map(column -> because(column.psi() > most, moved(column, most)))
        .orElseGet(() -> because(false, "drift is not measured: no column has a profile"));
  }

  private static String moved(ColumnDrift column, double most) {
    return String.format(
        Locale.ROOT,
        "column %s moved most since the champion was trained: PSI %.3g, due above %s",
        column.column(),
        column.psi(),
        most);
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

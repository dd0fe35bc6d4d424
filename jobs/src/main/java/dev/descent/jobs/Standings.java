package dev.descent.jobs;

import dev.descent.jobs.tune.Leaderboard;
import dev.descent.jobs.tune.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A leaderboard as people read it on a terminal. */
record Standings(Leaderboard leaderboard) {
  private static final int MOST = 10;

  /**
   * The best ones, a line each, and where the best job file is.
   *
   * @param name of the job
   * @param best the path of its best job file
   */
  List<String> lines(String name, String best) {
    List<Tried> measured = leaderboard.measured();
    String metric = leaderboard.tune().metric().word();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: best of %d candidates by %s%s: %s",
            name,
            leaderboard.ranked().size(),
            metric,
            leaderboard.tune().hasFolds() ? ", " + leaderboard.tune().folds() + " folds" : "",
            measured.get(0).candidate().shown()));
    lines.add(line("", metric, "+/-", "training", "epochs", "candidate"));
    for (int i = 0; i < Math.min(MOST, measured.size()); i++) {
      lines.add(line(i + 1, measured.get(i)));
    }
    if (measured.size() > MOST) {
      lines.add("  and " + (measured.size() - MOST) + " more in leaderboard.json");
    }
    leaderboard.ranked().stream()
        .filter(tried -> !tried.isMeasured())
        .limit(MOST)
        .forEach(
            tried ->
                lines.add("  not ranked: " + tried.candidate().shown() + ": " + problem(tried)));
    lines.add("best job file: " + best);
    return lines;
  }

  private static String problem(Tried tried) {
    return tried.problem().orElse("");
  }

  private static String line(int rank, Tried tried) {
    return line(
        String.valueOf(rank),
        number(tried.value()),
        tried.standardError().isPresent() ? number(tried.standardError().getAsDouble()) : "",
        Double.isFinite(tried.training()) ? number(tried.training()) : "",
        String.valueOf(tried.epochs()),
        tried.candidate().shown());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, "  %4s %16s %10s %12s %7s  %s", (Object[]) cells);
  }
}

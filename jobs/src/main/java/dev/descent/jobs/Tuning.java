package dev.descent.jobs;

import dev.descent.jobs.Entrant.DataSide;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.SearchSpec;
import dev.descent.jobs.spec.TuneSpec;
import dev.descent.jobs.tune.Candidate;
import dev.descent.jobs.tune.Fit;
import dev.descent.jobs.tune.Leaderboard;
import dev.descent.jobs.tune.Rung;
import dev.descent.jobs.tune.Tried;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tries candidates: rung by rung, data side by data side, fold by fold. */
final class Tuning {
  private final JobRun run;
  private final JobSpec spec;
  private final TuneSpec tune;
  private final ProgressView view;
  private final Reached reached;
  private int done;
  private int all;

  Tuning(JobRun run, JobSpec spec, ProgressView view) {
    this.run = run;
    this.spec = spec;
    this.tune = spec.tune().orElseThrow();
    this.view = view;
    boolean again = tune.search() instanceof SearchSpec.Halving;
    this.reached = new Reached(again ? Reached.MOST_NUMBERS : 0);
  }

  /** What comes of {@code candidates}. */
  Leaderboard of(List<Candidate> candidates) {
    try (TuneRows rows = new TuneRows(run, spec)) {
      if (tune.search() instanceof SearchSpec.Halving halving) {
        return halving(candidates, halving.factor(), rows);
      }
      all = candidates.size() * tune.folds();
      List<Entrant> entrants = candidates.stream().map(c -> new Entrant(c, c.spec())).toList();
      return new Leaderboard(tune, tried(entrants, 1, rows));
    }
  }

  /** A candidate that goes on has more epochs. */
  private Leaderboard halving(List<Candidate> candidates, int factor, TuneRows rows) {
    int fewest = candidates.stream().mapToInt(Tuning::epochs).min().orElseThrow();
    List<Rung> rungs = Rung.of(candidates.size(), fewest, factor);
    all = rungs.stream().mapToInt(Rung::candidates).sum() * tune.folds();
    Map<Integer, Tried> latest = new TreeMap<>();
    List<Candidate> left = candidates;
    for (int r = 0; r < rungs.size() && !left.isEmpty(); r++) {
      Rung rung = rungs.get(r);
      List<Entrant> entrants =
          left.stream().map(c -> new Entrant(c, c.within(rung.epochs(epochs(c))))).toList();
      List<Tried> tried = tried(entrants, r + 1, rows);
      tried.forEach(one -> latest.put(one.candidate().number(), one));
      int next = r + 1 < rungs.size() ? rungs.get(r + 1).candidates() : 0;
      left =
          new Leaderboard(tune, tried)
              .measured().stream()
                  .limit(next)
                  .map(Tried::candidate)
                  .sorted(Comparator.comparingInt(Candidate::number))
                  .toList();
      reached.keep(left.stream().map(Candidate::number).toList());
    }
    return new Leaderboard(tune, List.copyOf(latest.values()));
  }

  private static int epochs(Candidate candidate) {
    return candidate.spec().training().solver().epochs();
  }

  private List<Tried> tried(List<Entrant> entrants, int rung, TuneRows rows) {
    Map<Integer, List<Fit>> fits = new TreeMap<>();
    entrants.forEach(one -> fits.put(number(one), new ArrayList<>()));
    Map<DataSide, List<Entrant>> sides =
        entrants.stream()
            .collect(
                Collectors.groupingBy(Entrant::dataSide, LinkedHashMap::new, Collectors.toList()));
    for (List<Entrant> side : sides.values()) {
      for (int fold = 0; fold < tune.folds(); fold++) {
        fold(side, fold, fits, rows);
      }
    }
    return entrants.stream()
        .map(one -> new Tried(one.candidate(), rung, fits.getOrDefault(number(one), List.of())))
        .toList();
  }

  /** A candidate that has failed on a fold is not trained on others. */
  private void fold(List<Entrant> side, int fold, Map<Integer, List<Fit>> fits, TuneRows rows) {
    List<Entrant> left =
        side.stream()
            .filter(
                one ->
                    fits.getOrDefault(number(one), List.of()).stream()
                        .allMatch(fit -> fit.value().isPresent()))
            .toList();
    if (left.isEmpty()) {
      return;
    }
    FoldTraining training = rows.of(left.get(0), fold);
    run.timed(
        "train",
        () -> {
          training.train(
              left,
              reached,
              (entrant, fit) -> {
                fits.computeIfAbsent(number(entrant), n -> new ArrayList<>()).add(fit);
                say(entrant, fold, fit);
              });
          return fits;
        });
  }

  private void say(Entrant entrant, int fold, Fit fit) {
    done++;
    if (fit.value().isEmpty()) {
      all -= tune.folds() - 1 - fold;
    }
    String measured =
        fit.value()
            .map(value -> String.format(Locale.ROOT, "%s %.6g", tune.metric().word(), value))
            .orElseGet(() -> fit.ending().problem());
    String where = tune.hasFolds() ? ", fold " + (fold + 1) : "";
    view.passed(
        Headway.tried(
            tune.hasFolds() ? "training" : "candidate",
            entrant.candidate().shown() + where + ": " + measured,
            done,
            all));
  }

  private static int number(Entrant entrant) {
    return entrant.candidate().number();
  }
}

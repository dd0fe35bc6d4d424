package dev.descent.jobs.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code tune}. */
final class TuneReader {
  private static final String PATH = "tune";
  private static final String SEARCH = PATH + ".search";
  private static final String RANDOM = SEARCH + ".random";
  private static final String HALVING = SEARCH + ".halving";
  private static final String FOLDS = PATH + ".folds";
  private static final String METRIC = PATH + ".metric";
  private static final String OVER = PATH + ".over";
  private static final String EPOCHS = "training.epochs";

  private static final TunedKey NONE = new TunedKey.Listed("missing", List.of("0"));

  private final Settings settings;
  private final ModelKind kind;
  private final DataSpec data;

  TuneReader(Settings settings, ModelKind kind, DataSpec data) {
    this.settings = settings;
    this.kind = kind;
    this.data = data;
  }

  Optional<TuneSpec> tune(TrainingSpec training) {
    if (!settings.hasObject(PATH)) {
      return Optional.empty();
    }
    int folds = settings.count(FOLDS, 1, TuneSpec.MOST_FOLDS).orElse(Defaults.HOLD_OUT);
    requireRows(folds);
    SearchSpec search = search();
    if (search instanceof SearchSpec.Halving) {
      requireEpochs(training);
    }
    List<TunedKey> over = new TunedKeysReader(settings).over(search);
    return Optional.of(
        new TuneSpec(search, folds, metric(), over.isEmpty() ? List.of(NONE) : over));
  }

  private void requireRows(int folds) {
    boolean held = folds > Defaults.HOLD_OUT;
    if (data.score().isPresent()) {
      settings.note(PATH, "tune goes with a model, not with data.score", "remove it");
    } else if (!held && !data.hasValidation() && settings.soundIn(FOLDS) && soundSplit()) {
      settings.note(
          PATH,
          "tune needs rows to measure candidates on",
          "give tune.folds, or data.split.validation > 0");
    }
    if (held && data.split().filter(SplitSpec.ByTime.class::isInstance).isPresent()) {
      settings.note(
          FOLDS,
          FOLDS
              + " does not go with data.split.by { time }: models of later rows would be measured"
              + " on earlier ones",
          "use data.split.validation in place of folds");
    }
  }

  private boolean soundSplit() {
    return settings.soundIn("data.split");
  }

  private SearchSpec search() {
    List<String> chosen = Stream.of(RANDOM, HALVING).filter(settings::has).toList();
    if (chosen.isEmpty()) {
      Words.of(SEARCH, "grid").or("{ random = 50 }").or("{ halving = 3 }").in(settings);
      return new SearchSpec.Grid();
    }
    if (chosen.size() > 1) {
      settings.note(HALVING, RANDOM + " and " + HALVING + " exclude each other", "keep one");
      return new SearchSpec.Grid();
    }
    return chosen.get(0).equals(RANDOM)
        ? settings
            .count(RANDOM, 1, TuneSpec.MOST)
            .<SearchSpec>map(SearchSpec.Random::new)
            .orElseGet(SearchSpec.Grid::new)
        : settings
            .count(HALVING, 2, SearchSpec.Halving.MOST_FACTOR)
            .<SearchSpec>map(SearchSpec.Halving::new)
            .orElseGet(SearchSpec.Grid::new);
  }

  /** Halving is of epochs. */
  private void requireEpochs(TrainingSpec training) {
    if (!training.solver().isBoundByEpochs() && settings.soundIn("training")) {
      settings.note(
          HALVING,
          HALVING + " goes with a solver that training.epochs ends: mini-batch alone, or l-bfgs",
          "use search = grid");
    }
    if (settings.has(OVER + "." + EPOCHS)) {
      settings.note(
          OVER + "." + EPOCHS,
          OVER + "." + EPOCHS + " does not go with " + HALVING + ", which chooses the epochs",
          "remove it");
    }
  }

  private TuneMetric metric() {
    List<String> words = new ArrayList<>(List.of(TuneMetric.LOSS));
    words.addAll(
        kind.loss()
            .map(loss -> GateMetric.words(ScoreKind.of(loss)))
            .orElseGet(() -> Arrays.stream(GateMetric.values()).map(GateMetric::word).toList()));
    Optional<String> word = Words.of(METRIC, words).in(settings);
    return new TuneMetric(
        Arrays.stream(GateMetric.values())
            .filter(metric -> word.filter(metric.word()::equals).isPresent())
            .findAny());
  }
}

package dev.descent.jobs.spec;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
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

  /** What does not make another model of the same rows. */
  private static final List<String> FIXED =
      List.of(
          "name",
          "data.train",
          "data.test",
          "data.label",
          "data.score",
          "training.checkpoint",
          "use",
          "output",
          "retrain",
          PATH);

  private static final TunedKey NONE = new TunedKey("missing", List.of("0"));

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
    List<TunedKey> over = over();
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

  private List<TunedKey> over() {
    if (!settings.hasObject(OVER)) {
      if (settings.has(OVER)) {
        settings.refuse(OVER, "must be a section { KEY = [VALUE, ..] }");
      } else {
        settings.missing(OVER, "list values, such as model.penalty.strength = [0.1, 0.01]");
      }
      return List.of();
    }
    List<TunedKey> keys = settings.keysBelow(OVER).stream().flatMap(p -> key(p).stream()).toList();
    if (keys.isEmpty() && settings.soundIn(OVER)) {
      settings.refuse(OVER, "must have a key, such as model.penalty.strength = [0.1, 0.01]");
    }
    return keys;
  }

  private Optional<TunedKey> key(String path) {
    String key = path.substring(OVER.length() + 1);
    Optional<ConfigValue> value = settings.value(path);
    if (value.isEmpty() || !isTunable(path, key)) {
      return Optional.empty();
    }
    boolean listed =
        value.get() instanceof ConfigList list
            && !list.isEmpty()
            && list.stream().noneMatch(one -> one.valueType() == ConfigValueType.NULL);
    if (!listed) {
      return settings.refuse(path, "must be a list of values to try");
    }
    List<ConfigValue> values = (ConfigList) value.get();
    if (values.stream().distinct().count() < values.size()) {
      return settings.refuse(path, "must list values that are distinct");
    }
    return Optional.of(new TunedKey(key, values.stream().map(TuneReader::written).toList()));
  }

  private boolean isTunable(String path, String key) {
    boolean known =
        Keys.isSection(key)
            || Stream.concat(Stream.of(key), Keys.ancestors(key)).anyMatch(Keys::isSetting);
    if (!known) {
      String advice = Keys.near(key).map(near -> "did you mean " + near + "?").orElse("");
      settings.note(path, "unknown key " + key + " in " + OVER, advice);
      return false;
    }
    boolean fixed =
        Stream.concat(Stream.of(key), Keys.ancestors(key)).anyMatch(FIXED::contains)
            || key.equals("data");
    if (fixed) {
      settings.note(path, path + " makes no other model of the same rows", "remove it");
    }
    return !fixed;
  }

  private static String written(ConfigValue value) {
    return value.valueType() == ConfigValueType.NUMBER
        ? Literals.written(value)
        : value.render(ConfigRenderOptions.concise());
  }
}

package dev.descent.jobs.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the section {@code data}. */
final class DataReader {
  private static final String COLUMN = "data.split.by.column";

  private final Settings settings;
  private final Optional<ModelType> model;

  /** The model is empty when it could not be read: then nothing is held against it. */
  DataReader(Settings settings, Optional<ModelType> model) {
    this.settings = settings;
    this.model = model;
  }

  DataSpec data() {
    SourceSpec train = new SourceReader(settings, "data.train").source();
    Optional<SourceSpec> test = test();
    Optional<SplitSpec> split = split();
    if (test.isPresent() && settings.hasNumberAbove0("data.split.test")) {
      settings.note(
          "data.split.test",
          "data.test and data.split.test = "
              + settings.shown("data.split.test")
              + " exclude each other",
          "keep the test table or the share");
    }
    String label = settings.requiredText("data.label", "name the column to predict");
    Words.of("data.bad-rows", "fail").in(settings);
    Optional<String> weight = settings.text("data.weight");
    distinctColumns();
    return new DataSpec(train, test, split, label, positive(), weight, key());
  }

  private Optional<SourceSpec> test() {
    return settings.hasObject("data.test")
        ? Optional.of(new SourceReader(settings, "data.test").source())
        : Optional.empty();
  }

  private Optional<SplitSpec> split() {
    if (!settings.hasObject("data.split")) {
      return Optional.empty();
    }
    String by = "data.split.by";
    if (settings.hasObject(by)) {
      if (settings.has(COLUMN)) {
        return Optional.of(byColumn());
      }
      if (settings.soundIn(by)) {
        settings.refuse(by, "must be hash or { column = NAME }");
      }
    } else {
      Words.of(by, "hash").in(settings);
    }
    return Optional.of(byHash());
  }

  private SplitSpec byColumn() {
    Stream.of("data.split.test", "data.split.validation", "data.split.seed")
        .filter(settings::has)
        .forEach(
            key ->
                settings.note(
                    key,
                    key + " goes with data.split.by = hash, but data.split.by is a column",
                    "remove it"));
    return new SplitSpec.ByColumn(settings.text(COLUMN).orElse("missing"));
  }

  private SplitSpec byHash() {
    OptionalDouble test = settings.number("data.split.test", Bound.SHARE);
    OptionalDouble validation = settings.number("data.split.validation", Bound.SHARE);
    long seed = settings.integer("data.split.seed").orElse(0);
    double sum = test.orElse(0) + validation.orElse(0);
    if (!Bound.SHARE.holds(sum)) {
      String message = "data.split.test + data.split.validation must be < 1, but was " + sum;
      settings.note("data.split.validation", message, "");
      return new SplitSpec.ByHash(0, 0, seed);
    }
    return new SplitSpec.ByHash(test.orElse(0), validation.orElse(0), seed);
  }

  private Optional<Scalar> positive() {
    String path = "data.positive";
    if (settings.value(path).isEmpty()) {
      return Optional.empty();
    }
    if (model.isPresent() && model.get() != ModelType.LOGISTIC) {
      settings.mismatch(path, "model.type", ModelType.LOGISTIC, model.get());
      return Optional.empty();
    }
    Optional<Scalar> positive = settings.value(path).flatMap(Literals::scalar);
    return positive.isPresent()
        ? positive
        : settings.refuse(path, "must be a string, a finite number or a boolean");
  }

  private List<String> key() {
    List<String> key = settings.texts("data.key");
    if (new HashSet<>(key).size() < key.size()) {
      settings.refuse("data.key", "must name each column once");
    }
    return key;
  }

  /** The label is nothing else at the same time. */
  private void distinctColumns() {
    Stream.of("data.weight", COLUMN)
        .filter(path -> settings.has(path) && settings.has("data.label"))
        .filter(path -> settings.shown(path).equals(settings.shown("data.label")))
        .forEach(path -> settings.refuse(path, "must differ from data.label"));
  }
}

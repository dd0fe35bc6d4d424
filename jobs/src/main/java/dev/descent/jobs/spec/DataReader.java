package dev.descent.jobs.spec;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the section {@code data}. */
final class DataReader {
  private static final String TRAIN = "data.train";
  private static final String TEST = "data.test";
  private static final String USED = "use.data";
  private static final String CLASSES = "data.classes";

  private final Settings settings;
  private final ModelKind model;

  DataReader(Settings settings, ModelKind model) {
    this.settings = settings;
    this.model = model;
  }

  DataSpec data() {
    SourceSpec train = new SourceReader(settings, train()).source();
    Optional<SourceSpec> test = test();
    Optional<SplitSpec> split = new SplitReader(settings, model).split();
    if (test.isPresent() && settings.hasNumberAbove0("data.split.test")) {
      settings.note(
          "data.split.test",
          "data.test and data.split.test = "
              + settings.shown("data.split.test")
              + " exclude each other",
          "keep the test table or the share");
    }
    String label = label(train);
    Optional<String> weight = settings.text("data.weight");
    distinctColumns();
    Optional<Scalar> positive = positive();
    List<Scalar> classes = classes();
    Optional<ScoreSpec> score = new ScoreReader(settings, model).score(positive, classes);
    List<FilterSpec> filter = new FilterReader(settings).filters();
    return new DataSpec(
        train,
        test,
        split,
        label,
        score,
        positive,
        classes,
        weight,
        key(),
        skipAtMost(),
        settings.number("data.train-share", Bound.SHARE_ABOVE_0).orElse(1),
        filter);
  }

  /** Lines of LIBSVM have their label in a column of this name. */
  private String label(SourceSpec train) {
    String path = "data.label";
    return train.isLibsvm() && !settings.has(path)
        ? SourceSpec.LIBSVM_LABEL
        : settings.requiredText(path, "name the column to predict");
  }

  private OptionalDouble skipAtMost() {
    String path = "data.bad-rows";
    String share = path + ".skip-at-most";
    if (settings.hasObject(path) && settings.has(share)) {
      return settings.number(share, Bound.OPEN_UNIT);
    }
    Words.of(path, "fail").or("{ skip-at-most = 0.01 }").in(settings);
    return OptionalDouble.empty();
  }

  /** The section of the train rows; that of the rows with scores where only these are needed. */
  private String train() {
    boolean needless =
        settings.has(ScoreReader.PATH) && !settings.has(TRAIN) && !settings.has("data.split");
    if (needless && settings.hasObject(USED)) {
      return USED;
    }
    boolean used = settings.names(USED).anyMatch(Words.of(DataPart.TRAIN)::equals);
    return needless && settings.hasObject(TEST) && !used ? TEST : TRAIN;
  }

  private Optional<SourceSpec> test() {
    return settings.hasObject(TEST)
        ? Optional.of(new SourceReader(settings, TEST).source())
        : Optional.empty();
  }

  private Optional<Scalar> positive() {
    String path = "data.positive";
    if (settings.value(path).isEmpty()) {
      return Optional.empty();
    }
    if (model.isNone(ModelType.LOGISTIC)) {
      ModelType chosen = model.type().orElseThrow();
      settings.mismatch(path, ModelKind.TYPE, ModelType.LOGISTIC, chosen);
      return Optional.empty();
    }
    Optional<Scalar> positive = settings.value(path).flatMap(Literals::scalar);
    return positive.isPresent()
        ? positive
        : settings.refuse(path, "must be a string, a finite number or a boolean");
  }

  private List<Scalar> classes() {
    if (settings.value(CLASSES).isEmpty()) {
      return List.of();
    }
    if (model.isNone(ModelType.SOFTMAX, ModelType.MLP)) {
      String chosen = Words.of(model.type().orElseThrow());
      settings.mismatch(CLASSES, ModelKind.TYPE, "softmax or mlp", chosen);
      return List.of();
    }
    if (model.fitsNumbers()) {
      settings.mismatch(CLASSES, "model.loss", "softmax", "squared");
      return List.of();
    }
    Optional<List<Scalar>> classes = settings.value(CLASSES).flatMap(DataReader::scalars);
    return classes
        .or(
            () ->
                settings.refuse(
                    CLASSES, "must be a list of two or more distinct strings, numbers or booleans"))
        .orElse(List.of());
  }

  /** The elements, if they are classes of one column: distinct and of one type. */
  private static Optional<List<Scalar>> scalars(ConfigValue value) {
    if (!(value instanceof ConfigList list)) {
      return Optional.empty();
    }
    List<Scalar> scalars = list.stream().map(Literals::scalar).flatMap(Optional::stream).toList();
    boolean one = scalars.stream().map(Object::getClass).distinct().count() == 1;
    return one && scalars.size() == list.size() && DataSpec.areClasses(scalars)
        ? Optional.of(scalars)
        : Optional.empty();
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
    Stream.of(
            "data.weight",
            "features.vector",
            SplitReader.COLUMN,
            SplitReader.GROUP,
            SplitReader.TIME)
        .filter(path -> settings.has(path) && settings.has("data.label"))
        .filter(path -> settings.shown(path).equals(settings.shown("data.label")))
        .forEach(path -> settings.refuse(path, "must differ from data.label"));
  }
}

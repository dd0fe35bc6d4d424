package dev.descent.jobs.spec;

import com.typesafe.config.ConfigList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the key {@code data.score}: the columns of predictions that rows have, and their kind. */
final class ScoreReader {
  static final String PATH = "data.score";

  private final Settings settings;
  private final ModelKind model;

  ScoreReader(Settings settings, ModelKind model) {
    this.settings = settings;
    this.model = model;
  }

  /**
   * The scores, beside what the section says of classes; empty when absent or wrong.
   *
   * @param positive the value of the positive class
   * @param classes the classes in their order, or empty
   */
  Optional<ScoreSpec> score(Optional<Scalar> positive, List<Scalar> classes) {
    List<String> columns = columns();
    if (columns.isEmpty() || !differs(columns) || !agrees(columns.size(), positive, classes)) {
      return Optional.empty();
    }
    boolean judged = columns.size() > 1 || !settings.has(ModelKind.TYPE);
    Optional<ScoreKind> kind =
        judged ? ScoreKind.ofData(columns, positive, classes) : model.loss().map(ScoreKind::of);
    return Optional.of(new ScoreSpec(columns, kind));
  }

  private List<String> columns() {
    if (settings.value(PATH).filter(ConfigList.class::isInstance).isPresent()) {
      return listed();
    }
    boolean text = settings.value(PATH).filter(v -> v.unwrapped() instanceof String).isPresent();
    Optional<String> column =
        text ? settings.text(PATH) : settings.refuse(PATH, "must be a column or a list of columns");
    return column.stream().toList();
  }

  private List<String> listed() {
    List<String> columns = settings.texts(PATH);
    if (columns.isEmpty() && settings.soundIn(PATH)) {
      settings.refuse(PATH, "must name at least one column");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      settings.refuse(PATH, "must name each column once");
      return List.of();
    }
    return columns;
  }

  /** Whether the columns are nothing else at the same time. */
  private boolean differs(List<String> columns) {
    List<String> others =
        Stream.of(
                "data.label",
                "data.weight",
                SplitReader.COLUMN,
                SplitReader.GROUP,
                SplitReader.TIME)
            .filter(path -> settings.names(path).anyMatch(columns::contains))
            .toList();
    others.forEach(path -> settings.refuse(PATH, "must not name " + path));
    return others.isEmpty();
  }

  private boolean agrees(int columns, Optional<Scalar> positive, List<Scalar> classes) {
    if (columns > 1) {
      return areOfClasses(columns) && areCounted(columns, positive, classes);
    }
    boolean exclusive = positive.isPresent() && !classes.isEmpty();
    if (exclusive) {
      settings.note(
          "data.positive",
          "data.positive and data.classes exclude each other",
          "keep data.positive for two classes, or data.classes for several");
    }
    return !exclusive;
  }

  /** Whether the model, if there is one, has a probability for each column. */
  private boolean areOfClasses(int columns) {
    boolean otherType = model.isNone(ModelType.SOFTMAX, ModelType.MLP);
    if (otherType || model.fitsNumbers()) {
      String reason =
          otherType
              ? "model.type = softmax or mlp, but model.type is "
                  + model.type().map(Words::of).orElseThrow()
              : "model.loss = softmax, but model.loss is squared";
      String message = String.format("%s of %d columns goes with %s", PATH, columns, reason);
      settings.note(PATH, message, "name one column");
      return false;
    }
    return true;
  }

  private boolean areCounted(int columns, Optional<Scalar> positive, List<Scalar> classes) {
    if (positive.isPresent()) {
      settings.note(
          "data.positive",
          "data.positive goes with one column of data.score, but there are " + columns,
          "remove it");
      return false;
    }
    if (!classes.isEmpty() && classes.size() != columns) {
      settings.refuse(
          "data.classes", "must be as many as the columns of data.score, which are " + columns);
      return false;
    }
    return true;
  }
}

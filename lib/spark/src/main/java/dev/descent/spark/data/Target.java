package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.spark.source.DataException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a model is to predict, and so what a label may be. */
public sealed interface Target {

  /** How the labels are read before the classes are known. */
  LabelReader beforeClasses();

  /**
   * The classes of a classification.
   *
   * @param seen the labels of the training rows
   * @throws DataException if these labels do not make classes
   */
  Optional<Classes> classes(SeenLabels seen);

  /** How the labels are read once the classes are known; empty for numbers. */
  LabelReader reader(Optional<Classes> classes);

  /**
   * Numbers.
   *
   * @param least the least one that the loss takes
   */
  record Numbers(double least) implements Target {

    /** Any finite number. */
    public Numbers() {
      this(Double.NEGATIVE_INFINITY);
    }

    @Override
    public LabelReader beforeClasses() {
      return LabelReader.number(least);
    }

    @Override
    public Optional<Classes> classes(SeenLabels seen) {
      return Optional.empty();
    }

    @Override
    public LabelReader reader(Optional<Classes> classes) {
      return LabelReader.number(least);
    }
  }

  /**
   * Two classes.
   *
   * @param positive the positive one where the job names it: every other label is then negative
   */
  record TwoClasses(Optional<String> positive) implements Target {

    public TwoClasses {
      positive = positive.map(Classes::canonical);
    }

    @Override
    public LabelReader beforeClasses() {
      return LabelReader.anyClass();
    }

    @Override
    public Optional<Classes> classes(SeenLabels seen) {
      seen.requireSeveral("two classes");
      List<String> labels = seen.labels();
      if (positive.isPresent() && !labels.contains(positive.get())) {
        throw new DataException(
            "data.positive = "
                + positive.get()
                + " is no label of a training row; the labels are "
                + seen.shown());
      }
      if (positive.isEmpty() && labels.size() > 2) {
        throw new DataException(
            seen.where()
                + " has "
                + labels.size()
                + " classes ("
                + seen.shown()
                + "); name the positive one in data.positive, or use model.type = softmax");
      }
      return Optional.of(
          positive.map(name -> Classes.against(name, labels)).orElseGet(() -> Classes.of(labels)));
    }

    @Override
    public LabelReader reader(Optional<Classes> classes) {
      Classes two = classes.orElseThrow();
      return positive.isPresent() ? LabelReader.against(two) : LabelReader.oneOf(two);
    }
  }

  /**
   * Two or more classes.
   *
   * @param order all of them, where the job fixes their order, also those that no row has; empty
   *     for the labels of the training rows in ascending order
   */
  record SeveralClasses(List<String> order) implements Target {

    public SeveralClasses {
      order = order.stream().map(Classes::canonical).toList();
    }

    @Override
    public LabelReader beforeClasses() {
      return LabelReader.anyClass();
    }

    @Override
    public Optional<Classes> classes(SeenLabels seen) {
      seen.requireSeveral("two or more classes");
      if (order.isEmpty()) {
        return Optional.of(Classes.of(seen.labels()));
      }
      Set<String> known = new HashSet<>(order);
      Optional<String> unknown = seen.labels().stream().filter(l -> !known.contains(l)).findFirst();
      if (unknown.isPresent()) {
        throw new DataException(
            seen.where()
                + " has the label "
                + unknown.get()
                + ", which is not in data.classes; add it there, or drop its rows");
      }
      return Optional.of(Classes.inOrder(order));
    }

    @Override
    public LabelReader reader(Optional<Classes> classes) {
      return LabelReader.oneOf(classes.orElseThrow());
    }
  }
}

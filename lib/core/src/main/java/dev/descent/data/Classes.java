package dev.descent.data;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The class labels of a classification in their order; for two classes the last one is the positive
 * one.
 *
 * <p>Labels are ordered as numbers when all of them are numbers, else as strings by code point, and
 * are kept as text in canonical form: the shortest decimal of a number.
 *
 * @param names canonical texts
 * @param numeric whether the labels are numbers
 */
public record Classes(List<String> names, boolean numeric) implements Serializable {
  /** More classes than this are taken for a mistake in the label. */
  public static final int MOST = 1000;

  public Classes {
    names = List.copyOf(names);
    if (names.size() < 2) {
      throw new IllegalArgumentException(
          "a classification needs at least two classes, but has " + names);
    }
    if (names.size() > MOST) {
      throw new IllegalArgumentException(
          "a classification may have " + MOST + " classes, but has " + names.size());
    }
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("classes must differ, but were " + names);
    }
    if (numeric && !names.stream().allMatch(name -> number(name).isPresent())) {
      throw new IllegalArgumentException("numeric classes must be numbers, but were " + names);
    }
  }

  /** The classes of the labels that were seen, in order. */
  public static Classes of(Collection<String> labels) {
    boolean numeric = labels.stream().allMatch(label -> number(label).isPresent());
    List<String> names = labels.stream().map(Classes::canonical).distinct().toList();
    return new Classes(TextOrder.sorted(names), numeric);
  }

  /** Exactly these classes in the order in which they stand. */
  public static Classes inOrder(List<String> labels) {
    boolean numeric = labels.stream().allMatch(label -> number(label).isPresent());
    return new Classes(labels.stream().map(Classes::canonical).toList(), numeric);
  }

  /**
   * Two classes, {@code positive} against everything else; the other one has the name of the only
   * other label, or "not " and the positive one's where there are several.
   */
  public static Classes against(String positive, Collection<String> labels) {
    String name = canonical(positive);
    List<String> others =
        labels.stream()
            .map(Classes::canonical)
            .filter(label -> !label.equals(name))
            .distinct()
            .toList();
    boolean two = others.size() == 1;
    boolean numeric = two && number(name).isPresent() && number(others.get(0)).isPresent();
    return new Classes(List.of(two ? others.get(0) : "not " + name, name), numeric);
  }

  /**
   * The text of a label in the form that equal labels share: 1, 1.0 and 1e0 are the same number.
   */
  public static String canonical(String label) {
    return number(label).map(Classes::text).orElse(label);
  }

  /** The positive class of two. */
  public String positive() {
    return names.get(names.size() - 1);
  }

  /** The number that a label is, if it is one. */
  static Optional<Double> number(String label) {
    String text = label.strip();
    boolean decimal =
        !text.isEmpty() && text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
    if (!decimal) {
      return Optional.empty();
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

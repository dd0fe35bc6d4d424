package dev.descent.spark.data;

import dev.descent.data.Classes;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a label becomes a number: as it stands for a regression, its place among the classes for a
 * classification, and any class as 0 while the classes are still being found.
 */
public final class LabelReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The index of a label that is none of the classes. */
  static final int UNKNOWN = -1;

  private static final double[] NO_WEIGHTS = {};

  private final boolean textual;
  private final @Nullable Classes classes;

  /** The index of every class by its name. */
  private final Map<String, Integer> places;

  /** The index of a label that is no class. */
  private final int otherwise;

  /** The least number that is a label. */
  private final double least;

  private final double[] classWeights;

  private LabelReader(double least) {
    this.textual = false;
    this.classes = null;
    this.places = new HashMap<>();
    this.otherwise = UNKNOWN;
    this.least = least;
    this.classWeights = NO_WEIGHTS;
  }

  private LabelReader(@Nullable Classes classes, int otherwise, double[] classWeights) {
    this.textual = true;
    this.classes = classes;
    this.places = new HashMap<>();
    this.otherwise = otherwise;
    this.least = Double.NEGATIVE_INFINITY;
    this.classWeights = classWeights;
    for (int k = 0; k < names().size(); k++) {
      places.put(names().get(k), k);
    }
  }

  /** The same labels, each with what the weight of a row is multiplied by; empty for 1. */
  LabelReader weighing(double[] byClass) {
    return new LabelReader(classes, otherwise, byClass);
  }

  /** What the weight of a row with this label is multiplied by. */
  double classWeight(double label) {
    return classWeights.length == 0 ? 1 : classWeights[(int) label];
  }

  /** The label is a number. */
  public static LabelReader number() {
    return number(Double.NEGATIVE_INFINITY);
  }

  /** The label is a number that is at least {@code least}. */
  public static LabelReader number(double least) {
    return new LabelReader(least);
  }

  /** The label is a class, whichever; its number is 0. */
  public static LabelReader anyClass() {
    return new LabelReader(null, 0, NO_WEIGHTS);
  }

  /** The label is one of exactly these classes. */
  public static LabelReader oneOf(Classes classes) {
    return new LabelReader(classes, UNKNOWN, NO_WEIGHTS);
  }

  /** The label is the positive class, or anything else. */
  public static LabelReader against(Classes classes) {
    return new LabelReader(classes, 0, NO_WEIGHTS);
  }

  boolean textual() {
    return textual;
  }

  /** The index of a class, or {@link #UNKNOWN}. */
  int index(String label) {
    if (classes == null) {
      return otherwise;
    }
    Integer place = places.get(label);
    return place == null ? places.getOrDefault(Classes.canonical(label), otherwise) : place;
  }

  /** Whether a number can be a label. */
  boolean takes(double label) {
    return label >= least && Math.abs(label) <= Double.MAX_VALUE;
  }

  /** The least number that is a label. */
  double least() {
    return least;
  }

  /** What is wrong with a label that is none of the classes. */
  String refusal(String column) {
    return "label "
        + column
        + " is none of the classes "
        + String.join(", ", names())
        + "; clean it";
  }

  List<String> names() {
    return classes == null ? List.of() : classes.names();
  }
}

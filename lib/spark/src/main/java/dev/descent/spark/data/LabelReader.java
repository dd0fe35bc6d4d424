package dev.descent.spark.data;

import dev.descent.data.Classes;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a label becomes a number: as it stands for a regression, 0 or 1 for two classes, and for now
 * any class while the classes are still being found.
 */
public final class LabelReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The index of a label that is none of the classes. */
  static final int UNKNOWN = -1;

  private static final double[] NO_WEIGHTS = {};

  private final boolean textual;
  private final @Nullable Classes classes;
  private final boolean againstRest;
  private final double[] classWeights;

  private LabelReader(boolean textual, @Nullable Classes classes, boolean againstRest) {
    this(textual, classes, againstRest, NO_WEIGHTS);
  }

  private LabelReader(
      boolean textual, @Nullable Classes classes, boolean againstRest, double[] classWeights) {
    this.textual = textual;
    this.classes = classes;
    this.againstRest = againstRest;
    this.classWeights = classWeights;
  }

  /** The same labels, each with what the weight of a row is multiplied by; empty for 1. */
  LabelReader weighing(double[] byClass) {
    return new LabelReader(textual, classes, againstRest, byClass);
  }

  /** What the weight of a row with this label is multiplied by. */
  double classWeight(double label) {
    return classWeights.length == 0 ? 1 : classWeights[(int) label];
  }

  /** The label is a number. */
  public static LabelReader number() {
    return new LabelReader(false, null, false);
  }

  /** The label is a class, whichever; its number is 0. */
  public static LabelReader anyClass() {
    return new LabelReader(true, null, false);
  }

  /** The label is one of exactly these classes. */
  public static LabelReader oneOf(Classes classes) {
    return new LabelReader(true, classes, false);
  }

  /** The label is the positive class, or anything else. */
  public static LabelReader against(Classes classes) {
    return new LabelReader(true, classes, true);
  }

  /**
   * The reader for a model's labels: its classes, against everything else where the job named the
   * positive one.
   */
  public static LabelReader of(Optional<Classes> classes, boolean positiveIsNamed) {
    return classes
        .map(found -> positiveIsNamed ? against(found) : oneOf(found))
        .orElseGet(LabelReader::number);
  }

  boolean textual() {
    return textual;
  }

  /** The index of a class, or {@link #UNKNOWN}. */
  int index(String label) {
    if (classes == null) {
      return 0;
    }
    String name = Classes.canonical(label);
    return againstRest ? (name.equals(classes.positive()) ? 1 : 0) : classes.names().indexOf(name);
  }

  List<String> names() {
    return classes == null ? List.of() : classes.names();
  }
}

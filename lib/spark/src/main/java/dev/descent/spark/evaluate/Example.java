package dev.descent.spark.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row that was measured, with what was said of it. */
public final class Example implements Serializable, Comparable<Example> {
  private static final long serialVersionUID = 1L;

  private final double label;
  private final double[] predicted;
  private final double loss;
  private final @Nullable Object[] cells;

  Example(double label, double[] predicted, double loss, @Nullable Object[] cells) {
    this.label = label;
    this.predicted = predicted;
    this.loss = loss;
    this.cells = cells;
  }

  /** The number that was to be predicted, or the index of the class. */
  public double label() {
    return label;
  }

  /** The predicted number, the probability of the positive one of two classes, or those of all. */
  public double[] predicted() {
    return predicted.clone();
  }

  /** Squared error of a number, log loss of a class. */
  public double loss() {
    return loss;
  }

  /** The values of the columns of {@link Examples#columns}; null where there is none. */
  public @Nullable Object[] cells() {
    return cells.clone();
  }

  /** An order of rows whose hash is the same. */
  @Override
  public int compareTo(Example that) {
    int order = Double.compare(label, that.label);
    order = order != 0 ? order : Arrays.compare(predicted, that.predicted);
    return order != 0 ? order : text().compareTo(that.text());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Example that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  private String text() {
    return Arrays.deepToString(cells);
  }
}

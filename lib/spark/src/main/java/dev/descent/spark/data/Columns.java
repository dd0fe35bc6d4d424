package dev.descent.spark.data;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a table that take part.
 *
 * @param features numeric columns, in order
 * @param label column to predict; may be absent when predicting
 * @param weight column of row weights
 * @param key columns that identify a row; empty for its whole content
 * @param slices columns by whose values rows are told apart when they are evaluated
 */
public record Columns(
    List<String> features,
    Optional<String> label,
    Optional<String> weight,
    List<String> key,
    List<String> slices) {

  public Columns {
    features = List.copyOf(features);
    key = List.copyOf(key);
    slices = List.copyOf(slices);
  }

  /** Without slices. */
  public Columns(
      List<String> features, Optional<String> label, Optional<String> weight, List<String> key) {
    this(features, label, weight, key, List.of());
  }

  /** The same with other features. */
  public Columns withFeatures(List<String> others) {
    return new Columns(others, label, weight, key, slices);
  }

  /** The same with other slices. */
  public Columns withSlices(List<String> others) {
    return new Columns(features, label, weight, key, others);
  }
}

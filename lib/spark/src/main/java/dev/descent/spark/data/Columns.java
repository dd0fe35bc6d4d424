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
 */
public record Columns(
    List<String> features, Optional<String> label, Optional<String> weight, List<String> key) {

  public Columns {
    features = List.copyOf(features);
    key = List.copyOf(key);
  }
}

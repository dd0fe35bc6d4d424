package dev.descent.jobs.spec;

import java.util.HashSet;
import java.util.List;

/**
 * A key of the job file and the values to try.
 *
 * @param key such as {@code model.penalty.strength}
 * @param values as the command line would have them behind {@code key=}; at least one, and distinct
 */
public record TunedKey(String key, List<String> values) {
  public TunedKey {
    Bound.requireText("tune.over", key);
    values = List.copyOf(values);
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "tune.over." + key + " must have values that are distinct, but was " + values);
    }
  }
}

package dev.descent.jobs.spec;

import java.util.Map;

/** The key {@code training.class-weights}: what the weight of a row is multiplied by. */
public sealed interface ClassWeightsSpec {

  /** n / (K n_k) for a row of class k, so that every class counts the same. */
  record Balanced() implements ClassWeightsSpec {}

  /**
   * A weight for each class.
   *
   * @param weights by the text of the label, at least one; finite, at least 0 and not all 0
   */
  record ByClass(Map<String, Double> weights) implements ClassWeightsSpec {
    public ByClass {
      weights = Map.copyOf(weights);
      weights.forEach((label, weight) -> Bound.NON_NEGATIVE.require("class-weights", weight));
      if (weights.values().stream().noneMatch(weight -> weight > 0)) {
        throw new IllegalArgumentException("class-weights must not all be 0, but was " + weights);
      }
    }
  }
}

package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.spark.source.DataException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the weight of a training row is multiplied by, according to its class. */
public sealed interface ClassWeights {

  /** By 1. */
  record Equal() implements ClassWeights {}

  /** By n / (K n_k) for class k with n_k of all n rows, so that every class counts the same. */
  record Balanced() implements ClassWeights {}

  /**
   * By what each class is given.
   *
   * @param weights by the text of the label; a class without one has weight 1
   */
  record Given(Map<String, Double> weights) implements ClassWeights {
    public Given {
      Map<String, Double> canonical = new LinkedHashMap<>();
      weights.forEach((label, weight) -> canonical.put(Classes.canonical(label), weight));
      weights = Map.copyOf(canonical);
    }
  }

  /**
   * The weight of every class [K]; empty for 1 throughout.
   *
   * @param rows n_k, how many training rows each class has [K]
   * @throws DataException if a weight is given to what is no class
   */
  default double[] of(Classes classes, long[] rows) {
    double[] factors = new double[this instanceof Equal ? 0 : rows.length];
    Arrays.fill(factors, 1);
    long all = Arrays.stream(rows).sum();
    for (int k = 0; this instanceof Balanced && k < rows.length; k++) {
      factors[k] = rows[k] == 0 ? 1 : all / (rows.length * (double) rows[k]);
    }
    if (this instanceof Given given) {
      given.weights().forEach((label, weight) -> factors[place(classes, label)] = weight);
    }
    return factors;
  }

  private static int place(Classes classes, String label) {
    int place = classes.names().indexOf(label);
    if (place < 0) {
      throw new DataException(
          "training.class-weights: "
              + label
              + " is no class; the classes are "
              + String.join(", ", classes.names()));
    }
    return place;
  }
}

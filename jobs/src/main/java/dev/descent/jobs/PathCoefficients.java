package dev.descent.jobs;

import dev.descent.model.Model;
import dev.descent.solve.StrengthPath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The coefficients of the models along a path of strengths that are worth keeping: those that grow
 * largest somewhere on it, on the scale of training, on which coefficients of features of different
 * units compare.
 *
 * @param model with parameters [p]
 * @param features in their order
 */
record PathCoefficients(Function<double[], Model> model, List<Integer> features) {
  /** More are not kept. */
  static final int MOST = 100;

  /** Those of a model with one score a row; {@code entries} are one at least. */
  static PathCoefficients of(List<StrengthPath.Entry> entries, Function<double[], Model> model) {
    double[] sizes = new double[model.apply(entries.get(0).parameters()).network().inputs()];
    for (StrengthPath.Entry entry : entries) {
      for (int j = 0; j < sizes.length; j++) {
        sizes[j] = Math.max(sizes[j], Math.abs(entry.parameters()[j]));
      }
    }
    return new PathCoefficients(
        model,
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer j) -> -sizes[j]))
            .limit(MOST)
            .sorted()
            .toList());
  }

  /**
   * By the names of features the coefficients on the original scale that are not 0, and how many
   * features are left out everywhere on the path, if any.
   */
  Map<String, Object> toMap(double[] parameters) {
    Model made = model.apply(parameters);
    double[] all = made.coefficients()[0];
    Map<String, Double> kept = new LinkedHashMap<>();
    for (int j : features) {
      if (all[j] != 0) {
        kept.put(made.encoding().features().get(j), all[j]);
      }
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("coefficients", kept);
    if (features.size() < all.length) {
      map.put("featuresLeftOut", all.length - features.size());
    }
    return map;
  }
}

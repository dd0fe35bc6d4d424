package dev.descent.jobs;

import dev.descent.encode.Buckets;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is told of columns whose values are hashed: how many of them meet.
 *
 * @param names of the columns
 * @param met what training rows meet of their features
 */
record HashedColumns(List<String> names, Buckets met) {

  /** Those of {@code expansion}, if it has any. */
  static Optional<HashedColumns> of(Expansion expansion, Buckets met) {
    List<String> names =
        expansion.inputs().stream().filter(Hashed.class::isInstance).map(Column::name).toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(new HashedColumns(names, met));
  }

  /** What run.json has. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("size", met.size());
    json.put("buckets", met.met());
    json.put("values", met.values());
    json.put("collisionRate", met.collisionRate());
    return json;
  }

  /** The same for people. */
  String line() {
    String features =
        String.format(
            Locale.ROOT, "%,d values in %,d of %,d features", met.values(), met.met(), met.size());
    return met.isFull()
        ? "more than about " + features + "; raise features.hashed.size"
        : String.format(
            Locale.ROOT,
            "about %s, %.3g%% of them share one with another",
            features,
            100 * met.collisionRate());
  }
}

package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The keys {@code features.categorical}, {@code features.unseen}, {@code features.rare} and {@code
 * features.hashed}.
 *
 * @param columns names or globs of columns of categories, beside those of text
 * @param unseen what becomes of a category that no training row has
 * @param rareBelow at fewer rows than this, from 2, a category is one of those that share a feature
 * @param hashed which columns are hashed instead, if any are; none of those that are named
 */
public record CategoriesSpec(
    List<String> columns, Unseen unseen, OptionalInt rareBelow, Optional<HashedSpec> hashed) {
  static final int LEAST_RARE = 2;

  public CategoriesSpec {
    columns = List.copyOf(columns);
    if (rareBelow.isPresent() && rareBelow.getAsInt() < LEAST_RARE) {
      throw new IllegalArgumentException(
          "features.rare.below must be >= " + LEAST_RARE + ", but was " + rareBelow.getAsInt());
    }
    requireApart("features.categorical", columns, hashed);
  }

  static void requireApart(String key, List<String> names, Optional<HashedSpec> hashed) {
    List<String> others = hashed.map(HashedSpec::columns).orElse(List.of());
    named(names)
        .filter(others::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  key + " and features.hashed.columns must not both name " + name);
            });
  }

  /** Those that are no globs. */
  static Stream<String> named(List<String> names) {
    return names.stream().filter(name -> !name.contains("*"));
  }

  /** Columns of text only. */
  public static CategoriesSpec byThemselves() {
    return new CategoriesSpec(List.of(), Unseen.IGNORE, OptionalInt.empty(), Optional.empty());
  }
}

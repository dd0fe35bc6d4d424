package dev.descent.jobs.spec;

import java.util.List;
import java.util.OptionalInt;

/**
 * The keys {@code features.categorical}, {@code features.unseen} and {@code features.rare}.
 *
 * @param columns names or globs of columns of categories, beside those of text
 * @param unseen what becomes of a category that no training row has
 * @param rareBelow at fewer rows than this, from 2, a category is one of those that share a feature
 */
public record CategoriesSpec(List<String> columns, Unseen unseen, OptionalInt rareBelow) {
  static final int LEAST_RARE = 2;

  public CategoriesSpec {
    columns = List.copyOf(columns);
    if (rareBelow.isPresent() && rareBelow.getAsInt() < LEAST_RARE) {
      throw new IllegalArgumentException(
          "features.rare.below must be >= " + LEAST_RARE + ", but was " + rareBelow.getAsInt());
    }
  }

  /** Columns of text only. */
  public static CategoriesSpec byThemselves() {
    return new CategoriesSpec(List.of(), Unseen.IGNORE, OptionalInt.empty());
  }
}

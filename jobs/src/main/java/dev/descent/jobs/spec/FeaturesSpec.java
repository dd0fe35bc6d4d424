package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;

/**
 * The section {@code features}.
 *
 * @param columns names or globs of the columns to use; at least one, unless others are hashed
 * @param exclude names or globs of columns to leave out
 * @param vector the column whose vectors are the features, instead of columns; of these nothing is
 *     said then
 * @param categories which columns are categories, and what holds for those
 * @param missing what becomes of missing values
 * @param polynomial how products of features are formed, if they are
 * @param divideBy a constant that every numeric column is divided by, finite and not 0
 * @param standardize whether training sees columns of mean 0 and deviation 1
 */
public record FeaturesSpec(
    List<String> columns,
    List<String> exclude,
    Optional<String> vector,
    CategoriesSpec categories,
    MissingSpec missing,
    Optional<PolynomialSpec> polynomial,
    double divideBy,
    boolean standardize) {
  public FeaturesSpec {
    columns = List.copyOf(columns);
    exclude = List.copyOf(exclude);
    CategoriesSpec.requireApart("features.columns", columns, categories.hashed());
    if (columns.isEmpty() && categories.hashed().isEmpty()) {
      throw new IllegalArgumentException("features.columns must name at least one column");
    }
    vector.ifPresent(name -> Bound.requireText("features.vector", name));
    boolean saidOfColumns =
        !columns.equals(List.of("*"))
            || !exclude.isEmpty()
            || !categories.equals(CategoriesSpec.byThemselves())
            || missing.fill() != Fill.FAIL;
    if (vector.isPresent() && saidOfColumns) {
      throw new IllegalArgumentException(
          "features.vector stands alone, without features.columns, exclude, categorical, unseen, rare, hashed and missing");
    }
    Bound.DIVISOR.require("features.divide-by", divideBy);
  }
}

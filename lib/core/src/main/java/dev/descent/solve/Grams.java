package dev.descent.solve;

import dev.descent.objective.Gram;
import java.util.Optional;

/**
 * The products of the rows a solver learns from and, if there are any, of those that it only
 * measures.
 */
public record Grams(Gram train, Optional<Gram> validation) {

  public Grams {
    if (!train.isFinite() || !validation.map(Gram::isFinite).orElse(true)) {
      throw new IllegalArgumentException("a path needs products that are finite");
    }
    if (validation.isPresent() && validation.get().columns() != train.columns()) {
      throw new IllegalArgumentException(
          "products of "
              + train.columns()
              + " features of training rows do not go with those of "
              + validation.get().columns()
              + " of validation rows");
    }
  }
}

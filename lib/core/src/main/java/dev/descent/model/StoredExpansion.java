package dev.descent.model;

import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import java.util.List;
import java.util.Set;

/**
 * The expansion that a model's JSON describes: columns and polynomial are there together, and then
 * the features are what they make; without them the features are the columns.
 *
 * @param encoding the object "encoding"
 * @param features the names in "features"
 */
record StoredExpansion(Fields encoding, List<String> features) {
  private static final String COLUMNS = "columns";
  private static final String POLYNOMIAL = "polynomial";

  /**
   * The expansion.
   *
   * @throws ModelException if the object is not as described
   * @throws IllegalArgumentException if its numbers are not those of an expansion
   */
  Expansion expansion() {
    encoding.only(Set.of("divideBy", COLUMNS, POLYNOMIAL));
    double divideBy = encoding.number("divideBy");
    if (encoding.has(COLUMNS) != encoding.has(POLYNOMIAL)) {
      throw refused("columns and encoding.polynomial must be there together or not at all");
    }
    if (!encoding.has(COLUMNS)) {
      return new Expansion(features, divideBy, Polynomial.none());
    }
    List<String> columns = encoding.texts(COLUMNS);
    Polynomial polynomial = polynomial();
    // Before anything is allocated for them.
    if (polynomial.features(columns.size()) != features.size()) {
      throw refused(
          "polynomial of "
              + columns.size()
              + " columns does not make the "
              + features.size()
              + " features of the model");
    }
    Expansion expansion = new Expansion(columns, divideBy, polynomial);
    requireFeatures(expansion.features());
    return expansion;
  }

  private Polynomial polynomial() {
    Fields object = encoding.object(POLYNOMIAL).only(Set.of("degree", "interactionsOnly", "bias"));
    long degree = object.whole("degree");
    if (degree != (int) degree) {
      throw refused("polynomial.degree is out of range: " + degree);
    }
    Polynomial polynomial =
        new Polynomial((int) degree, object.flag("interactionsOnly"), object.flag("bias"));
    if (!polynomial.expands()) {
      throw refused("polynomial must have a degree above 1 or a bias, or be left out");
    }
    return polynomial;
  }

  private void requireFeatures(List<String> made) {
    for (int j = 0; j < made.size(); j++) {
      if (!made.get(j).equals(features.get(j))) {
        throw new ModelException(
            encoding.file()
                + ": feature "
                + j
                + " must be "
                + Fields.shown(made.get(j))
                + " by encoding.polynomial, but was "
                + Fields.shown(features.get(j)));
      }
    }
  }

  private ModelException refused(String problem) {
    return new ModelException(encoding.file() + ": " + encoding.path() + problem);
  }
}

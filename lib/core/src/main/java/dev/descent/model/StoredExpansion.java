package dev.descent.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The expansion that a model's JSON describes: the object {@code encoding} with {@code divideBy},
 * and {@code columns} and {@code polynomial} where the features are not the columns themselves.
 *
 * <p>A column is its name where it is a number that is never missing, else an object as {@link
 * StoredColumn} describes. Without any such object, columns and polynomial are there together;
 * columns are there too where the names of the features are not.
 *
 * @param encoding the object "encoding"
 * @param size d, how many features
 * @param features the names in "features", where they are there
 */
record StoredExpansion(Fields encoding, int size, Optional<List<String>> features) {
  private static final String COLUMNS = "columns";
  private static final String POLYNOMIAL = "polynomial";

  /** The object that describes {@code expansion}. */
  static ObjectNode describe(Expansion expansion, boolean named) {
    ObjectNode json = ModelFiles.JSON.createObjectNode().put("divideBy", expansion.divideBy());
    if (!named || !expansion.isPlain() || expansion.polynomial().isPresent()) {
      ArrayNode columns = json.putArray(COLUMNS);
      expansion.inputs().forEach(column -> columns.add(StoredColumn.describe(column)));
    }
    expansion
        .polynomial()
        .ifPresent(
            polynomial ->
                json.putObject(POLYNOMIAL)
                    .put("degree", polynomial.degree())
                    .put("interactionsOnly", polynomial.interactionsOnly())
                    .put("bias", polynomial.bias()));
    return json;
  }

  /**
   * The expansion.
   *
   * @throws ModelException if the object is not as described
   * @throws IllegalArgumentException if its numbers are not those of an expansion
   */
  Expansion expansion() {
    encoding.only(Set.of("divideBy", COLUMNS, POLYNOMIAL));
    double divideBy = encoding.number("divideBy");
    boolean expands = encoding.has(POLYNOMIAL);
    List<Column> columns = encoding.has(COLUMNS) ? columns() : List.of();
    if (features.isEmpty() && !encoding.has(COLUMNS)) {
      throw encoding.refusal("columns must be there where features are left out");
    }
    boolean onlyNames = features.isPresent() && columns.stream().allMatch(StoredColumn::isName);
    if (onlyNames && encoding.has(COLUMNS) != expands) {
      throw encoding.refusal(
          "columns and encoding.polynomial must be there together or not at all, where no column is an object");
    }
    if (!encoding.has(COLUMNS)) {
      return new Expansion(features.orElseThrow(), divideBy, Polynomial.none());
    }
    Polynomial polynomial = expands ? polynomial() : Polynomial.none();
    requireSize(columns, polynomial);
    Expansion expansion = Expansion.of(columns, divideBy, polynomial);
    features.ifPresent(names -> requireFeatures(expansion.features(), names));
    return expansion;
  }

  private List<Column> columns() {
    return encoding
        .list(COLUMNS, node -> node.isTextual() || node.isObject(), "texts or objects")
        .stream()
        .map(node -> new StoredColumn(encoding, node).column())
        .toList();
  }

  /** Before anything is allocated for them. */
  private void requireSize(List<Column> columns, Polynomial polynomial) {
    long numbers = columns.stream().mapToLong(StoredColumn::numbers).sum();
    long products = numbers > size ? numbers : polynomial.features((int) numbers);
    long others = columns.stream().mapToLong(StoredColumn::others).sum();
    others += columns.stream().mapToLong(StoredColumn::shared).max().orElse(0);
    if (products != size - others) {
      throw encoding.refusal(
          (encoding.has(POLYNOMIAL) ? "polynomial of " : "columns: ")
              + columns.size()
              + " columns does not make the "
              + size
              + " features of the model");
    }
  }

  private Polynomial polynomial() {
    Fields object = encoding.object(POLYNOMIAL).only(Set.of("degree", "interactionsOnly", "bias"));
    long degree = object.whole("degree");
    if (degree != (int) degree) {
      throw encoding.refusal("polynomial.degree is out of range: " + degree);
    }
    Polynomial polynomial =
        new Polynomial((int) degree, object.flag("interactionsOnly"), object.flag("bias"));
    if (!polynomial.expands()) {
      throw encoding.refusal("polynomial must have a degree above 1 or a bias, or be left out");
    }
    return polynomial;
  }

  private void requireFeatures(List<String> made, List<String> names) {
    for (int j = 0; j < made.size(); j++) {
      if (!made.get(j).equals(names.get(j))) {
        throw new ModelException(
            encoding.file()
                + ": feature "
                + j
                + " must be "
                + Fields.shown(made.get(j))
                + (encoding.has(POLYNOMIAL) ? " by encoding.polynomial" : " by encoding.columns")
                + ", but was "
                + Fields.shown(names.get(j)));
      }
    }
  }
}

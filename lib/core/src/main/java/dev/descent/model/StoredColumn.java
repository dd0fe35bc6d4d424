package dev.descent.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Numeric;
import dev.descent.encode.Vector;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column of the raw rows in a model's JSON: its name alone for a number that is never missing,
 * {@code { name, fill, indicator }} for one that may be, {@code { name, categories, rules }} for
 * categories, whose rules are words such as "first-left-out", {@code { name, size }} for vectors.
 *
 * @param encoding the object that lists it
 */
record StoredColumn(Fields encoding, JsonNode node) {
  private static final String NAME = "name";
  private static final String FILL = "fill";
  private static final String INDICATOR = "indicator";
  private static final String CATEGORIES = "categories";
  private static final String RULES = "rules";
  private static final String SIZE = "size";

  /** The node that describes {@code column}. */
  static JsonNode describe(Column column) {
    if (isName(column)) {
      return new TextNode(column.name());
    }
    ObjectNode json = ModelFiles.JSON.createObjectNode().put(NAME, column.name());
    if (column instanceof Numeric number) {
      return json.put(FILL, number.fill()).put(INDICATOR, number.indicator());
    }
    if (column instanceof Vector vector) {
      return json.put(SIZE, vector.size());
    }
    Categorical categorical = (Categorical) column;
    ArrayNode categories = json.putArray(CATEGORIES);
    categorical.categories().forEach(categories::add);
    ArrayNode rules = json.putArray(RULES);
    categorical.rules().forEach(rule -> rules.add(word(rule)));
    return json;
  }

  /** Whether a name is enough to describe it. */
  static boolean isName(Column column) {
    return column instanceof Numeric number && !number.mayBeMissing();
  }

  /** How many numbers it has, of which products are made. */
  static int numbers(Column column) {
    return column instanceof Vector vector ? vector.size() : column instanceof Numeric ? 1 : 0;
  }

  /** How many features it makes beside a number. */
  static long others(Column column) {
    return column instanceof Categorical categorical
        ? categorical.size()
        : column instanceof Numeric number && number.indicator() ? 1 : 0;
  }

  /**
   * The column.
   *
   * @throws ModelException if the object is not as described
   * @throws IllegalArgumentException if its values are not those of a column
   */
  Column column() {
    if (node.isTextual()) {
      return Numeric.of(node.asText());
    }
    Fields fields = new Fields(encoding.file(), encoding.path() + "columns.", node);
    String name = fields.text(NAME);
    if (fields.has(CATEGORIES)) {
      fields.only(Set.of(NAME, CATEGORIES, RULES));
      return new Categorical(name, fields.texts(CATEGORIES), rules(fields));
    }
    if (fields.has(SIZE)) {
      fields.only(Set.of(NAME, SIZE));
      return new Vector(name, size(fields));
    }
    fields.only(Set.of(NAME, FILL, INDICATOR));
    Numeric number = Numeric.filled(name, fields.number(FILL));
    return fields.flag(INDICATOR) ? number.withIndicator() : number;
  }

  private static int size(Fields fields) {
    long size = fields.whole(SIZE);
    if (size < 1 || size > Vector.MOST) {
      throw fields.refusal(SIZE + " must be 1 to " + Vector.MOST + ", but was " + size);
    }
    return (int) size;
  }

  private static Set<Categorical.Rule> rules(Fields fields) {
    Set<Categorical.Rule> rules = EnumSet.noneOf(Categorical.Rule.class);
    List<String> words = fields.texts(RULES);
    for (String word : words) {
      rules.add(
          Stream.of(Categorical.Rule.values())
              .filter(rule -> word(rule).equals(word))
              .findFirst()
              .orElseThrow(() -> fields.refusal(RULES + " has an unknown " + Fields.shown(word))));
    }
    if (rules.size() < words.size()) {
      throw fields.refusal(RULES + " must not repeat one");
    }
    return rules;
  }

  private static String word(Categorical.Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

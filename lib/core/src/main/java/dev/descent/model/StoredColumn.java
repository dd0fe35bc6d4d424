package dev.descent.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Hashed;
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
 * categories, whose rules are words such as "first-left-out", {@code { name, size }} for vectors,
 * and {@code { name, hashed, missing }} for values that are hashed, with how many features there
 * are and "value" or "refused".
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
  private static final String HASHED = "hashed";
  private static final String MISSING = "missing";

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
    if (column instanceof Hashed hashed) {
      return json.put(HASHED, hashed.size()).put(MISSING, word(hashed.whenMissing()));
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

  /** How many features it makes beside a number and those that hashed columns share. */
  static long others(Column column) {
    return column instanceof Categorical categorical
        ? categorical.size()
        : column instanceof Numeric number && number.indicator() ? 1 : 0;
  }

  /** How many features it shares with other hashed columns. */
  static long shared(Column column) {
    return column instanceof Hashed hashed ? hashed.size() : 0;
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
    if (fields.has(HASHED)) {
      fields.only(Set.of(NAME, HASHED, MISSING));
      long size = fields.whole(HASHED);
      if (size != (int) size) {
        throw fields.refusal(HASHED + " is out of range: " + size);
      }
      return new Hashed(
          name, (int) size, named(Hashed.Missing.values(), fields.text(MISSING), fields, MISSING));
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
      rules.add(named(Categorical.Rule.values(), word, fields, RULES));
    }
    if (rules.size() < words.size()) {
      throw fields.refusal(RULES + " must not repeat one");
    }
    return rules;
  }

  private static <E extends Enum<E>> E named(E[] all, String word, Fields fields, String key) {
    return Stream.of(all)
        .filter(each -> word(each).equals(word))
        .findFirst()
        .orElseThrow(() -> fields.refusal(key + " has an unknown " + Fields.shown(word)));
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.descent.spark.source;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What all lines of JSON have together: their keys with the kind of their values, in the order of
 * the keys. Mergeable, and the same for any order of the lines.
 *
 * <p>A key whose values are lists of numbers in every line becomes an array of doubles; every other
 * one becomes text, which holds a number as it is written and anything nested as JSON.
 */
final class JsonFields implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What the values of a key are. */
  private enum Kind {
    NOTHING,
    NUMBERS,
    TEXT
  }

  private final TreeMap<String, Kind> kinds = new TreeMap<>();
  private final BadRows bad = new BadRows();

  /** The lines of one task. */
  JsonFields add(Iterator<InternalRow> lines) {
    JsonLine line = new JsonLine();
    while (lines.hasNext()) {
      InternalRow row = lines.next();
      if (JsonLine.isBlank(row)) {
        continue;
      }
      if (line.parse(row)) {
        line.values().forEach((key, value) -> kinds.merge(key, kind(value), JsonFields::either));
      } else {
        bad.add(line.reason(), Sample.inFile("\"" + Sample.cut(line.text()) + "\""));
      }
    }
    return this;
  }

  private static Kind kind(JsonLine.Value value) {
    if (value.numbers() != null) {
      return Kind.NUMBERS;
    }
    return value.text() == null ? Kind.NOTHING : Kind.TEXT;
  }

  private static Kind either(Kind a, Kind b) {
    if (a == b || b == Kind.NOTHING) {
      return a;
    }
    return a == Kind.NOTHING ? b : Kind.TEXT;
  }

  JsonFields merge(JsonFields that) {
    that.kinds.forEach((key, kind) -> kinds.merge(key, kind, JsonFields::either));
    bad.merge(that.bad);
    return this;
  }

  /**
   * A column for each key.
   *
   * @param where the key of the job file that named the table, for messages
   * @throws DataException if there is no key, or two differ in upper and lower case only
   */
  StructType schema(String where, List<String> paths) {
    if (kinds.isEmpty()) {
      String files = String.join(", ", paths);
      throw new DataException(
          bad.rows() > 0
              ? bad.lines().stream().map(line -> where + ": " + line).toList()
              : List.of(where + ": " + files + " has no line; it needs one JSON object a line"));
    }
    requireDistinct(where);
    StructType schema = new StructType();
    for (Map.Entry<String, Kind> entry : kinds.entrySet()) {
      DataType type =
          entry.getValue() == Kind.NUMBERS
              ? DataTypes.createArrayType(DataTypes.DoubleType)
              : DataTypes.StringType;
      schema = schema.add(entry.getKey(), type);
    }
    return schema;
  }

  private void requireDistinct(String where) {
    Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String key : kinds.keySet()) {
      String other = seen.put(key, key);
      if (other != null) {
        throw new DataException(
            where
                + ": the keys "
                + other
                + " and "
                + key
                + " differ in upper and lower case only; rename one of them");
      }
    }
  }
}

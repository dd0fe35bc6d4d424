package dev.descent.spark.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of JSON after another: each is one object, each key stands in it once, and nothing
 * follows it. NaN and the infinities are read, to be refused by the name of their column.
 */
final class JsonLine {
  private static final String NO_OBJECT = "a line is not one JSON object; fix the file";
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** The values of the last line by key, in their order. */
  private final Map<String, Value> values = new LinkedHashMap<>();

  private byte[] bytes = {};
  private String reason = NO_OBJECT;

  /**
   * A value.
   *
   * @param text as it is written, without quotes; null where there is none
   * @param numbers of a list of nothing but numbers and nulls, else null
   */
  record Value(@Nullable UTF8String text, @Nullable GenericArrayData numbers) {
    private static final Value NOTHING = new Value(null, null);
  }

  /** Whether the line, which is the first column, has nothing but spaces. */
  static boolean isBlank(InternalRow row) {
    return row.isNullAt(0) || row.getUTF8String(0).trim().numBytes() == 0;
  }

  /** Reads the line, which is the first column; false if that cannot be done. */
  boolean parse(InternalRow row) {
    bytes = row.getUTF8String(0).getBytes();
    values.clear();
    reason = NO_OBJECT;
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && readFields(parser)
          && parser.nextToken() == null;
    } catch (IOException notJson) {
      return false;
    }
  }

  /** The values of the last line by key. */
  Map<String, Value> values() {
    return values;
  }

  /** What was wrong with the last line. */
  String reason() {
    return reason;
  }

  /** The last line. */
  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private boolean readFields(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      if (values.containsKey(key)) {
        reason = "a line has the key " + key + " more than once; fix the file";
        return false;
      }
      values.put(key, value(parser, parser.nextToken()));
    }
    return true;
  }

  private Value value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return Value.NOTHING;
    }
    if (token.isScalarValue()) {
      return new Value(UTF8String.fromString(parser.getText()), null);
    }
    int from = (int) parser.currentTokenLocation().getByteOffset();
    GenericArrayData numbers = null;
    if (token == JsonToken.START_ARRAY) {
      numbers = numbers(parser);
    } else {
      parser.skipChildren();
    }
    int to = (int) parser.currentLocation().getByteOffset();
    return new Value(UTF8String.fromBytes(Arrays.copyOfRange(bytes, from, to)), numbers);
  }

  /** Reads to the end of the list; null if an element is neither a number nor null. */
  private static @Nullable GenericArrayData numbers(JsonParser parser) throws IOException {
    List<@Nullable Double> numbers = new ArrayList<>();
    boolean all = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      all &= token.isNumeric() || token == JsonToken.VALUE_NULL;
      numbers.add(token.isNumeric() ? parser.getDoubleValue() : null);
      parser.skipChildren();
    }
    return all ? new GenericArrayData(numbers.toArray()) : null;
  }
}

package dev.descent.model;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An object in the JSON of a model or a store, read strictly: a key is there with exactly the type
 * asked for, or a {@link ModelException} names file, key and value.
 *
 * @param file the file
 * @param path the keys that lead to the object, each with a dot behind it; empty for the whole file
 */
public record Fields(String file, String path, JsonNode object) {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** How much of a wrong value a message shows. */
  private static final int SHOWN = 60;

  /**
   * The content of a whole file.
   *
   * @throws ModelException if it is not one JSON object, or has a key twice
   */
  public static Fields parse(String file, byte[] content) {
    try {
      JsonNode json = STRICT.readTree(content);
      if (json == null || !json.isObject()) {
        throw new ModelException(file + ": must be a JSON object");
      }
      return new Fields(file, "", json);
    } catch (IOException e) {
      throw new ModelException(file + ": is not JSON: " + firstLine(e), e);
    }
  }

  /** Refuses keys that are not among {@code keys}; returns this. */
  public Fields only(Set<String> keys) {
    object
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw new ModelException(file + ": unknown key " + shown(path + key));
              }
            });
    return this;
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    return object.has(key);
  }

  /** A text. */
  public String text(String key) {
    return one(key, JsonNode::isTextual, "a text").asText();
  }

  /** A whole number. */
  public long whole(String key) {
    return one(key, node -> node.isIntegralNumber() && node.canConvertToLong(), "a whole number")
        .asLong();
  }

  /** True or false. */
  public boolean flag(String key) {
    return one(key, JsonNode::isBoolean, "true or false").asBoolean();
  }

  /** A finite number. */
  public double number(String key) {
    return one(key, Fields::finite, "a finite number").asDouble();
  }

  /** An object in this one. */
  public Fields object(String key) {
    return new Fields(file, path + key + ".", one(key, JsonNode::isObject, "an object"));
  }

  /** A list of texts. */
  public List<String> texts(String key) {
    return list(key, JsonNode::isTextual, "texts").stream().map(JsonNode::asText).toList();
  }

  /** A list of finite numbers. */
  public double[] numbers(String key) {
    return list(key, Fields::finite, "finite numbers").stream()
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  /** A list of objects. */
  public List<Fields> objects(String key) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode node : list(key, JsonNode::isObject, "objects")) {
      objects.add(new Fields(file, path + key + "[" + objects.size() + "].", node));
    }
    return objects;
  }

  /** A list of what {@code valid} holds for; {@code what} says that in words. */
  List<JsonNode> list(String key, Predicate<JsonNode> valid, String what) {
    List<JsonNode> nodes = new ArrayList<>();
    for (JsonNode node : one(key, JsonNode::isArray, "a list of " + what)) {
      if (!valid.test(node)) {
        throw new ModelException(
            file + ": " + path + key + " must have " + what + " only, but has " + shown(node));
      }
      nodes.add(node);
    }
    return nodes;
  }

  /** Whether the node is a number that a double can hold. */
  static boolean finite(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.asDouble());
  }

  private JsonNode one(String key, Predicate<JsonNode> valid, String what) {
    JsonNode node = object.path(key);
    if (!valid.test(node)) {
      throw new ModelException(
          file
              + ": "
              + path
              + key
              + " must be "
              + what
              + ", but "
              + (node.isMissingNode() ? "is missing" : "was " + shown(node)));
    }
    return node;
  }

  /** The refusal of the file for {@code problem}. */
  public ModelException refusal(String problem) {
    return new ModelException(file + ": " + path + problem);
  }

  /** A value as a message shows it, cut where it is long. */
  static String shown(Object value) {
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "..";
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}

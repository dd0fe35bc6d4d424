package dev.descent.model;

import static dev.descent.model.ModelFiles.MANIFEST;
import static dev.descent.model.ModelFiles.MODEL;
import static dev.descent.model.ModelFiles.PARAMETERS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files of a model as data: a closed schema of names and numbers, sizes checked before
 * anything is allocated, and no code of any kind.
 */
public final class ModelReader {
  /** Manifest and description are small; anything above is not a model. */
  private static final int MAX_JSON = 64 << 20;

  private static final Set<String> KEYS =
      Set.of(
          "format",
          "type",
          "loss",
          "features",
          "classes",
          "layout",
          "encoding",
          "standardization",
          "intercepts",
          "coefficients");

  /** Opens a file of the model by its name. */
  @FunctionalInterface
  public interface Folder {
    /** The content; the reader closes it. */
    InputStream open(String name) throws IOException;
  }

  private final Folder folder;

  private ModelReader(Folder folder) {
    this.folder = folder;
  }

  /**
   * The model in {@code folder}.
   *
   * @throws ModelException if a file is missing, damaged or not of format 1
   */
  public static Model read(Folder folder) {
    return new ModelReader(folder).model();
  }

  private Model model() {
    JsonNode manifest = json(MANIFEST, bytes(MANIFEST, MAX_JSON));
    if (manifest.path("format").asInt() != ModelFiles.FORMAT) {
      throw new ModelException(
          MANIFEST
              + ": format must be "
              + ModelFiles.FORMAT
              + ", but was "
              + manifest.path("format"));
    }
    JsonNode json = json(MODEL, verified(manifest, MODEL, MAX_JSON));
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new ModelException(MODEL + ": unknown key " + key);
              }
            });
    List<String> features = texts(json, "features");
    Linear network = network(json, features.size());
    byte[] raw = verified(manifest, PARAMETERS, (long) network.layout().size() * Double.BYTES);
    return new Model(
        text(json, "type"),
        network,
        loss(text(json, "loss")),
        parameters(raw, network.layout().size()),
        encoding(json, features),
        classes(json));
  }

  private Linear network(JsonNode json, int inputs) {
    String type = text(json, "type");
    if (!type.equals("linear") && !type.equals("logistic")) {
      throw new ModelException(MODEL + ": type must be linear or logistic, but was " + type);
    }
    JsonNode layout = json.path("layout");
    boolean intercept =
        layout.size() == 2 && layout.get(1).path("name").asText().equals("intercepts");
    Linear network = new Linear(Math.max(1, inputs), intercept);
    for (int b = 0; b < network.layout().blocks().size(); b++) {
      var block = network.layout().blocks().get(b);
      JsonNode found = layout.path(b);
      if (layout.size() != network.layout().blocks().size()
          || !found.path("name").asText().equals(block.name())
          || found.path("rows").asInt() != block.rows()
          || found.path("columns").asInt() != block.columns()) {
        throw new ModelException(
            MODEL + ": layout does not fit a " + type + " model of " + inputs + " features");
      }
    }
    return network;
  }

  private static Loss loss(String name) {
    return switch (name) {
      case "squared" -> new Squared();
      case "logistic" -> new Logistic();
      default ->
          throw new ModelException(MODEL + ": loss must be squared or logistic, but was " + name);
    };
  }

  private static double[] parameters(byte[] raw, int expected) {
    if (raw.length != expected * (long) Double.BYTES) {
      throw new ModelException(
          PARAMETERS + ": must have " + expected + " numbers, but has " + raw.length + " bytes");
    }
    double[] parameters = new double[expected];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(parameters);
    return parameters;
  }

  private static Encoding encoding(JsonNode json, List<String> features) {
    JsonNode standardization = json.path("standardization");
    try {
      Standardizer standardizer =
          new Standardizer(numbers(standardization, "means"), numbers(standardization, "scales"));
      return new Encoding(
          features, json.path("encoding").path("divideBy").asDouble(), standardizer);
    } catch (IllegalArgumentException e) {
      throw new ModelException(MODEL + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Classes> classes(JsonNode json) {
    if (!json.has("classes")) {
      return Optional.empty();
    }
    JsonNode classes = json.get("classes");
    boolean numeric = classes.size() > 0 && classes.get(0).isNumber();
    List<String> names = new ArrayList<>();
    classes.forEach(label -> names.add(label.asText()));
    if (names.size() != 2) {
      throw new ModelException(MODEL + ": classes must be two, but were " + names.size());
    }
    return Optional.of(new Classes(names, numeric));
  }

  private static String text(JsonNode json, String key) {
    if (!json.path(key).isTextual()) {
      throw new ModelException(MODEL + ": " + key + " must be a text, but was " + json.path(key));
    }
    return json.get(key).asText();
  }

  private static List<String> texts(JsonNode json, String key) {
    List<String> texts = new ArrayList<>();
    for (Iterator<JsonNode> it = json.path(key).elements(); it.hasNext(); ) {
      texts.add(it.next().asText());
    }
    return texts;
  }

  private static double[] numbers(JsonNode json, String key) {
    JsonNode array = json.path(key);
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!array.get(i).isNumber()) {
        throw new ModelException(MODEL + ": " + key + " must be numbers, but has " + array.get(i));
      }
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  private byte[] verified(JsonNode manifest, String name, long atMost) {
    JsonNode entry = manifest.path("files").path(name);
    byte[] content = bytes(name, atMost);
    if (content.length != entry.path("bytes").asLong(-1)
        || !ModelFiles.sha256(content).equals(entry.path("sha256").asText())) {
      throw new ModelException(
          name + ": is not the file that " + MANIFEST + " describes; it is damaged or was changed");
    }
    return content;
  }

  private byte[] bytes(String name, long atMost) {
    try (InputStream in = folder.open(name)) {
      byte[] content = in.readNBytes((int) Math.min(atMost + 1, Integer.MAX_VALUE - 8));
      if (content.length > atMost) {
        throw new ModelException(name + ": is larger than the " + atMost + " bytes it may have");
      }
      return content;
    } catch (IOException e) {
      throw new ModelException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static JsonNode json(String name, byte[] content) {
    try {
      JsonNode json = ModelFiles.JSON.readTree(content);
      if (json == null || !json.isObject()) {
        throw new ModelException(name + ": must be a JSON object");
      }
      return json;
    } catch (IOException e) {
      throw new ModelException(name + ": is not JSON: " + e.getMessage(), e);
    }
  }
}

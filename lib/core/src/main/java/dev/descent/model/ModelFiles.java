package dev.descent.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.data.Classes;
import dev.descent.loss.Huber;
import dev.descent.network.Layout;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a model: model.json (format 1), parameters.bin (little-endian doubles in the order
 * of the layout), and manifest.json with size and SHA-256 of both, which is written last and makes
 * the model whole.
 */
public final class ModelFiles {
  /** Description of the model. */
  public static final String MODEL = "model.json";

  /** The parameters. */
  public static final String PARAMETERS = "parameters.bin";

  /** Sizes and hashes of the other two. */
  public static final String MANIFEST = "manifest.json";

  static final int FORMAT = 1;

  /** The form of the encoded features: "sparse", or "dense" where it is absent. */
  static final String FORM = "form";

  static final String SPARSE = "sparse";

  /** Derived coefficients are left out of model.json above this many numbers. */
  private static final int MAX_DERIVED = 10_000;

  static final ObjectMapper JSON = new ObjectMapper();

  private ModelFiles() {}

  /** The content of every file by its name, in the order in which to write them. */
  public static Map<String, byte[]> write(Model model) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(MODEL, pretty(describe(model)));
    files.put(PARAMETERS, littleEndian(model.parameters()));
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("format", FORMAT);
    ObjectNode entries = manifest.putObject("files");
    files.forEach(
        (name, content) ->
            entries.putObject(name).put("bytes", content.length).put("sha256", sha256(content)));
    files.put(MANIFEST, pretty(manifest));
    return files;
  }

  /** SHA-256 of the parameters as they stand in parameters.bin. */
  public static String parametersSha256(double[] parameters) {
    return sha256(littleEndian(parameters));
  }

  private static ObjectNode describe(Model model) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("type", model.type());
    json.put("loss", model.loss().name());
    if (model.loss() instanceof Huber huber) {
      json.put("delta", huber.delta());
    }
    if (model.network() instanceof Mlp mlp) {
      json.put("activation", StoredNetwork.name(mlp.activation()));
    }
    ArrayNode features = json.putArray("features");
    model.encoding().features().forEach(features::add);
    model.classes().ifPresent(classes -> json.set("classes", labels(classes)));
    ArrayNode layout = json.putArray("layout");
    for (Layout.Block block : model.network().layout().blocks()) {
      layout
          .addObject()
          .put("name", block.name())
          .put("rows", block.rows())
          .put("columns", block.columns());
    }
    if (model.encoding().isSparse()) {
      json.put(FORM, SPARSE);
    }
    json.set("encoding", StoredExpansion.describe(model.encoding().expansion()));
    ObjectNode standardization = json.putObject("standardization");
    standardization.set("means", numbers(model.encoding().standardizer().means()));
    standardization.set("scales", numbers(model.encoding().standardizer().scales()));
    if (model.network() instanceof Linear && model.parameters().length <= MAX_DERIVED) {
      OriginalScale derived = OriginalScale.of(model);
      json.set("intercepts", numbers(derived.intercepts()));
      ArrayNode coefficients = json.putArray("coefficients");
      Stream.of(derived.coefficients()).forEach(row -> coefficients.add(numbers(row)));
    }
    return json;
  }

  private static ArrayNode labels(Classes classes) {
    ArrayNode labels = JSON.createArrayNode();
    for (String name : classes.names()) {
      if (classes.numeric()) {
        labels.add(new BigDecimal(name));
      } else {
        labels.add(name);
      }
    }
    return labels;
  }

  private static ArrayNode numbers(double[] values) {
    ArrayNode array = JSON.createArrayNode();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  private static byte[] littleEndian(double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] pretty(JsonNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

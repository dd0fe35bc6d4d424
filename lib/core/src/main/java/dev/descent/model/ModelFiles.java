package dev.descent.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.loss.Huber;
import dev.descent.math.Digest;
import dev.descent.network.Layout;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a model: model.json (format 1), parameters.bin (little-endian doubles in the order
 * of the layout), and manifest.json with size and SHA-256 of both, which is written last and makes
 * the model whole.
 *
 * <p>Of more than {@value #MOST_TOLD} features model.json has neither the names, which follow from
 * its encoding, nor the standardization: standardization.bin has it, the d means and then the d
 * scales as little-endian doubles.
 */
public final class ModelFiles {
  /** Description of the model. */
  public static final String MODEL = "model.json";

  /** The parameters. */
  public static final String PARAMETERS = "parameters.bin";

  /** Means and scales of many features. */
  public static final String STANDARDIZATION = "standardization.bin";

  /** Sizes and hashes of the others. */
  public static final String MANIFEST = "manifest.json";

  static final int FORMAT = 1;

  /** What has more numbers than this is left out of model.json. */
  static final int MOST_TOLD = 10_000;

  static final ObjectMapper JSON = new ObjectMapper();

  private ModelFiles() {}

  /** The content of every file by its name, in the order in which to write them. */
  public static Map<String, byte[]> write(Model model) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(MODEL, pretty(describe(model)));
    files.put(PARAMETERS, littleEndian(model.parameters()));
    if (!tells(model)) {
      files.put(STANDARDIZATION, standardization(model.encoding().standardizer()));
    }
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("format", FORMAT);
    ObjectNode entries = manifest.putObject("files");
    files.forEach(
        (name, content) ->
            entries
                .putObject(name)
                .put("bytes", content.length)
                .put("sha256", Digest.sha256(content)));
    files.put(MANIFEST, pretty(manifest));
    return files;
  }

  /** SHA-256 of the parameters as they stand in parameters.bin. */
  public static String parametersSha256(double[] parameters) {
    return Digest.sha256(littleEndian(parameters));
  }

  /** Whether model.json has the names and the standardization of the features. */
  private static boolean tells(Model model) {
    return model.network().inputs() <= MOST_TOLD;
  }

  private static byte[] standardization(Standardizer standardizer) {
    int d = standardizer.columns();
    double[] both = Arrays.copyOf(standardizer.means(), 2 * d);
    System.arraycopy(standardizer.scales(), 0, both, d, d);
    return littleEndian(both);
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
    boolean told = tells(model);
    if (told) {
      ArrayNode features = json.putArray("features");
      model.encoding().features().forEach(features::add);
    }
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
      json.put(StoredEncoding.FORM, StoredEncoding.SPARSE);
    }
    json.set("encoding", StoredExpansion.describe(model.encoding().expansion(), told));
    if (told) {
      ObjectNode standardization = json.putObject("standardization");
      standardization.set("means", numbers(model.encoding().standardizer().means()));
      standardization.set("scales", numbers(model.encoding().standardizer().scales()));
    }
    if (model.network() instanceof Linear && model.parameters().length <= MOST_TOLD) {
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

  private static byte[] pretty(JsonNode json) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

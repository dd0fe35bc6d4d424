package dev.descent.model;

import static dev.descent.model.ModelFiles.MANIFEST;
import static dev.descent.model.ModelFiles.MODEL;
import static dev.descent.model.ModelFiles.PARAMETERS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.data.Classes;
import dev.descent.encode.Encoding;
import dev.descent.loss.Loss;
import dev.descent.loss.Softmax;
import dev.descent.math.Digest;
import dev.descent.network.Linear;
import dev.descent.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  private static final String INTERCEPTS = "intercepts";
  private static final String COEFFICIENTS = "coefficients";

  private static final Set<String> KEYS =
      Set.of(
          "format",
          "type",
          "loss",
          "delta",
          "activation",
          StoredEncoding.FEATURES,
          "classes",
          "layout",
          StoredEncoding.FORM,
          "encoding",
          StoredEncoding.STANDARDIZATION,
          INTERCEPTS,
          COEFFICIENTS);

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
    Fields manifest = ofThisFormat(Fields.parse(MANIFEST, bytes(MANIFEST, MAX_JSON)));
    Fields files = manifest.only(Set.of("format", "files")).object("files");
    Fields json = ofThisFormat(Fields.parse(MODEL, verified(files, MODEL, MAX_JSON))).only(KEYS);
    boolean told = json.has(StoredEncoding.FEATURES);
    files.only(
        told ? Set.of(MODEL, PARAMETERS) : Set.of(MODEL, PARAMETERS, ModelFiles.STANDARDIZATION));
    int features = told ? json.texts(StoredEncoding.FEATURES).size() : untold(json);
    if (features == 0) {
      throw json.refusal("features must not be empty");
    }
    StoredLoss stored = StoredLoss.of(json);
    Optional<Classes> classes = stored.classes();
    Loss loss = stored.loss(classes);
    Network network = new StoredNetwork(json, features, loss.outputs()).of(stored.kind());
    requireDerived(json, network);
    byte[] raw = verified(files, PARAMETERS, (long) network.layout().size() * Double.BYTES);
    double[] parameters = numbers(PARAMETERS, raw, network.layout().size());
    StoredEncoding encodings = new StoredEncoding(json, features);
    Encoding encoding =
        told ? encodings.told() : encodings.untold(binaryStandardization(files, features));
    Model model = new Model(stored.kind().label(), network, loss, parameters, encoding, classes);
    return tellsCentred(json, model) ? model.unpenalized() : model;
  }

  private static Fields ofThisFormat(Fields json) {
    long format = json.whole("format");
    if (format != ModelFiles.FORMAT) {
      throw new ModelException(
          json.file() + ": format must be " + ModelFiles.FORMAT + ", but was " + format);
    }
    return json;
  }

  /** Intercepts and coefficients are for people; they must at least be what they look like. */
  private static void requireDerived(Fields json, Network network) {
    boolean linear = network instanceof Linear;
    int outputs = network.outputs();
    int inputs = network.inputs();
    if (!linear && (json.has(INTERCEPTS) || json.has(COEFFICIENTS))) {
      throw json.refusal("intercepts and coefficients must not be there for an mlp model");
    }
    if (json.has(INTERCEPTS) && json.numbers(INTERCEPTS).length != outputs) {
      throw json.refusal("intercepts must have " + counted(outputs, "number"));
    }
    if (json.has(COEFFICIENTS)) {
      List<JsonNode> rows =
          json.list(
              COEFFICIENTS,
              row -> row.isArray() && row.size() == inputs && all(row),
              "lists of " + inputs + " finite numbers");
      if (rows.size() != outputs) {
        throw json.refusal("coefficients must have " + counted(outputs, "list"));
      }
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** Whether the coefficients are those that softmax has without a penalty. */
  private static boolean tellsCentred(Fields json, Model model) {
    if (!(model.loss() instanceof Softmax) || !json.has(COEFFICIENTS)) {
      return false;
    }
    double[][] centred = model.unpenalized().coefficients();
    List<JsonNode> told = json.list(COEFFICIENTS, JsonNode::isArray, "lists");
    boolean equal = true;
    for (int k = 0; k < centred.length; k++) {
      for (int j = 0; j < centred[k].length; j++) {
        equal &= told.get(k).get(j).asDouble() == centred[k][j];
      }
    }
    return equal;
  }

  private static boolean all(JsonNode row) {
    boolean finite = true;
    for (JsonNode number : row) {
      finite &= Fields.finite(number);
    }
    return finite;
  }

  /** How many features there are by the layout; a network of that many is checked against it. */
  private static int untold(Fields json) {
    List<Fields> blocks = json.objects("layout");
    long columns = blocks.isEmpty() ? 0 : blocks.get(0).whole("columns");
    if (columns <= ModelFiles.MOST_TOLD || columns > Integer.MAX_VALUE / 2) {
      throw json.refusal(
          "features must be there, unless there are more than " + ModelFiles.MOST_TOLD);
    }
    return (int) columns;
  }

  private double[] binaryStandardization(Fields files, int features) {
    long most = 2L * features * Double.BYTES;
    byte[] raw = verified(files, ModelFiles.STANDARDIZATION, most);
    return numbers(ModelFiles.STANDARDIZATION, raw, 2 * features);
  }

  private static double[] numbers(String file, byte[] raw, int expected) {
    if (raw.length != expected * (long) Double.BYTES) {
      throw new ModelException(
          file + ": must have " + expected + " numbers, but has " + raw.length + " bytes");
    }
    double[] numbers = new double[expected];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    for (int j = 0; j < expected; j++) {
      if (!Double.isFinite(numbers[j])) {
        throw new ModelException(
            file
                + ": "
                + (file.equals(PARAMETERS) ? "parameter " : "number ")
                + j
                + " must be finite, but was "
                + numbers[j]);
      }
    }
    return numbers;
  }

  private byte[] verified(Fields files, String name, long atMost) {
    Fields entry = files.object(name).only(Set.of("bytes", "sha256"));
    long size = entry.whole("bytes");
    if (size < 0 || size > atMost) {
      throw new ModelException(
          name + ": must have at most " + atMost + " bytes, but has " + size + " by " + MANIFEST);
    }
    byte[] content = bytes(name, atMost);
    if (content.length != size || !Digest.sha256(content).equals(entry.text("sha256"))) {
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
}

package dev.descent.model;

import static dev.descent.model.ModelFiles.MANIFEST;
import static dev.descent.model.ModelFiles.MODEL;
import static dev.descent.model.ModelFiles.PARAMETERS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Squared;
import dev.descent.network.Layout;
import dev.descent.network.Linear;
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
    Fields manifest = ofThisFormat(Fields.parse(MANIFEST, bytes(MANIFEST, MAX_JSON)));
    Fields files =
        manifest.only(Set.of("format", "files")).object("files").only(Set.of(MODEL, PARAMETERS));
    Fields json = ofThisFormat(Fields.parse(MODEL, verified(files, MODEL, MAX_JSON))).only(KEYS);
    List<String> features = json.texts("features");
    String type = json.text("type");
    Linear network = network(json, features.size());
    requireDerived(json, features.size());
    byte[] raw = verified(files, PARAMETERS, (long) network.layout().size() * Double.BYTES);
    return new Model(
        type,
        network,
        loss(type, json.text("loss")),
        parameters(raw, network.layout().size()),
        encoding(json, features),
        classes(type, json));
  }

  private static Fields ofThisFormat(Fields json) {
    long format = json.whole("format");
    if (format != ModelFiles.FORMAT) {
      throw new ModelException(
          json.file() + ": format must be " + ModelFiles.FORMAT + ", but was " + format);
    }
    return json;
  }

  private static Linear network(Fields json, int inputs) {
    if (inputs == 0) {
      throw new ModelException(MODEL + ": features must not be empty");
    }
    List<Fields> found = json.objects("layout");
    Linear network = new Linear(inputs, found.size() == 2);
    List<Layout.Block> blocks = network.layout().blocks();
    boolean fits = found.size() == blocks.size();
    for (int b = 0; fits && b < blocks.size(); b++) {
      Fields block = found.get(b).only(Set.of("name", "rows", "columns"));
      fits =
          block.text("name").equals(blocks.get(b).name())
              && block.whole("rows") == blocks.get(b).rows()
              && block.whole("columns") == blocks.get(b).columns();
    }
    if (!fits) {
      throw new ModelException(MODEL + ": layout does not fit a model of " + inputs + " features");
    }
    return network;
  }

  private static Loss loss(String type, String name) {
    Loss loss =
        switch (type) {
          case "linear" -> new Squared();
          case "logistic" -> new Logistic();
          default ->
              throw new ModelException(
                  MODEL + ": type must be linear or logistic, but was " + Fields.shown(type));
        };
    if (!loss.name().equals(name)) {
      throw new ModelException(
          MODEL
              + ": loss of a "
              + type
              + " model must be "
              + loss.name()
              + ", but was "
              + Fields.shown(name));
    }
    return loss;
  }

  /** Intercepts and coefficients are for people; they must at least be what they look like. */
  private static void requireDerived(Fields json, int inputs) {
    if (json.has("intercepts") && json.numbers("intercepts").length != 1) {
      throw new ModelException(MODEL + ": intercepts must have 1 number");
    }
    if (json.has("coefficients")) {
      List<JsonNode> rows =
          json.list(
              "coefficients",
              row -> row.isArray() && row.size() == inputs && all(row),
              "lists of " + inputs + " finite numbers");
      if (rows.size() != 1) {
        throw new ModelException(MODEL + ": coefficients must have 1 list");
      }
    }
  }

  private static boolean all(JsonNode row) {
    boolean finite = true;
    for (JsonNode number : row) {
      finite &= Fields.finite(number);
    }
    return finite;
  }

  private static double[] parameters(byte[] raw, int expected) {
    if (raw.length != expected * (long) Double.BYTES) {
      throw new ModelException(
          PARAMETERS + ": must have " + expected + " numbers, but has " + raw.length + " bytes");
    }
    double[] parameters = new double[expected];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(parameters);
    for (int j = 0; j < expected; j++) {
      if (!Double.isFinite(parameters[j])) {
        throw new ModelException(
            PARAMETERS + ": parameter " + j + " must be finite, but was " + parameters[j]);
      }
    }
    return parameters;
  }

  private static Encoding encoding(Fields json, List<String> features) {
    Fields standardization = json.object("standardization").only(Set.of("means", "scales"));
    double[] means = standardization.numbers("means");
    double[] scales = standardization.numbers("scales");
    try {
      Expansion expansion = new StoredExpansion(json.object("encoding"), features).expansion();
      return new Encoding(expansion, new Standardizer(means, scales));
    } catch (IllegalArgumentException e) {
      throw new ModelException(MODEL + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Classes> classes(String type, Fields json) {
    boolean wanted = type.equals("logistic");
    if (wanted != json.has("classes")) {
      throw new ModelException(
          MODEL + ": classes must be there for a logistic model and for no other");
    }
    if (!wanted) {
      return Optional.empty();
    }
    List<JsonNode> labels =
        json.list("classes", n -> n.isTextual() || Fields.finite(n), "texts or finite numbers");
    long numbers = labels.stream().filter(JsonNode::isNumber).count();
    if (labels.size() != 2 || numbers == 1) {
      throw new ModelException(
          MODEL + ": classes must be two texts or two numbers, but were " + Fields.shown(labels));
    }
    try {
      List<String> names = labels.stream().map(JsonNode::asText).toList();
      return Optional.of(
          numbers == 0
              ? new Classes(names, false)
              : new Classes(names.stream().map(Classes::canonical).toList(), true));
    } catch (IllegalArgumentException e) {
      throw new ModelException(MODEL + ": classes: " + e.getMessage(), e);
    }
  }

  private byte[] verified(Fields files, String name, long atMost) {
    Fields entry = files.object(name).only(Set.of("bytes", "sha256"));
    long size = entry.whole("bytes");
    if (size < 0 || size > atMost) {
      throw new ModelException(
          name + ": must have at most " + atMost + " bytes, but has " + size + " by " + MANIFEST);
    }
    byte[] content = bytes(name, atMost);
    if (content.length != size || !ModelFiles.sha256(content).equals(entry.text("sha256"))) {
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

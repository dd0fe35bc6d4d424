package dev.descent.model;

import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The encoding that a model's JSON describes: the objects {@code encoding} and {@code
 * standardization}, the names in {@code features}, and {@code form}, which is "sparse" or is left
 * out.
 *
 * @param json all of it
 * @param size d, how many features
 */
record StoredEncoding(Fields json, int size) {
  static final String FEATURES = "features";
  static final String STANDARDIZATION = "standardization";
  static final String FORM = "form";
  static final String SPARSE = "sparse";

  /** With the standardization in the JSON. */
  Encoding told() {
    Fields standardization = json.object(STANDARDIZATION).only(Set.of("means", "scales"));
    return of(
        Optional.of(json.texts(FEATURES)),
        standardization.numbers("means"),
        standardization.numbers("scales"));
  }

  /** With means and scales [2 d] that are elsewhere. */
  Encoding untold(double[] both) {
    if (json.has(STANDARDIZATION)) {
      throw json.refusal("standardization must not be there beside " + ModelFiles.STANDARDIZATION);
    }
    return of(
        Optional.empty(), Arrays.copyOf(both, size), Arrays.copyOfRange(both, size, 2 * size));
  }

  private Encoding of(Optional<List<String>> names, double[] means, double[] scales) {
    try {
      StoredExpansion stored = new StoredExpansion(json.object("encoding"), size, names);
      return new Encoding(stored.expansion(), new Standardizer(means, scales), form());
    } catch (IllegalArgumentException e) {
      throw new ModelException(json.file() + ": " + e.getMessage(), e);
    }
  }

  private Encoding.Form form() {
    if (!json.has(FORM)) {
      return Encoding.Form.DENSE;
    }
    String form = json.text(FORM);
    if (!form.equals(SPARSE)) {
      throw json.refusal("form must be sparse or be left out, but was " + Fields.shown(form));
    }
    return Encoding.Form.SPARSE;
  }
}

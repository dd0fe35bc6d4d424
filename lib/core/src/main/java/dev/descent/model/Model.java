package dev.descent.model;

import dev.descent.data.Classes;
import dev.descent.encode.Encoding;
import dev.descent.loss.Loss;
import dev.descent.network.Linear;
import dev.descent.network.Network;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trained model: everything that is needed to score a raw row.
 *
 * <p>A raw row has a number for every column of the encoding: the value, NaN where a number is
 * missing, and of a category its {@link dev.descent.encode.Categorical#code code}, or that of
 * {@link dev.descent.encode.Hashed#code(String) Hashed} where it is hashed. Where the column is one
 * of vectors, it has the numbers of the vector.
 *
 * <p>With K scores a row, softmax models keep their probabilities when the same number is added to
 * the intercepts of all classes, or to their coefficients of a feature. Intercepts are therefore
 * told with the sum 0 over the classes, and so are coefficients unless a penalty made its choice
 * among them. The parameters, which predict, stay as they were trained.
 *
 * @param type "linear", "logistic", "softmax" or "mlp"
 * @param parameters [p] on the scale of training, in the order of the network's layout
 * @param classes of a classification
 * @param penalized whether there was a penalty; without one only the differences between the
 *     coefficients of softmax's classes mean something
 */
public record Model(
    String type,
    Network network,
    Loss loss,
    double[] parameters,
    Encoding encoding,
    Optional<Classes> classes,
    boolean penalized)
    implements Serializable {

  public Model {
    requireParts(type, network, loss, classes);
    if (parameters.length != network.layout().size()) {
      throw new IllegalArgumentException(
          "the network has "
              + network.layout().size()
              + " parameters, but there are "
              + parameters.length);
    }
    if (encoding.features().size() != network.inputs()) {
      throw new IllegalArgumentException(
          "the network has "
              + network.inputs()
              + " inputs, but there are "
              + encoding.features().size()
              + " features");
    }
    if (encoding.isSparse() && !(network instanceof Linear)) {
      throw new IllegalArgumentException("only a linear network takes sparse features");
    }
    for (double parameter : parameters) {
      if (!Double.isFinite(parameter)) {
        throw new IllegalArgumentException(
            "the parameters of a model must be finite, but one was " + parameter);
      }
    }
  }

  /** A model whose coefficients are told as they are. */
  public Model(
      String type,
      Network network,
      Loss loss,
      double[] parameters,
      Encoding encoding,
      Optional<Classes> classes) {
    this(type, network, loss, parameters, encoding, classes, true);
  }

  /** The same model, which no penalty has shaped. */
  public Model unpenalized() {
    return new Model(type, network, loss, parameters, encoding, classes, false);
  }

  private static void requireParts(
      String type, Network network, Loss loss, Optional<Classes> classes) {
    if (network.outputs() != loss.outputs()) {
      throw new IllegalArgumentException(
          "the network has "
              + network.outputs()
              + " outputs, but the loss takes "
              + loss.outputs());
    }
    String made = Kind.of(network, loss).map(Kind::label).orElse("of no type");
    if (!type.equals(made)) {
      throw new IllegalArgumentException(
          "a model with this network and the loss "
              + loss.name()
              + " is "
              + made
              + ", not "
              + type);
    }
    int named = classes.map(found -> found.names().size()).orElse(0);
    if (named != Kind.classes(loss)) {
      throw new IllegalArgumentException(
          "the loss "
              + loss.name()
              + " needs "
              + Kind.classes(loss)
              + " classes, but has "
              + named);
    }
  }

  /** Optional is not serializable; a model travels in closures, so it is written by its parts. */
  private Object writeReplace() {
    return new Wire(type, network, loss, parameters, encoding, classes.orElse(null), penalized);
  }

  private record Wire(
      String type,
      Network network,
      Loss loss,
      double[] parameters,
      Encoding encoding,
      @Nullable Classes classes,
      boolean penalized)
      implements Serializable {
    private Object readResolve() {
      Optional<Classes> found = Optional.ofNullable(classes);
      return new Model(type, network, loss, parameters, encoding, found, penalized);
    }
  }

  /** Scores one row after another; of one thread. */
  public ModelScorer scorer() {
    return new ModelScorer(this);
  }

  /** Predicts rows that are given as values by the names of their columns; of one thread. */
  public RowPredictor predictor() {
    return new RowPredictor(this);
  }

  /** The score of a row from its raw values [numbers]; NaN if a feature is not finite. */
  public double score(double[] row) {
    double[] one = new double[1];
    scores(row, one);
    return one[0];
  }

  /**
   * Writes the scores of a row of raw values [numbers] to {@code into} [K]; NaN if a feature is not
   * finite. For many rows use {@link #scorer}.
   */
  public void scores(double[] row, double[] into) {
    ModelScorer scorer = scorer();
    scorer.row().put(row);
    scorer.score(into);
  }

  /** The intercepts [K] on the original scale, 0 if the model has none; [0] for an MLP. */
  public double[] intercepts() {
    return OriginalScale.of(this).intercepts();
  }

  /** The coefficients [K][d] on the original scale of the encoded features; [0] for an MLP. */
  public double[][] coefficients() {
    return OriginalScale.of(this).coefficients();
  }
}

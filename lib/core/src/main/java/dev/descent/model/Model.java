package dev.descent.model;

import dev.descent.data.Classes;
import dev.descent.encode.Encoding;
import dev.descent.loss.Loss;
import dev.descent.network.Network;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trained model: everything that is needed to score a raw row.
 *
 * @param type "linear" or "logistic"
 * @param parameters [p] on the scale of training, in the order of the network's layout
 * @param classes of a classification
 */
public record Model(
    String type,
    Network network,
    Loss loss,
    double[] parameters,
    Encoding encoding,
    Optional<Classes> classes)
    implements Serializable {

  public Model {
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
    for (double parameter : parameters) {
      if (!Double.isFinite(parameter)) {
        throw new IllegalArgumentException(
            "the parameters of a model must be finite, but one was " + parameter);
      }
    }
  }

  /** Optional is not serializable; a model travels in closures, so it is written by its parts. */
  private Object writeReplace() {
    return new Wire(type, network, loss, parameters, encoding, classes.orElse(null));
  }

  private record Wire(
      String type,
      Network network,
      Loss loss,
      double[] parameters,
      Encoding encoding,
      @Nullable Classes classes)
      implements Serializable {
    private Object readResolve() {
      return new Model(type, network, loss, parameters, encoding, Optional.ofNullable(classes));
    }
  }

  /** The score of a row from its raw values [columns], which are overwritten. */
  public double score(double[] row) {
    return score(row, encoding.expansion().roomFor(row));
  }

  /**
   * The score of a row from its raw values [columns], which are overwritten; NaN if a feature is
   * not finite.
   *
   * @param features [d] of {@code encoding.expansion().roomFor(row)}, for any number of rows
   */
  public double score(double[] row, double[] features) {
    return encoding.apply(row, features) ? network.score(features, parameters) : Double.NaN;
  }

  /** The coefficients on the original scale of the encoded features [d]. */
  public double[] coefficients() {
    return encoding.standardizer().originalCoefficients(parameters);
  }

  /** The intercept on the original scale; 0 if the model has none. */
  public double intercept() {
    boolean none = parameters.length == network.inputs();
    double trained = none ? 0 : parameters[network.inputs()];
    return encoding.standardizer().originalIntercept(trained, parameters);
  }
}

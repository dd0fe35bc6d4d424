package dev.descent.spark;

import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.loss.Logistic;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.model.Model;
import dev.descent.network.Linear;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Models with parameters that are written down instead of trained. */
public final class TestModels {
  private TestModels() {}

  /** A regression; {@code parameters} are the coefficients, then the intercept. */
  public static Model linear(List<String> features, double... parameters) {
    return new Model(
        "linear",
        new Linear(features.size(), true),
        new Squared(),
        Arrays.copyOf(parameters, parameters.length),
        plain(features),
        Optional.empty());
  }

  /** A model of two classes; {@code parameters} are the coefficients, then the intercept. */
  public static Model logistic(List<String> features, Classes classes, double... parameters) {
    return new Model(
        "logistic",
        new Linear(features.size(), true),
        new Logistic(),
        Arrays.copyOf(parameters, parameters.length),
        plain(features),
        Optional.of(classes));
  }

  /** A model of several classes; {@code parameters} are W class by class, then the intercepts. */
  public static Model softmax(List<String> features, Classes classes, double... parameters) {
    int count = classes.names().size();
    return new Model(
        "softmax",
        new Linear(features.size(), count, true),
        new Softmax(count),
        Arrays.copyOf(parameters, parameters.length),
        plain(features),
        Optional.of(classes));
  }

  /** The three species by the petals, with scikit-learn's C = 1. */
  public static Model species() {
    return softmax(
        List.of("petal_length", "petal_width"),
        Classes.of(List.of("setosa", "versicolor", "virginica")),
        new double[] {
          -2.7487, -1.1689, 0.0836, -0.9080, 2.6651, 2.0769, 11.1277, 3.2272, -14.3548
        });
  }

  /** Setosa against the rest by the width of the sepal, with scikit-learn's C = 1. */
  public static Model setosa() {
    Classes classes = Classes.against("setosa", List.of("setosa", "versicolor", "virginica"));
    return logistic(List.of("sepal_width"), classes, 3.201032, -10.692591);
  }

  private static Encoding plain(List<String> features) {
    return new Encoding(features, 1, Standardizer.none(features.size()));
  }
}

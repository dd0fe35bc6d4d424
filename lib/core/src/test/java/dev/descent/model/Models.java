package dev.descent.model;

import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Logistic;
import dev.descent.loss.Squared;
import dev.descent.network.Linear;
import java.io.ByteArrayInputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Models of every kind, and their files in memory. */
final class Models {
  private Models() {}

  /** A model of two features, with numbers that no short decimal holds. */
  static Model linear() {
    return new Model(
        "linear",
        new Linear(2, true),
        new Squared(),
        new double[] {Math.PI, -1e-300 / 3, 1.0 / 3},
        encoding(1, List.of("carat", "cut=Ideal")),
        Optional.empty());
  }

  static Model withoutIntercept() {
    return new Model(
        "linear",
        new Linear(2, false),
        new Squared(),
        new double[] {0.1, 0.2},
        new Encoding(List.of("a", "b"), 255, Standardizer.none(2)),
        Optional.empty());
  }

  /** A model of all products of up to three of two columns. */
  static Model polynomial() {
    Expansion expansion =
        new Expansion(List.of("a", "\u00e9t\u00e9 \"x\""), 255, Polynomial.ofDegree(3).withBias());
    double[] scales = {0, 1, 2, 1.0 / 3, 1, 5, 7, 1e-9, 1, 1e300};
    return new Model(
        "linear",
        new Linear(10, true),
        new Squared(),
        new double[] {0, 1, -2, 1.0 / 3, 4, 5, -6, 7, 1e-20, 9, 0.1},
        new Encoding(expansion, new Standardizer(scales.clone(), scales)),
        Optional.empty());
  }

  static Model logistic(Classes classes) {
    return new Model(
        "logistic",
        new Linear(2, true),
        new Logistic(),
        new double[] {1e10 / 7, -2.5, -0.0},
        encoding(16, List.of("\u00e9t\u00e9 \"x\"", "line\nbreak \ud83d\ude00")),
        Optional.of(classes));
  }

  static List<Model> all() {
    return List.of(
        linear(),
        withoutIntercept(),
        polynomial(),
        logistic(Classes.of(List.of("no", "yes"))),
        logistic(Classes.of(List.of("1", "0"))),
        logistic(Classes.of(List.of("-0.5", "1e300"))),
        logistic(Classes.against("3", List.of("1", "2", "3"))),
        logistic(Classes.against("a", List.of("\u00fc", "a"))));
  }

  private static Encoding encoding(double divideBy, List<String> names) {
    double[] means = {1.0 / 7, -1e9 / 3};
    return new Encoding(names, divideBy, new Standardizer(means, new double[] {2.0 / 3, 0}));
  }

  /** The content of a file that must be there. */
  static byte[] file(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  /** Reads files that lie in memory. */
  static Model read(Map<String, byte[]> files) {
    return ModelReader.read(
        name -> {
          byte[] content = files.get(name);
          if (content == null) {
            throw new NoSuchFileException(name);
          }
          return new ByteArrayInputStream(content);
        });
  }
}

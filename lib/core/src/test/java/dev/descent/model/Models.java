package dev.descent.model;

import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Numeric;
import dev.descent.encode.Polynomial;
import dev.descent.encode.Vector;
import dev.descent.loss.Huber;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Poisson;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import java.io.ByteArrayInputStream;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Models of every kind, and their files in memory. */
final class Models {
  private Models() {}

  /** A model of two features, with numbers that no short decimal holds. */
  static Model linear() {
    return linear(new Squared());
  }

  static Model linear(Loss loss) {
    return new Model(
        "linear",
        new Linear(2, true),
        loss,
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

  /** A model of a number, a number that may be missing, and a category. */
  static Model mixed() {
    List<Column> columns =
        List.of(
            Numeric.of("a"),
            Numeric.filled("n", 3.5).withIndicator(),
            Categorical.of("c", List.of("x", "y")).with(Categorical.Rule.FIRST_LEFT_OUT));
    return new Model(
        "linear",
        new Linear(4, true),
        new Squared(),
        new double[] {1, 10, 100, 1000, 0.5},
        new Encoding(Expansion.of(columns, 1, Polynomial.none()), Standardizer.none(4)),
        Optional.empty());
  }

  /** The same columns, written down by what is not 0. */
  static Model sparse() {
    Model m = mixed();
    double[] means = {-3, 1.0 / 3, 0.5, 1e9};
    double[] scales = {1.0 / 7, 0, 3, 1e5};
    Encoding sparse =
        new Encoding(
            m.encoding().expansion(), new Standardizer(means, scales), Encoding.Form.SPARSE);
    return new Model(m.type(), m.network(), m.loss(), m.parameters(), sparse, m.classes());
  }

  /** So many features that their names are not written. */
  static Model wide() {
    List<String> categories = IntStream.range(0, 6000).mapToObj(i -> "c" + i).toList();
    List<Column> columns =
        List.of(Categorical.of("a", categories), Numeric.of("x"), Categorical.of("b", categories));
    double[] ofFeatures = new double[12_001];
    Arrays.setAll(ofFeatures, j -> 1 + j % 7);
    double[] parameters = new double[12_002];
    Arrays.setAll(parameters, j -> (j % 11 - 5) / 3.0);
    return new Model(
        "linear",
        new Linear(12_001, true),
        new Squared(),
        parameters,
        new Encoding(
            Expansion.of(columns, 3, Polynomial.none()),
            new Standardizer(ofFeatures.clone(), ofFeatures),
            Encoding.Form.SPARSE),
        Optional.empty());
  }

  /** The same columns with every rule and the squares of the numbers. */
  static Model mixedPolynomial() {
    List<Column> columns =
        List.of(
            Categorical.of("c", List.of("\u00fc", "10", "9"))
                .with(Categorical.Rule.OTHER)
                .with(Categorical.Rule.UNSEEN_REFUSED)
                .with(Categorical.Rule.MISSING_REFUSED),
            Numeric.filled("n", 1.0 / 3),
            Numeric.filled("b", -2).withIndicator(),
            new Categorical("d", List.of(), Set.of(Categorical.Rule.MISSING)));
    double[] scales = {1, 2, 1.0 / 3, 1, 5, 7, 1e-9, 1, 1e300, 4, 3};
    return new Model(
        "linear",
        new Linear(11, false),
        new Squared(),
        new double[] {0, 1, -2, 1.0 / 3, 4, 5, -6, 7, 1e-20, 9, 0.1},
        new Encoding(
            Expansion.of(columns, 16, Polynomial.ofDegree(2)),
            new Standardizer(scales.clone(), scales)),
        Optional.empty());
  }

  /** A model of vectors of more numbers than model.json has names of. */
  static Model wideVector() {
    int size = 20_000;
    double[] parameters = new double[size];
    Arrays.setAll(parameters, j -> (31 * j % 17 - 8) / 7.0);
    double[] ofFeatures = new double[size];
    Arrays.setAll(ofFeatures, j -> 1 + j % 7);
    return new Model(
        "linear",
        new Linear(size, false),
        new Squared(),
        parameters,
        new Encoding(
            Expansion.of(List.of(new Vector("v", size)), 2, Polynomial.none()),
            new Standardizer(new double[size], ofFeatures),
            Encoding.Form.SPARSE),
        Optional.empty());
  }

  /** A model of vectors of three numbers. */
  static Model vector() {
    return vector(Polynomial.none());
  }

  /** The same of products of these numbers, or of the numbers alone. */
  static Model vector(Polynomial polynomial) {
    Expansion expansion = Expansion.of(List.of(new Vector("v", 3)), 2, polynomial);
    int size = expansion.features().size();
    double[] parameters = new double[size + 1];
    Arrays.setAll(parameters, j -> (31 * j % 17 - 8) / 7.0);
    return new Model(
        "linear",
        new Linear(size, true),
        new Squared(),
        parameters,
        new Encoding(expansion, Standardizer.none(size)),
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

  /** Three classes, whose coefficients a penalty has kept small. */
  static Model softmax(Classes classes) {
    return new Model(
        "softmax",
        new Linear(2, classes.names().size(), true),
        new Softmax(classes.names().size()),
        new double[] {Math.PI, 1.5, -1.0 / 3, 0, 1e-9 / 7, -2.5, 0.1, -0.7, 1e4 / 3},
        encoding(16, List.of("petal_length", "petal_width")),
        Optional.of(classes));
  }

  static Model softmaxWithoutIntercept() {
    return new Model(
        "softmax",
        new Linear(2, 2, false),
        new Softmax(2),
        new double[] {0.1, 0.2, -0.3, 0},
        new Encoding(List.of("a", "b"), 1, Standardizer.none(2)),
        Optional.of(Classes.of(List.of("1", "10"))));
  }

  /** A regression by a network with two hidden layers. */
  static Model mlp() {
    return mlp(new Mlp(2, List.of(3, 2), 1, Activation.TANH), new Squared(), Optional.empty());
  }

  /** A classification by a network with one hidden layer. */
  static Model mlp(Activation activation, Classes classes) {
    int k = classes.names().size();
    return mlp(new Mlp(2, List.of(4), k, activation), new Softmax(k), Optional.of(classes));
  }

  private static Model mlp(Mlp network, Loss loss, Optional<Classes> classes) {
    double[] parameters = new double[network.layout().size()];
    Arrays.setAll(parameters, j -> (31 * j % 17 - 8) / 7.0);
    Encoding encoding = encoding(255, List.of("pixel 1", "pixel 2"));
    return new Model("mlp", network, loss, parameters, encoding, classes);
  }

  static List<Model> all() {
    Classes three = Classes.of(List.of("a", "b", "\u00fc"));
    return List.of(
        softmax(three),
        softmax(three).unpenalized(),
        softmax(Classes.of(List.of("3", "-1", "2.5"))),
        softmaxWithoutIntercept(),
        softmaxWithoutIntercept().unpenalized(),
        mlp(),
        mlp(Activation.RELU, three),
        mlp(Activation.LOGISTIC, Classes.of(List.of("0", "1"))),
        linear(),
        linear(new Huber(1.0 / 3)),
        linear(new Poisson()),
        withoutIntercept(),
        polynomial(),
        mixed(),
        sparse(),
        wide(),
        mixedPolynomial(),
        vector(),
        wideVector(),
        vector(Polynomial.ofDegree(2)),
        hashed(),
        logistic(Classes.of(List.of("no", "yes"))),
        logistic(Classes.of(List.of("1", "0"))),
        logistic(Classes.of(List.of("-0.5", "1e300"))),
        logistic(Classes.against("3", List.of("1", "2", "3"))),
        logistic(Classes.against("a", List.of("\u00fc", "a"))));
  }

  /** A number and two columns whose values are hashed to three features. */
  static Model hashed() {
    List<Column> columns =
        List.of(Numeric.of("a"), new Hashed("u", 3, Hashed.Missing.VALUE), Hashed.of("\u00fc", 3));
    return new Model(
        "linear",
        new Linear(4, true),
        new Squared(),
        new double[] {1, 10, 100, 1000, 0.5},
        new Encoding(Expansion.of(columns, 1, Polynomial.none()), Standardizer.none(4)),
        Optional.empty());
  }

  private static Encoding encoding(double divideBy, List<String> names) {
    double[] means = {1.0 / 7, -1e9 / 3};
    return new Encoding(names, divideBy, new Standardizer(means, new double[] {2.0 / 3, 0}));
  }

  /** A raw row with values up to {@code bound}, some of them missing, and codes of categories. */
  static double[] row(Model model, Random random, double bound) {
    Expansion expansion = model.encoding().expansion();
    if (expansion.vector().isPresent()) {
      return random.doubles(expansion.numbers(), -bound, bound).toArray();
    }
    return expansion.inputs().stream()
        .mapToDouble(
            column ->
                column instanceof Hashed hashed
                    ? hashed.code(Integer.toString(random.nextInt(100)))
                    : column instanceof Categorical categories
                        ? random.nextInt(categories.categories().size() + 1) - 1
                        : column instanceof Numeric number
                                && number.mayBeMissing()
                                && random.nextInt(3) == 0
                            ? Double.NaN
                            : bound * (2 * random.nextDouble() - 1))
        .toArray();
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

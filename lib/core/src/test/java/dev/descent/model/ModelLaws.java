package dev.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Categorical;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.math.Wire;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model is what its files say: written and read it predicts the same bits. */
class ModelLaws {

  static List<Model> models() {
    return Models.all();
  }

  @ParameterizedTest
  @MethodSource("models")
  void readBackPredictsIdenticallyToTheBit(Model model) {
    Model read = Models.read(ModelFiles.write(model));
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double[] row = Models.row(model, random, 1e6);
      double[] scores = scores(model, row);
      assertThat(bits(scores(read, row))).isEqualTo(bits(scores));
      double[] predicted = scores.clone();
      model.loss().predict(predicted);
      read.loss().predict(scores);
      assertThat(bits(scores)).isEqualTo(bits(predicted));
    }
    assertThat(read.type()).isEqualTo(model.type());
    assertThat(read.network()).isEqualTo(model.network());
    assertThat(read.loss()).isEqualTo(model.loss());
    assertThat(read.classes()).isEqualTo(model.classes());
    assertThat(read.encoding().features()).isEqualTo(model.encoding().features());
    assertThat(read.encoding().columns()).isEqualTo(model.encoding().columns());
    assertThat(read.encoding().expansion().inputs())
        .isEqualTo(model.encoding().expansion().inputs());
  }

  /** Parameters 1, 10, 100, 1000 of a, n, "n is missing" and c=y, and an intercept of 0.5. */
  @Test
  void scoresCategoriesAndMissingValues() {
    Model model = Models.mixed();
    assertThat(model.encoding().features()).containsExactly("a", "n", "n is missing", "c=y");
    Categorical c = (Categorical) model.encoding().expansion().inputs().get(2);
    assertThat(model.score(new double[] {2, 3, c.code("x")})).isEqualTo(32.5);
    assertThat(model.score(new double[] {2, 3, c.code("y")})).isEqualTo(1032.5);
    assertThat(model.score(new double[] {2, Double.NaN, c.code("z")})).isEqualTo(137.5);
    assertThat(model.score(new double[] {Double.NaN, 3, 0})).isNaN();
  }

  /** Parameters 1, 10, 100, 1000 of a and three hashed features, and an intercept of 0.5. */
  @Test
  void scoresHashedValues() {
    Model model = Models.read(ModelFiles.write(Models.hashed()));
    assertThat(model.encoding().features()).containsExactly("a", "hash[0]", "hash[1]", "hash[2]");
    Hashed u = (Hashed) model.encoding().expansion().inputs().get(1);
    Hashed v = (Hashed) model.encoding().expansion().inputs().get(2);
    assertThat(model.score(new double[] {2, u.code("w"), v.code("x")})).isEqualTo(992.5);
    assertThat(model.score(new double[] {2, u.code("z"), v.code("x")})).isEqualTo(2002.5);
    assertThat(model.score(new double[] {2, u.missing(), v.code("x")})).isEqualTo(2.5);
    assertThat(model.score(new double[] {2, u.code("w"), v.missing()})).isNaN();
  }

  @Test
  void describesHashedColumnsAsDocumented() throws IOException {
    byte[] content = ModelFiles.write(Models.hashed()).get(ModelFiles.MODEL);
    assertThat(new ObjectMapper().readTree(content).path("encoding"))
        .hasToString(
            "{\"divideBy\":1.0,\"columns\":[\"a\",{\"name\":\"u\",\"hashed\":3,\"missing\":\"value\"},"
                + "{\"name\":\"\u00fc\",\"hashed\":3,\"missing\":\"refused\"}]}");
  }

  @Test
  void describesColumnsAsDocumented() throws IOException {
    byte[] content = ModelFiles.write(Models.mixed()).get(ModelFiles.MODEL);
    assertThat(new ObjectMapper().readTree(content).path("encoding"))
        .hasToString(
            "{\"divideBy\":1.0,\"columns\":[\"a\",{\"name\":\"n\",\"fill\":3.5,\"indicator\":true},"
                + "{\"name\":\"c\",\"categories\":[\"x\",\"y\"],\"rules\":[\"first-left-out\"]}]}");
  }

  @Test
  void describesAVectorAsDocumented() throws IOException {
    byte[] content = ModelFiles.write(Models.vector()).get(ModelFiles.MODEL);
    JsonNode json = new ObjectMapper().readTree(content);
    assertThat(json.path("encoding"))
        .hasToString("{\"divideBy\":2.0,\"columns\":[{\"name\":\"v\",\"size\":3}]}");
    assertThat(json.path("features")).hasToString("[\"v[0]\",\"v[1]\",\"v[2]\"]");
  }

  /** Names follow from the encoding, and 24,002 numbers are not for reading. */
  @Test
  void manyFeaturesAreNotListed() throws IOException {
    Map<String, byte[]> files = ModelFiles.write(Models.wide());
    assertThat(files)
        .containsOnlyKeys("model.json", "parameters.bin", "standardization.bin", "manifest.json");
    assertThat(Models.file(files, "standardization.bin")).hasSize(2 * 12_001 * Double.BYTES);
    JsonNode json = json(Models.wide());
    for (String left : List.of("features", "standardization", "coefficients", "intercepts")) {
      assertThat(json.has(left)).as(left).isFalse();
    }
    assertThat(json.path("form").asText()).isEqualTo("sparse");
    assertThat(json(Models.mixed()).has("form")).isFalse();
  }

  /** Scores by what is not 0 are those of all features but for rounding. */
  @Test
  void sparseFeaturesScoreAsDenseOnesDo() {
    Model sparse = Models.sparse();
    Encoding all = new Encoding(sparse.encoding().expansion(), sparse.encoding().standardizer());
    Model dense =
        new Model(
            sparse.type(),
            sparse.network(),
            sparse.loss(),
            sparse.parameters(),
            all,
            sparse.classes());
    Random random = new Random(6);
    for (int i = 0; i < 200; i++) {
      double[] row = Models.row(sparse, random, 10);
      if (Double.isNaN(dense.score(row.clone()))) {
        assertThat(sparse.score(row.clone())).isNaN();
      } else {
        assertThat(sparse.score(row.clone())).isCloseTo(dense.score(row.clone()), within(1e-5));
      }
    }
    assertThat(sparse.coefficients()).isDeepEqualTo(dense.coefficients());
  }

  /** One scorer for all rows gives what a scorer for each row gives. */
  @ParameterizedTest
  @MethodSource("models")
  void scoresOneRowAfterAnother(Model model) {
    ModelScorer scorer = model.scorer();
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      double[] raw = Models.row(model, random, 1e3);
      scorer.row().put(raw);
      double[] scores = new double[model.network().outputs()];
      scorer.score(scores);
      assertThat(bits(scores)).isEqualTo(bits(scores(model, raw)));
    }
  }

  /** The scale of the products is 0 here, which alone would hide it. */
  @Test
  void aFeatureThatIsNotFiniteHasNoScore() {
    Model m = Models.linear();
    Expansion squares = new Expansion(List.of("a"), 1, Polynomial.ofDegree(2));
    Encoding encoding = new Encoding(squares, new Standardizer(new double[2], new double[2]));
    Model model = new Model(m.type(), m.network(), m.loss(), m.parameters(), encoding, m.classes());
    assertThat(model.score(new double[] {1e150})).isFinite();
    assertThat(model.score(new double[] {1e160})).isNaN();
  }

  @Test
  void describesAPolynomialAsTheContractSays() throws IOException {
    byte[] content = ModelFiles.write(Models.polynomial()).get(ModelFiles.MODEL);
    JsonNode json = new ObjectMapper().readTree(content);
    assertThat(json.path("encoding"))
        .hasToString(
            "{\"divideBy\":255.0,\"columns\":[\"a\",\"\u00e9t\u00e9 \\\"x\\\"\"],"
                + "\"polynomial\":{\"degree\":3,\"interactionsOnly\":false,\"bias\":true}}");
    assertThat(json.path("features").size()).isEqualTo(10);
    assertThat(json.path("features").path(4).asText()).isEqualTo("a \u00e9t\u00e9 \"x\"");
    byte[] plain = ModelFiles.write(Models.linear()).get(ModelFiles.MODEL);
    assertThat(new ObjectMapper().readTree(plain).path("encoding"))
        .hasToString("{\"divideBy\":1.0}");
  }

  @ParameterizedTest
  @MethodSource("models")
  void readAndWrittenAgainGivesTheSameFiles(Model model) {
    Map<String, byte[]> files = ModelFiles.write(model);
    Map<String, byte[]> again = ModelFiles.write(Models.read(files));
    assertThat(files.keySet())
        .startsWith("model.json", "parameters.bin")
        .endsWith("manifest.json")
        .hasSize(model.network().inputs() > ModelFiles.MOST_TOLD ? 4 : 3);
    assertThat(again.keySet()).containsExactlyElementsOf(files.keySet());
    files.forEach((name, content) -> assertThat(again.get(name)).isEqualTo(content));
  }

  @ParameterizedTest
  @MethodSource("models")
  void travelsInClosures(Model model) {
    Model copy = Wire.copy(model, Model.class);
    assertThat(copy.classes()).isEqualTo(model.classes());
    double[] row = Models.row(model, new Random(3), 4);
    assertThat(bits(scores(copy, row))).isEqualTo(bits(scores(model, row)));
    assertThat(copy.penalized()).isEqualTo(model.penalized());
  }

  @ParameterizedTest
  @MethodSource("models")
  void nothingOfJavaSerializationInTheFiles(Model model) {
    ModelFiles.write(model)
        .forEach(
            (name, content) -> {
              String text = new String(content, StandardCharsets.ISO_8859_1);
              assertThat(text).doesNotContain("dev.descent", "java", "\u00ac\u00ed\u0000\u0005");
            });
  }

  /**
   * Intercepts and coefficients on the original scale predict what the model predicts: its scores,
   * for softmax less a number that all classes share; an MLP has none.
   */
  @ParameterizedTest
  @MethodSource("models")
  void derivedCoefficientsPredictTheSame(Model model) throws IOException {
    JsonNode json = json(model);
    boolean mlp = model.type().equals("mlp");
    boolean told = !mlp && model.parameters().length <= ModelFiles.MOST_TOLD;
    assertThat(json.has("intercepts")).isEqualTo(told);
    assertThat(json.has("coefficients")).isEqualTo(told);
    assertThat(model.intercepts()).hasSize(mlp ? 0 : model.network().outputs());
    double[] row = Models.row(model, new Random(5), 12);
    double[] scores = scores(model, row);
    double[] features = expanded(model, row);
    double shared = 0;
    for (int k = 0; k < model.intercepts().length; k++) {
      double sum = model.intercepts()[k];
      double[] coefficients = model.coefficients()[k];
      if (told) {
        assertThat(json.path("intercepts").path(k).asDouble()).isEqualTo(sum);
      }
      for (int j = 0; j < features.length; j++) {
        if (told) {
          assertThat(json.path("coefficients").path(k).path(j).asDouble())
              .isEqualTo(coefficients[j]);
        }
        sum += coefficients[j] * features[j];
      }
      shared = k == 0 && model.type().equals("softmax") ? scores[0] - sum : shared;
      double tolerance = 1e-12 * Math.max(1, Math.abs(scores[k]));
      assertThat(sum + shared).isCloseTo(scores[k], within(tolerance));
    }
  }

  /** What softmax's classes can be shifted by together is taken away where nothing else chose. */
  @Test
  void softmaxIsToldWithSumsOfZero() {
    Model penalized = Models.softmax(Classes.of(List.of("a", "b", "c")));
    assertThat(DoubleStream.of(penalized.intercepts()).sum()).isCloseTo(0, within(1e-9));
    double[][] asTrained = penalized.coefficients();
    double scale = penalized.encoding().standardizer().scales()[0];
    assertThat(asTrained[1][0]).isEqualTo(-1.0 / 3 / scale);
    assertThat(asTrained[0][1]).isZero();
    double[][] centred = penalized.unpenalized().coefficients();
    double mean = (asTrained[0][0] + asTrained[1][0] + asTrained[2][0]) / 3;
    for (int k = 0; k < 3; k++) {
      assertThat(centred[k][0]).isCloseTo(asTrained[k][0] - mean, within(1e-15));
    }
    double[] row = {0.3, 0.4};
    assertThat(bits(scores(penalized.unpenalized(), row))).isEqualTo(bits(scores(penalized, row)));
    assertThat(penalized.unpenalized().parameters()).containsExactly(penalized.parameters());
  }

  /** Of a logistic or linear model there is nothing to take away. */
  @Test
  void otherModelsAreToldAsTheyAre() {
    Model model = Models.logistic(Classes.of(List.of("no", "yes")));
    assertThat(model.unpenalized().intercepts()).containsExactly(model.intercepts());
    assertThat(model.unpenalized().coefficients()[0]).containsExactly(model.coefficients()[0]);
  }

  /** The fields of the contract, in their order and with their shapes. */
  @Test
  void describesItselfAsTheContractSays() throws IOException {
    Map<String, byte[]> files = ModelFiles.write(Models.logistic(Classes.of(List.of("0", "1.0"))));
    JsonNode json = new ObjectMapper().readTree(files.get(ModelFiles.MODEL));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
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
    assertThat(json.path("format")).hasToString("1");
    assertThat(json.path("classes")).hasToString("[0,1]");
    assertThat(json.path("layout"))
        .hasToString(
            "[{\"name\":\"coefficients\",\"rows\":1,\"columns\":2},"
                + "{\"name\":\"intercepts\",\"rows\":1,\"columns\":1}]");
    assertThat(json.path("standardization").fieldNames())
        .toIterable()
        .containsExactly("means", "scales");
    assertThat(json.path("intercepts").size()).isEqualTo(1);
    assertThat(json.path("coefficients").size()).isEqualTo(1);
    assertThat(json.path("coefficients").path(0).size()).isEqualTo(2);
    assertThat(files.get(ModelFiles.PARAMETERS)).hasSize(24).startsWith(littleEndian(1e10 / 7));
    Map<String, byte[]> linear = ModelFiles.write(Models.linear());
    assertThat(new ObjectMapper().readTree(linear.get(ModelFiles.MODEL)).has("classes")).isFalse();
  }

  @Test
  void classesHaveTheTypeOfTheirColumn() throws IOException {
    assertThat(classes(Classes.of(List.of("no", "yes")))).isEqualTo("[\"no\",\"yes\"]");
    assertThat(classes(Classes.of(List.of("2.5", "-1")))).isEqualTo("[-1,2.5]");
    assertThat(classes(Classes.against("3", List.of("1", "2", "3"))))
        .isEqualTo("[\"not 3\",\"3\"]");
  }

  @Test
  void largeModelsLeaveOutTheDerivedNumbers() {
    int d = 10_000;
    List<String> names = Collections.nCopies(d, "x");
    Model large =
        new Model(
            "linear",
            new Linear(d, true),
            new Squared(),
            new double[d + 1],
            new Encoding(names, 1, Standardizer.none(d)),
            Optional.empty());
    Map<String, byte[]> files = ModelFiles.write(large);
    assertThat(new String(files.get(ModelFiles.MODEL), StandardCharsets.UTF_8))
        .doesNotContain("intercepts\" : [", "coefficients\" : [");
    assertThat(Models.read(files).parameters()).hasSize(d + 1);
  }

  @Test
  void describesANetworkAsTheContractSays() throws IOException {
    JsonNode json = json(Models.mlp(Activation.RELU, Classes.of(List.of("a", "b", "c"))));
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "format",
            "type",
            "loss",
            "activation",
            "features",
            "classes",
            "layout",
            "encoding",
            "standardization");
    assertThat(json.path("activation").asText()).isEqualTo("relu");
    assertThat(json.path("layout"))
        .hasToString(
            "[{\"name\":\"weights 1\",\"rows\":4,\"columns\":2},"
                + "{\"name\":\"biases 1\",\"rows\":4,\"columns\":1},"
                + "{\"name\":\"weights 2\",\"rows\":3,\"columns\":4},"
                + "{\"name\":\"biases 2\",\"rows\":3,\"columns\":1}]");
    assertThat(json(Models.mlp()).has("classes")).isFalse();
    assertThat(json(Models.softmaxWithoutIntercept()).path("coefficients"))
        .hasToString("[[0.1,0.2],[-0.3,0.0]]");
    assertThat(json(Models.softmaxWithoutIntercept().unpenalized()).path("coefficients"))
        .hasToString("[[0.2,0.1],[-0.2,-0.1]]");
  }

  /** Files as the first version of format 1 that knew their type wrote them. */
  @ParameterizedTest
  @ValueSource(strings = {"linear", "logistic", "softmax", "mlp"})
  void aCommittedModelOfFormatOneStillLoads(String name) {
    Model model =
        ModelReader.read(
            file -> {
              InputStream in =
                  ModelLaws.class.getResourceAsStream("/format-1/" + name + "/" + file);
              return Optional.ofNullable(in).orElseThrow(() -> new IOException("no " + file));
            });
    Model expected =
        switch (name) {
          case "linear" -> Models.linear();
          case "logistic" -> Models.logistic(Classes.of(List.of("no", "yes")));
          case "softmax" -> Models.softmax(Classes.of(List.of("1", "2", "3"))).unpenalized();
          default -> Models.mlp(Activation.TANH, Classes.of(List.of("a", "b", "c")));
        };
    double[] row = {0.23, 61.5};
    assertThat(bits(scores(model, row))).isEqualTo(bits(scores(expected, row)));
    assertThat(model.penalized()).isEqualTo(expected.penalized());
    assertThat(model.parameters()).containsExactly(expected.parameters());
    assertThat(model.classes()).isEqualTo(expected.classes());
    assertThat(model.encoding().features()).isEqualTo(expected.encoding().features());
  }

  @Test
  void hashOfTheParametersIsThatOfTheirFile() {
    Model model = Models.linear();
    Map<String, byte[]> files = ModelFiles.write(model);
    String manifest = new String(files.get(ModelFiles.MANIFEST), StandardCharsets.UTF_8);
    assertThat(manifest).contains(ModelFiles.parametersSha256(model.parameters()));
    assertThat(ModelFiles.parametersSha256(new double[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void refusesPartsThatDoNotFit() {
    Model m = Models.linear();
    assertThatThrownBy(() -> with(m, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 3 parameters, but there are 2");
    assertThatThrownBy(() -> with(m, new double[] {1, Double.NaN, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the parameters of a model must be finite, but one was NaN");
    assertThatThrownBy(() -> of("linear", new Linear(3, false), m.loss(), m))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 3 inputs, but there are 2 features");
    assertThatThrownBy(() -> of("linear", new Linear(2, 3, false), m.loss(), m))
        .hasMessage("the network has 3 outputs, but the loss takes 1");
    assertThatThrownBy(() -> of("logistic", m.network(), m.loss(), m))
        .hasMessage("a model with this network and the loss squared is linear, not logistic");
    Mlp mlp = new Mlp(2, List.of(1), 1, Activation.RELU);
    assertThatThrownBy(() -> of("mlp", mlp, new Logistic(), m))
        .hasMessage("a model with this network and the loss logistic is of no type, not mlp");
    assertThatThrownBy(() -> of("logistic", m.network(), new Logistic(), m))
        .hasMessage("the loss logistic needs 2 classes, but has 0");
    Model softmax = Models.softmax(Classes.of(List.of("a", "b", "c")));
    assertThatThrownBy(() -> of("softmax", new Linear(2, 4, true), new Softmax(4), softmax))
        .hasMessage("the loss softmax needs 4 classes, but has 3");
    assertThatThrownBy(() -> of("linear", m.network(), m.loss(), softmax))
        .hasMessage("the loss squared needs 0 classes, but has 3");
  }

  private static Model of(String type, Network network, Loss loss, Model m) {
    return new Model(type, network, loss, m.parameters(), m.encoding(), m.classes());
  }

  private static double[] expanded(Model model, double[] row) {
    double[] raw = row.clone();
    double[] features = model.encoding().expansion().roomFor(raw);
    assertThat(model.encoding().expansion().apply(raw, features)).isTrue();
    return features;
  }

  private static Model with(Model m, double[] parameters) {
    return new Model(m.type(), m.network(), m.loss(), parameters, m.encoding(), m.classes());
  }

  private static String classes(Classes classes) throws IOException {
    byte[] json = ModelFiles.write(Models.logistic(classes)).get(ModelFiles.MODEL);
    return new ObjectMapper().readTree(json).path("classes").toString();
  }

  private static byte[] littleEndian(double value) {
    long bits = Double.doubleToRawLongBits(value);
    byte[] bytes = new byte[Double.BYTES];
    for (int b = 0; b < bytes.length; b++) {
      bytes[b] = (byte) (bits >>> (8 * b));
    }
    return bytes;
  }

  private static JsonNode json(Model model) throws IOException {
    return new ObjectMapper().readTree(ModelFiles.write(model).get(ModelFiles.MODEL));
  }

  private static double[] scores(Model model, double[] row) {
    double[] scores = new double[model.network().outputs()];
    model.scores(row.clone(), scores);
    return scores;
  }

  private static long[] bits(double[] values) {
    return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}

package dev.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.loss.Squared;
import dev.descent.math.Wire;
import dev.descent.network.Linear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
      double[] row = random.doubles(2, -1e6, 1e6).toArray();
      double score = model.score(row.clone());
      assertThat(bits(read.score(row.clone()))).isEqualTo(bits(score));
      assertThat(bits(read.loss().prediction(score)))
          .isEqualTo(bits(model.loss().prediction(score)));
    }
    assertThat(read.type()).isEqualTo(model.type());
    assertThat(read.network()).isEqualTo(model.network());
    assertThat(read.loss()).isEqualTo(model.loss());
    assertThat(read.classes()).isEqualTo(model.classes());
    assertThat(read.encoding().features()).isEqualTo(model.encoding().features());
    assertThat(read.encoding().columns()).isEqualTo(model.encoding().columns());
  }

  /** One array for all rows gives what an array for each row gives. */
  @ParameterizedTest
  @MethodSource("models")
  void scoresWithoutAnArrayForEachRow(Model model) {
    double[] row = new double[2];
    double[] features = model.encoding().expansion().roomFor(row);
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) {
      double[] raw = random.doubles(2, -1e3, 1e3).toArray();
      System.arraycopy(raw, 0, row, 0, 2);
      assertThat(bits(model.score(row, features))).isEqualTo(bits(model.score(raw)));
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
    assertThat(files.keySet()).containsExactly("model.json", "parameters.bin", "manifest.json");
    assertThat(again.keySet()).containsExactlyElementsOf(files.keySet());
    files.forEach((name, content) -> assertThat(again.get(name)).isEqualTo(content));
  }

  @ParameterizedTest
  @MethodSource("models")
  void travelsInClosures(Model model) {
    Model copy = Wire.copy(model, Model.class);
    assertThat(copy.classes()).isEqualTo(model.classes());
    assertThat(copy.score(new double[] {3, 4})).isEqualTo(model.score(new double[] {3, 4}));
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

  /** Intercept and coefficients on the original scale predict what the model predicts. */
  @ParameterizedTest
  @MethodSource("models")
  void derivedCoefficientsPredictTheSame(Model model) throws IOException {
    JsonNode json = new ObjectMapper().readTree(ModelFiles.write(model).get(ModelFiles.MODEL));
    double[] row = {12, 5};
    double[] features = expanded(model, row);
    double sum = json.path("intercepts").path(0).asDouble();
    for (int j = 0; j < features.length; j++) {
      sum += json.path("coefficients").path(0).path(j).asDouble() * features[j];
    }
    double score = model.score(row.clone());
    assertThat(sum).isCloseTo(score, within(1e-12 * Math.max(1, Math.abs(score))));
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

  /** Files as the first version of format 1 wrote them. */
  @ParameterizedTest
  @ValueSource(strings = {"linear", "logistic"})
  void aCommittedModelOfFormatOneStillLoads(String name) {
    Model model =
        ModelReader.read(
            file -> {
              InputStream in =
                  ModelLaws.class.getResourceAsStream("/format-1/" + name + "/" + file);
              return Optional.ofNullable(in).orElseThrow(() -> new IOException("no " + file));
            });
    Model expected =
        name.equals("linear") ? Models.linear() : Models.logistic(Classes.of(List.of("no", "yes")));
    double[] row = {0.23, 61.5};
    assertThat(bits(model.score(row.clone()))).isEqualTo(bits(expected.score(row.clone())));
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
    assertThatThrownBy(
            () ->
                new Model(
                    m.type(),
                    new Linear(3, false),
                    m.loss(),
                    m.parameters(),
                    m.encoding(),
                    m.classes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the network has 3 inputs, but there are 2 features");
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

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}

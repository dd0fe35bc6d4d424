package dev.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.math.Digest;
import dev.descent.network.Linear;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the files of a model, the answer is a {@link ModelException} with a name. */
class DamagedModelTest {
  private static final List<String> FILES =
      List.of("model.json", "parameters.bin", "manifest.json");

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF})
  void flippedBitsAtEveryPosition(int flip) {
    Map<String, byte[]> files = files();
    for (String file : FILES) {
      byte[] content = Models.file(files, file);
      for (int i = 0; i < content.length; i++) {
        content[i] ^= (byte) flip;
        refused(files, file);
        content[i] ^= (byte) flip;
      }
    }
  }

  @Test
  void cutAtEveryLength() {
    for (String file : FILES) {
      byte[] content = Models.file(files(), file);
      for (int length = 0; length < content.length; length++) {
        refused(with(file, Arrays.copyOf(content, length)), file);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "{}", "\u0000", "]"})
  void somethingBehindTheEnd(String more) {
    for (String file : FILES) {
      String content = new String(Models.file(files(), file), StandardCharsets.ISO_8859_1);
      byte[] longer = (content + more).getBytes(StandardCharsets.ISO_8859_1);
      refused(with(file, longer), file);
    }
  }

  @Test
  void missingFile() {
    for (String file : FILES) {
      Map<String, byte[]> files = files();
      files.remove(file);
      assertThatThrownBy(() -> Models.read(files))
          .isInstanceOf(ModelException.class)
          .hasMessage(file + ": cannot be read: " + file);
    }
  }

  @Test
  void swappedFiles() {
    for (String a : FILES) {
      for (String b : FILES) {
        if (!a.equals(b)) {
          Map<String, byte[]> files = with(a, Models.file(files(), b));
          files.put(b, Models.file(files(), a));
          assertThatThrownBy(() -> Models.read(files))
              .isInstanceOf(ModelException.class)
              .hasMessageMatching("(?s)(model.json|parameters.bin|manifest.json): .*");
        }
      }
    }
    Map<String, byte[]> other = with("parameters.bin", new byte[24]);
    refused(other, "parameters.bin");
  }

  /** A manifest that was changed with the file: only the content can tell. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"format\" : 1' | '\"format\" : 2' | format must be 1, but was 2",
        "'\"format\" : 1' | '\"format\" : \"1\"' | format must be a whole number",
        "'\"format\" : 1' | '\"format\" : 1.0' | format must be a whole number",
        "'\"format\" : 1,' | '' | format must be a whole number, but is missing",
        "'\"format\" : 1,' | '\"format\" : 1, \"format\" : 1,' | is not JSON: Duplicate",
        "'\"format\" : 1,' | '\"format\" : 1, \"code\" : \"x\",' | unknown key code",
        "'\"logistic\",' | '\"tree\",' | type must be linear, logistic, softmax or mlp, but was t",
        "'\"logistic\",' | '\"softmax\",' | loss of a softmax model must be softmax, but was log",
        "'\"logistic\",' | '\"mlp\",' | loss of an mlp model must be squared or softmax, but was l",
        "'\"format\" : 1,' | '\"format\" : 1, \"activation\" : \"relu\",' | is for models of type mlp",
        "'\"type\" : \"logistic\"' | '\"type\" : \"linear\"' | loss of a linear model must be squ",
        "'\"type\" : \"logistic\"' | '\"type\" : 3' | type must be a text, but was 3",
        "'\"loss\" : \"logistic\"' | '\"loss\" : \"squared\"' | must be logistic, but was squared",
        "'\"loss\" : \"logistic\"' | '\"loss\" : null' | loss must be a text, but was null",
        "'[ \"a\", \"b\" ]' | '[ \"a\" ]' | layout does not fit a model of 1 features",
        "'[ \"a\", \"b\" ]' | '[ ]' | features must not be empty",
        "'[ \"a\", \"b\" ]' | '{ \"a\": \"b\" }' | features must be a list of texts",
        "'[ \"a\", \"b\" ]' | '[ \"a\", 1 ]' | features must have texts only, but has 1",
        "'[ \"no\", \"yes\" ]' | '[ \"no\" ]' | classes must be two texts or two numbers",
        "'[ \"no\", \"yes\" ]' | '[ 1, \"yes\" ]' | classes must be two texts or two numbers",
        "'[ \"no\", \"yes\" ]' | '[ 1, 1.0 ]' | classes must differ",
        "'[ \"no\", \"yes\" ]' | '[ \"no\", \"no\" ]' | classes must differ",
        "'[ \"no\", \"yes\" ]' | '[ \"no\", null ]' | classes must have texts or finite numbers",
        "'[ \"no\", \"yes\" ]' | '[ 1, 1e999 ]' | classes must have texts or finite numbers",
        "'\"classes\"' | '\"layout\"' | is not JSON: Duplicate field",
        "'\"columns\" : 2' | '\"columns\" : 3' | layout does not fit",
        "'\"columns\" : 2' | '\"columns\" : 2147483648' | layout does not fit",
        "'\"columns\" : 2' | '\"columns\" : 99999999999999999999' | must be a whole number",
        "'\"columns\" : 2' | '\"columns\" : -2' | layout does not fit",
        "'\"columns\" : 2' | '\"columns\" : 2.0' | layout[0].columns must be a whole number",
        "'\"columns\" : 2' | '\"columns\" : 2, \"x\" : 1' | unknown key layout[0].x",
        "'\"name\" : \"coefficients\"' | '\"name\" : \"weights\"' | layout does not fit",
        "'\"divideBy\" : 16.0' | '\"divideBy\" : 0' | divide-by must be finite and not 0",
        "'\"divideBy\" : 16.0' | '\"divideBy\" : \"16\"' | divideBy must be a finite number",
        "'\"divideBy\" : 16.0' | '\"divideBy\" : 1e999' | divideBy must be a finite number",
        "'\"divideBy\" : 16.0' | '\"divideBy\" : NaN' | is not JSON",
        "'\"divideBy\" : 16.0' | '\"y\" : 1' | unknown key encoding.y",
        "'\"scales\" : [ 1.0, 1.0 ]' | '\"scales\" : [ 1.0, -1.0 ]' | column 1 must have a finite",
        "'\"scales\" : [ 1.0, 1.0 ]' | '\"scales\" : [ 1.0 ]' | 2 means, but 1 scales",
        "'\"scales\" : [ 1.0, 1.0 ]' | '\"scales\" : [ 1, \"NaN\" ]' | must have finite numbers",
        "'\"scales\" : [ 1.0, 1.0 ]' | '\"scales\" : [ 1, -1e999 ]' | must have finite numbers",
        "'\"scales\" : [ 1.0, 1.0 ]' | '\"scales\" : {}' | scales must be a list of finite numbers",
        "'\"scales\" : [ 1.0, 1.0 ]' | '\"sd\" : []' | unknown key standardization.sd",
        "'\"intercepts\" : [ 3.0 ]' | '\"intercepts\" : [ ]' | intercepts must have 1 number",
        "'\"intercepts\" : [ 3.0 ]' | '\"intercepts\" : [ [ ] ]' | intercepts must have finite",
        "'[ [ 1.0, 2.0 ] ]' | '[ [ 1.0 ] ]' | coefficients must have lists of 2 finite numbers",
        "'[ [ 1.0, 2.0 ] ]' | '[ [ 1.0, \"2\" ] ]' | coefficients must have lists of 2 finite",
        "'[ [ 1.0, 2.0 ] ]' | '[ ]' | coefficients must have 1 list"
      })
  void wrongContentUnderTheRightHash(String part, String wrong, String message) {
    String model = new String(Models.file(simple(), "model.json"), StandardCharsets.UTF_8);
    assertThat(model).contains(part);
    String changed = model.replaceFirst(Pattern.quote(part), wrong);
    assertThatThrownBy(() -> Models.read(signed(changed, Models.file(simple(), "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json: ")
        .hasMessageContaining(message);
  }

  /** Columns a and b, degree 2: a, b, a^2, a b, b^2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"degree\" : 2' | '\"degree\" : 0' | features.polynomial.degree must be 1 to 1000000",
        "'\"degree\" : 2' | '\"degree\" : 3' | of 2 columns does not make the 5 features",
        "'\"degree\" : 2' | '\"degree\" : 1' | must have a degree above 1 or a bias, or be left",
        "'\"degree\" : 2' | '\"degree\" : 1000000' | does not make the 5 features of the model",
        "'\"degree\" : 2' | '\"degree\" : 4294967298' | degree is out of range: 4294967298",
        "'\"degree\" : 2' | '\"degree\" : 2.0' | encoding.polynomial.degree must be a whole number",
        "'\"degree\" : 2' | '\"degree\" : \"2\"' | polynomial.degree must be a whole number",
        "'\"degree\" : 2,' | '' | encoding.polynomial.degree must be a whole number, but is missing",
        "'\"degree\" : 2' | '\"degree\" : 2, \"x\" : 1' | unknown key encoding.polynomial.x",
        "'\"bias\" : false' | '\"bias\" : true' | of 2 columns does not make the 5 features",
        "'\"bias\" : false' | '\"bias\" : 0' | encoding.polynomial.bias must be true or false, but",
        "'\"bias\" : false' | '\"bias\" : null' | encoding.polynomial.bias must be true or false",
        "'\"interactionsOnly\" : false' | '\"interactionsOnly\" : true' | not make the 5 features",
        "'\"interactionsOnly\" : false' | '\"interactionsOnly\" : \"no\"' | must be true or false",
        "'\"interactionsOnly\" : false,' | '' | interactionsOnly must be true or false, but is miss",
        "'\"columns\" : [ \"a\", \"b\" ]' | '\"columns\" : [ \"b\", \"a\" ]' | 0 must be b by",
        "'\"columns\" : [ \"a\", \"b\" ]' | '\"columns\" : [ \"a\" ]' | not make the 5 features",
        "'\"columns\" : [ \"a\", \"b\" ]' | '\"columns\" : [ ]' | does not make the 5 features",
        "'\"columns\" : [ \"a\", \"b\" ]' | '\"columns\" : [ \"a\", 2 ]' | must have texts or obj",
        "'\"columns\" : [ \"a\", \"b\" ]' | '\"columns\" : \"a\"' | must be a list of texts",
        "'\"columns\" : [ \"a\", \"b\" ]' | '\"columns\" : [ \"a\", \"a\" ]' | two features named",
        "'\"columns\" : [ \"a\", \"b\" ],' | '' | columns and encoding.polynomial must be there",
        "'\"polynomial\" :' | '\"monomials\" :' | unknown key encoding.monomials",
        "'\"a^2\", \"a b\"' | '\"a b\", \"a^2\"' | feature 2 must be a^2 by encoding.polynomial, but",
        "'\"a^2\", \"a b\"' | '\"a^2\"' | layout does not fit a model of 4 features"
      })
  void polynomialsThatDoNotFit(String part, String wrong, String message) {
    Model m = Models.logistic(Classes.of(List.of("no", "yes")));
    Expansion squares = new Expansion(List.of("a", "b"), 16, Polynomial.ofDegree(2));
    Encoding encoding = new Encoding(squares, Standardizer.none(5));
    double[] parameters = {1, 2, 3, 4, 5, 6};
    Map<String, byte[]> files =
        ModelFiles.write(
            new Model(m.type(), new Linear(5, true), m.loss(), parameters, encoding, m.classes()));
    String model = new String(Models.file(files, "model.json"), StandardCharsets.UTF_8);
    assertThat(model).contains(part);
    String changed = model.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(wrong));
    assertThatThrownBy(() -> Models.read(signed(changed, Models.file(files, "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json: ")
        .hasMessageContaining(message);
  }

  /** Columns a, n (filled) and c (categories x, y): a, n, n is missing, c=y. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"fill\" : 3.5' | '\"fill\" : \"3.5\"' | columns.fill must be a finite number, but was",
        "'\"fill\" : 3.5' | '\"fill\" : 1e999' | columns.fill must be a finite number, but was",
        "'\"fill\" : 3.5,' | '' | columns.fill must be a finite number, but is missing",
        "'\"fill\" : 3.5' | '\"fill\" : 3.5, \"x\" : 1' | unknown key encoding.columns.x",
        "'\"indicator\" : true' | '\"indicator\" : false' | 3 columns does not make the 4 features",
        "'\"indicator\" : true' | '\"indicator\" : 1' | columns.indicator must be true or false",
        "'\"name\" : \"n\"' | '\"name\" : \"m\"' | feature 1 must be m by encoding.columns, but was n",
        "'\"name\" : \"n\"' | '\"name\" : 1' | columns.name must be a text, but was 1",
        "'[ \"x\", \"y\" ]' | '[ \"x\" ]' | column c makes no feature",
        "'[ \"x\", \"y\" ]' | '[ \"x\", \"y\", \"z\" ]' | does not make the 4 features of the model",
        "'[ \"x\", \"y\" ]' | '[ \"x\", \"x\" ]' | the categories of column c must differ",
        "'[ \"x\", \"y\" ]' | '[ \"x\", 1 ]' | columns.categories must have texts only, but has 1",
        "'[ \"x\", \"y\" ]' | '[ \"y\", \"x\" ]' | feature 3 must be c=x by encoding.columns, but was",
        "'[ \"x\", \"y\" ]' | '\"xy\"' | columns.categories must be a list of texts, but was",
        "'[ \"first-left-out\" ]' | '[ ]' | 3 columns does not make the 4 features of the model",
        "'[ \"first-left-out\" ]' | '[ \"FIRST_LEFT_OUT\" ]' | rules has an unknown FIRST_LEFT_OUT",
        "'\"first-left-out\"' | '\"first-left-out\", \"first-left-out\"' | rules must not repeat one",
        "'\"first-left-out\"' | '\"first-left-out\", \"missing\", \"missing-refused\"' | either a",
        "'\"rules\" : [ \"first-left-out\" ]' | '\"code\" : 1' | unknown key encoding.columns.code",
        "'\"columns\" : [ \"a\", {' | '\"columns\" : [ \"a\", [ ], {' | must have texts or objects only"
      })
  void columnsThatDoNotFit(String part, String wrong, String message) {
    refused(Models.mixed(), part, wrong, message);
  }

  /** Vectors v of three numbers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"size\" : 3' | '\"size\" : 2' | columns: 1 columns does not make the 3 features",
        "'\"size\" : 3' | '\"size\" : 16777216' | columns: 1 columns does not make the 3 features",
        "'\"size\" : 3' | '\"size\" : 16777217' | size must be 1 to 16777216, but was 16777217",
        "'\"size\" : 3' | '\"size\" : 0' | encoding.columns.size must be 1 to 16777216, but was 0",
        "'\"size\" : 3' | '\"size\" : -4294967293' | must be 1 to 16777216, but was -4294967293",
        "'\"size\" : 3' | '\"size\" : 3.0' | encoding.columns.size must be a whole number, but was",
        "'\"size\" : 3' | '\"size\" : 3, \"fill\" : 1' | unknown key encoding.columns.fill",
        "'\"name\" : \"v\"' | '\"name\" : \"w\"' | feature 0 must be w[0] by encoding.columns, but",
        "'\"name\" : \"v\",' | '' | encoding.columns.name must be a text, but is missing",
        "'\"v[1]\"' | '\"v[01]\"' | feature 1 must be v[1] by encoding.columns, but was v[01]",
        "'\"columns\" : [ {' | '\"columns\" : [ \"a\", {' | 2 columns does not make the 3 features"
      })
  void vectorsThatDoNotFit(String part, String wrong, String message) {
    refused(Models.vector(), part, wrong, message);
  }

  @Test
  void aVectorBesideOtherColumns() {
    refused(
        Models.vector(),
        "\"name\" : \"v\",\n      \"size\" : 3",
        "\"name\" : \"v\",\n      \"size\" : 2 }, {\n      \"name\" : \"w\", \"size\" : 1",
        "column v holds vectors and cannot stand beside other columns");
  }

  /** Columns a, u and \u00fc, of which the last two are hashed to three features. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"hashed\" : 3,' | '\"hashed\" : 4,' | 3 columns does not make the 4 features",
        "'\"hashed\" : 3,' | '\"hashed\" : 2,' | must be of one size, but were of 2 and 3",
        "'\"hashed\" : 3,' | '\"hashed\" : 1,' | hashed.size must be from 2 to 16777216, but was 1",
        "'\"hashed\" : 3,' | '\"hashed\" : 16777217,' | size must be from 2 to 16777216, but was 16",
        "'\"hashed\" : 3,' | '\"hashed\" : 4294967299,' | columns.hashed is out of range: 4294967299",
        "'\"hashed\" : 3,' | '\"hashed\" : \"3\",' | columns.hashed must be a whole number, but was",
        "'\"missing\" : \"value\"' | '\"missing\" : \"VALUE\"' | columns.missing has an unknown VALUE",
        "'\"missing\" : \"value\"' | '\"missing\" : true' | columns.missing must be a text, but was",
        "'\"missing\" : \"value\"' | '\"fill\" : 0' | unknown key encoding.columns.fill",
        "'\"columns\" : [ \"a\", {' | '\"columns\" : [ {' | does not make the 4 features of the model",
        "'hash[1]' | 'hash[2]' | feature 2 must be hash[1] by encoding.columns, but was hash[2]"
      })
  void hashedColumnsThatDoNotFit(String part, String wrong, String message) {
    refused(Models.hashed(), part, wrong, message);
  }

  /** Features a and b, classes x, y and z: parameters [3 x 2] and [3]. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"softmax\",' | '\"linear\",' | loss of a linear model must be squared",
        "'\"softmax\",' | '\"logistic\",' | loss of a logistic model must be logistic, but was so",
        "'\"softmax\",' | '\"mlp\",' | layout does not fit a model of 2 features and 3 classes",
        "'\"loss\" : \"softmax\"' | '\"loss\" : \"squared\"' | loss of a softmax model must be soft",
        "'[ \"x\", \"y\", \"z\" ]' | '[ \"x\", \"y\" ]' | layout does not fit a model of 2 features an",
        "'[ \"x\", \"y\", \"z\" ]' | '[ \"x\" ]' | a classification needs at least two classes",
        "'[ \"x\", \"y\", \"z\" ]' | '[ ]' | a classification needs at least two classes",
        "'[ \"x\", \"y\", \"z\" ]' | '[ \"x\", \"y\", \"y\" ]' | classes must differ",
        "'[ \"x\", \"y\", \"z\" ]' | '[ \"x\", 2, \"z\" ]' | classes must be all texts or all numbers",
        "'[ \"x\", \"y\", \"z\" ]' | '[ 1, 2, 1e0 ]' | classes must differ",
        "'[ \"x\", \"y\", \"z\" ]' | '[ 1, 2, [ 3 ] ]' | classes must have texts or finite numbers on",
        "'\"classes\"' | '\"labels\"' | unknown key labels",
        "'\"classes\" : [ \"x\", \"y\", \"z\" ],' | '' | classes must be there for a logistic or soft",
        "'\"rows\" : 3' | '\"rows\" : 4' | layout does not fit a model of 2 features and 3 classes",
        "'\"rows\" : 3' | '\"rows\" : 4294967299' | layout does not fit a model of 2 features and 3",
        "'\"rows\" : 3' | '\"rows\" : \"3\"' | layout[0].rows must be a whole number",
        "'[ -4.0, 0.0, 4.0 ]' | '[ -4.0, 4.0 ]' | intercepts must have 3 numbers",
        "'[ -4.0, 0.0, 4.0 ]' | '[ -4.0, 0.0, \"4\" ]' | intercepts must have finite numbers only",
        "'[ 1.0, 2.0 ], ' | '' | coefficients must have 3 lists",
        "'[ 1.0, 2.0 ]' | '[ 1.0, 2.0, 3.0 ]' | coefficients must have lists of 2 finite numbers"
      })
  void softmaxThatDoesNotFit(String part, String wrong, String message) {
    Model m = Models.softmax(Classes.of(List.of("x", "y", "z")));
    refused(m, new double[] {1, 2, 3, 4, 5, 6, 1, 5, 9}, part, wrong, message);
  }

  /** Features a and b, hidden layers of 3 and 2 units, one score. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"mlp\",' | '\"linear\",' | activation is for models of type mlp only",
        "'\"squared\"' | '\"logistic\"' | loss of an mlp model must be squared or softmax, but was l",
        "'\"squared\"' | '\"softmax\"' | classes must be there for a logistic or softmax loss",
        "'\"squared\",' | '\"squared\", \"classes\" : [ 1, 2 ],' | classes must be there for a logist",
        "'\"tanh\"' | '\"TANH\"' | activation must be relu, tanh or logistic, but was TANH",
        "'\"tanh\"' | '\"gelu\"' | activation must be relu, tanh or logistic, but was gelu",
        "'\"tanh\"' | 'null' | activation must be a text, but was null",
        "'\"activation\" : \"tanh\",' | '' | activation must be a text, but is missing",
        "'\"name\" : \"weights 1\"' | '\"name\" : \"weights 2\"' | layout does not fit a model of 2",
        "'\"name\" : \"weights 2\"' | '\"name\" : \"coefficients\"' | layout does not fit a model of",
        "'\"rows\" : 3' | '\"rows\" : 4' | layout does not fit a model of 2 features",
        "'\"rows\" : 3' | '\"rows\" : 0' | layout does not fit a model of 2 features",
        "'\"rows\" : 3' | '\"rows\" : -3' | layout does not fit a model of 2 features",
        "'\"rows\" : 3' | '\"rows\" : 3.0' | layout[0].rows must be a whole number, but was 3.0",
        "'\"rows\" : 3' | '\"rows\" : 4294967299' | layout does not fit a model of 2 features",
        "'\"rows\" : 3' | '\"rows\" : 9223372036854775807' | layout does not fit a model of 2 featu",
        "'\"rows\" : 3' | '\"rows\" : 99999999999999999999' | layout[0].rows must be a whole number",
        "'\"rows\" : 2' | '\"rows\" : 3' | layout does not fit a model of 2 features",
        "'\"rows\" : 1' | '\"rows\" : 2' | layout does not fit a model of 2 features",
        "'\"columns\" : 3' | '\"columns\" : 2' | layout does not fit a model of 2 features",
        "'\"columns\" : 2' | '\"columns\" : 2, \"penalized\" : true' | unknown key layout[0].penalized",
        "'\"format\" : 1,' | '\"format\" : 1, \"intercepts\" : [ 0 ],' | must not be there for an mlp",
        "'\"format\" : 1,' | '\"format\" : 1, \"coefficients\" : [ ],' | must not be there for an mlp",
        "'\"format\" : 1,' | '\"format\" : 1, \"hidden\" : [ 3, 2 ],' | unknown key hidden"
      })
  void mlpThatDoesNotFit(String part, String wrong, String message) {
    Model m = Models.mlp();
    refused(m, m.parameters(), part, wrong, message);
  }

  /** The blocks fit one another, but no array holds them; nothing is allocated to find out. */
  @ParameterizedTest
  @CsvSource({"100000000, 1", "268435455, 2", "20000, 20000"})
  void moreParametersThanAnArrayHolds(int first, int second) {
    String layout =
        block("weights 1", first, 2)
            + block("biases 1", first, 1)
            + block("weights 2", second, first)
            + block("biases 2", second, 1)
            + block("weights 3", 1, second)
            + block("biases 3", 1, 1);
    String model = content(ModelFiles.write(Models.mlp()));
    String changed =
        model.replaceFirst("(?s)\"layout\" : \\[.*?\\]", "\"layout\":[" + layout + "]");
    String valid = changed.replace(",]", "]");
    assertThat(valid).contains("\"rows\":" + first);
    assertThatThrownBy(() -> Models.read(signed(valid, new byte[8])))
        .isInstanceOf(ModelException.class)
        .hasMessage("model.json: layout must have at most 268435454 parameters, but has more");
  }

  @Test
  void moreCoefficientsThanAnArrayHolds() {
    int d = 300_000;
    String features = "\"x\",".repeat(d - 1) + "\"x\"";
    String classes =
        IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    String model =
        "{\"format\":1,\"type\":\"softmax\",\"loss\":\"softmax\",\"features\":["
            + features
            + "],\"classes\":["
            + classes
            + "],\"layout\":["
            + block("coefficients", 1000, d)
            + block("intercepts", 1000, 1)
            + "]}";
    String valid = model.replace(",]", "]");
    assertThatThrownBy(() -> Models.read(signed(valid, new byte[8])))
        .isInstanceOf(ModelException.class)
        .hasMessage("model.json: layout must have at most 268435454 parameters, but has more");
  }

  private static String block(String name, int rows, int columns) {
    return String.format("{\"name\":\"%s\",\"rows\":%d,\"columns\":%d},", name, rows, columns);
  }

  /** Other sizes in the layout than parameters.bin has. */
  @Test
  void parametersOfAnotherNetwork() {
    String model = content(ModelFiles.write(Models.mlp()));
    byte[] other = Models.file(simple(), "parameters.bin");
    assertThatThrownBy(() -> Models.read(signed(model, other)))
        .isInstanceOf(ModelException.class)
        .hasMessage("parameters.bin: must have 20 numbers, but has 24 bytes");
    assertThatThrownBy(() -> Models.read(signed(model, new byte[168])))
        .isInstanceOf(ModelException.class)
        .hasMessage("parameters.bin: must have at most 160 bytes, but has 168 by manifest.json");
  }

  private static void refused(
      Model m, double[] parameters, String part, String wrong, String message) {
    Encoding encoding = new Encoding(List.of("a", "b"), 16, Standardizer.none(2));
    refused(
        new Model(m.type(), m.network(), m.loss(), parameters, encoding, m.classes()),
        part,
        wrong,
        message);
  }

  private static void refused(Model whole, String part, String wrong, String message) {
    Map<String, byte[]> files = ModelFiles.write(whole);
    String model = content(files);
    assertThat(model).contains(part);
    String changed = model.replaceFirst(Pattern.quote(part), wrong);
    assertThatThrownBy(() -> Models.read(signed(changed, Models.file(files, "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json: ")
        .hasMessageContaining(message);
  }

  private static String content(Map<String, byte[]> files) {
    return new String(Models.file(files, "model.json"), StandardCharsets.UTF_8);
  }

  @Test
  void classesAreForLossesOfClassesOnly() {
    String json = new String(Models.file(simple(), "model.json"), StandardCharsets.UTF_8);
    String without = json.replaceFirst("\"classes\" : [^]]*],", "");
    assertThatThrownBy(() -> Models.read(signed(without, Models.file(simple(), "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json: classes must be there for a logistic or softmax loss");
    String linear =
        json.replace("\"type\" : \"logistic\"", "\"type\" : \"linear\"")
            .replace("\"loss\" : \"logistic\"", "\"loss\" : \"squared\"");
    assertThatThrownBy(() -> Models.read(signed(linear, Models.file(simple(), "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json: classes must be there for a logistic or softmax loss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "3", "[]", "\"x\"", "{", "not json"})
  void noObject(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    refused(with("manifest.json", bytes), "manifest.json");
    assertThatThrownBy(() -> Models.read(signed(content, Models.file(simple(), "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json: ");
  }

  @Test
  void nestedDeeperThanAnyModel() {
    String deep = "{\"format\":1,\"x\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
    refused(with("manifest.json", deep.getBytes(StandardCharsets.UTF_8)), "manifest.json");
    assertThatThrownBy(() -> Models.read(signed(deep, Models.file(simple(), "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("model.json: is not JSON: ");
  }

  /** A long value is cut in the message. */
  @Test
  void messagesStayShort() {
    String key = "k".repeat(100_000);
    String json = "{\"format\":1,\"" + key + "\":1}";
    assertThatThrownBy(() -> Models.read(signed(json, Models.file(simple(), "parameters.bin"))))
        .isInstanceOf(ModelException.class)
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(200));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void parametersThatAreNoNumbers(double wrong) {
    byte[] parameters = Models.file(simple(), "parameters.bin").clone();
    ByteBuffer.wrap(parameters).order(ByteOrder.LITTLE_ENDIAN).putDouble(8, wrong);
    String model = new String(Models.file(simple(), "model.json"), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Models.read(signed(model, parameters)))
        .isInstanceOf(ModelException.class)
        .hasMessage("parameters.bin: parameter 1 must be finite, but was " + wrong);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16, 23})
  void tooFewParameters(int bytes) {
    String model = new String(Models.file(simple(), "model.json"), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Models.read(signed(model, new byte[bytes])))
        .isInstanceOf(ModelException.class)
        .hasMessage("parameters.bin: must have 3 numbers, but has " + bytes + " bytes");
  }

  @Test
  void tooManyParameters() {
    String model = new String(Models.file(simple(), "model.json"), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Models.read(signed(model, new byte[32])))
        .isInstanceOf(ModelException.class)
        .hasMessage("parameters.bin: must have at most 24 bytes, but has 32 by manifest.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"bytes\" : 24' | '\"bytes\" : 9223372036854775807' | parameters.bin | at most 24 bytes",
        "'\"bytes\" : 24' | '\"bytes\" : -1' | parameters.bin | at most 24 bytes, but has -1",
        "'\"bytes\" : 24' | '\"bytes\" : \"24\"' | manifest.json | files.parameters.bin.bytes must",
        "'\"bytes\" : 24' | '\"bytes\" : 1e30' | manifest.json | must be a whole number",
        "'\"bytes\" : 24' | '\"size\" : 24' | manifest.json | unknown key files.parameters.bin.size",
        "'\"files\" : {' | '\"files\" : { \"x\" : 1,' | manifest.json | unknown key files.x",
        "'\"files\" : {' | '\"x\" : 1, \"files\" : {' | manifest.json | unknown key x",
        "'\"format\" : 1' | '\"format\" : 4294967297' | manifest.json | format must be 1, but was 4",
        "'\"sha256\" : \"' | '\"sha256\" : \"0' | model.json | is not the file that manifest.json"
      })
  void wrongManifest(String part, String wrong, String file, String message) {
    String manifest = new String(Models.file(simple(), "manifest.json"), StandardCharsets.UTF_8);
    assertThat(manifest).contains(part);
    Map<String, byte[]> files = new HashMap<>(simple());
    String changed = manifest.replaceFirst(Pattern.quote(part), wrong);
    files.put("manifest.json", changed.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Models.read(files))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  /** A description of 65 MB is refused by its size, before it is read as JSON. */
  @Test
  void absurdlyLargeDescription() {
    byte[] large = new byte[(64 << 20) + 1];
    Arrays.fill(large, (byte) ' ');
    assertThatThrownBy(() -> Models.read(with("manifest.json", large)))
        .isInstanceOf(ModelException.class)
        .hasMessage("manifest.json: is larger than the 67108864 bytes it may have");
  }

  private static void refused(Map<String, byte[]> files, String damaged) {
    String message = "a damaged " + damaged + " was read";
    try {
      Models.read(files);
    } catch (ModelException e) {
      message = String.valueOf(e.getMessage());
    }
    // A damaged manifest may show as a file that it does not describe.
    boolean named =
        message.startsWith(damaged + ": ")
            || (message.contains(": ")
                && FILES.contains(message.substring(0, message.indexOf(':')))
                && message.contains(damaged));
    if (!named) {
      throw new AssertionError(message);
    }
  }

  private static Map<String, byte[]> files() {
    return new LinkedHashMap<>(ModelFiles.write(Models.logistic(Classes.of(List.of("no", "yes")))));
  }

  private static Map<String, byte[]> with(String file, byte[] content) {
    Map<String, byte[]> files = files();
    files.put(file, content);
    return files;
  }

  /** A logistic model whose numbers are easy to find in its JSON. */
  private static Map<String, byte[]> simple() {
    Model m = Models.logistic(Classes.of(List.of("no", "yes")));
    Encoding encoding = new Encoding(List.of("a", "b"), 16, Standardizer.none(2));
    return ModelFiles.write(
        new Model(m.type(), m.network(), m.loss(), new double[] {1, 2, 3}, encoding, m.classes()));
  }

  /** Files with a manifest that describes them. */
  private static Map<String, byte[]> signed(String model, byte[] parameters) {
    byte[] json = model.getBytes(StandardCharsets.UTF_8);
    String manifest =
        String.format(
            "{\"format\":1,\"files\":{\"model.json\":{\"bytes\":%d,\"sha256\":\"%s\"},"
                + "\"parameters.bin\":{\"bytes\":%d,\"sha256\":\"%s\"}}}",
            json.length, Digest.sha256(json), parameters.length, Digest.sha256(parameters));
    return Map.of(
        "model.json",
        json,
        "parameters.bin",
        parameters,
        "manifest.json",
        manifest.getBytes(StandardCharsets.UTF_8));
  }

  /** Of many features, whose standardization is in a file of its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"columns\" : 12001' | '\"columns\" : 10000' | features must be there, unless there are mor",
        "'\"columns\" : 12001' | '\"columns\" : 12000' | parameters.bin: must have at most 96008 bytes",
        "'\"columns\" : 12001' | '\"columns\" : 12002' | parameters.bin: must have 12003 numbers, but",
        "'\"columns\" : 12001' | '\"columns\" : -1' | features must be there, unless there are more t",
        "'\"columns\" : 12001' | '\"columns\" : 2147483647' | features must be there, unless there are",
        "'\"form\" : \"sparse\"' | '\"form\" : \"dense\"' | form must be sparse or be left out, but was d",
        "'\"form\" : \"sparse\"' | '\"form\" : true' | form must be a text, but was true",
        "'\"form\" : \"sparse\",' | '\"form\" : \"sparse\", \"standardization\" : {},' | beside standard",
        "'\"columns\" : [ {' | '\"others\" : [ {' | unknown key encoding.others",
        "', \"x\", {' | ', {' | columns: 2 columns does not make the 12001 features of the model"
      })
  void manyFeaturesThatDoNotFit(String part, String wrong, String message) {
    Map<String, byte[]> files = ModelFiles.write(Models.wide());
    String model = content(files);
    assertThat(model).contains(part);
    String changed = model.replaceFirst(Pattern.quote(part), wrong);
    assertThatThrownBy(() -> Models.read(signed(files, "model.json", bytes(changed))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void standardizationOfManyFeaturesThatIsDamaged() {
    Map<String, byte[]> files = ModelFiles.write(Models.wide());
    String name = ModelFiles.STANDARDIZATION;
    byte[] whole = Models.file(files, name);
    refusedFile(signed(files, name, Arrays.copyOf(whole, whole.length - 8)), "24002 numbers, but");
    refusedFile(signed(files, name, Arrays.copyOf(whole, whole.length + 8)), "at most 192016 byt");
    byte[] nan = whole.clone();
    Arrays.fill(nan, 16, 24, (byte) -1);
    refusedFile(signed(files, name, nan), "number 2 must be finite, but was NaN");
    byte[] negative = whole.clone();
    negative[whole.length - 1] = (byte) 0xBF;
    refusedFile(signed(files, name, negative), "a finite scale >= 0");
    Map<String, byte[]> changed = new HashMap<>(files);
    changed.put(name, negative);
    refusedFile(changed, "standardization.bin: is not the file that manifest.json describes");
    changed.remove(name);
    refusedFile(changed, "standardization.bin: cannot be read");
  }

  private static void refusedFile(Map<String, byte[]> files, String message) {
    assertThatThrownBy(() -> Models.read(files))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  /** The files with another content of one, which the manifest describes. */
  private static Map<String, byte[]> signed(
      Map<String, byte[]> files, String name, byte[] content) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    changed.put(name, content);
    changed.remove("manifest.json");
    String entries =
        changed.entrySet().stream()
            .map(
                file ->
                    String.format(
                        "\"%s\":{\"bytes\":%d,\"sha256\":\"%s\"}",
                        file.getKey(), file.getValue().length, Digest.sha256(file.getValue())))
            .collect(Collectors.joining(","));
    changed.put("manifest.json", bytes("{\"format\":1,\"files\":{" + entries + "}}"));
    return changed;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

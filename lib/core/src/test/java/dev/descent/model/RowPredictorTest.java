package dev.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Classes;
import dev.descent.encode.Hashed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows as values by name are what they are as raw values. */
final class RowPredictorTest {

  /** Names and values by turns. */
  private static Map<String, @Nullable Object> row(@Nullable Object... words) {
    Map<String, @Nullable Object> row = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      row.put(String.valueOf(words[i]), words[i + 1]);
    }
    return row;
  }

  static Stream<Arguments> rows() {
    Model mixed = Models.mixed();
    Model rules = Models.mixedPolynomial();
    double nan = Double.NaN;
    return Stream.of(
        Arguments.of(mixed, row("a", 2, "n", 7.5, "c", "y"), new double[] {2, 7.5, 1}),
        Arguments.of(mixed, row("a", " 2 ", "n", null, "c", "x"), new double[] {2, nan, 0}),
        Arguments.of(mixed, row("a", true, "n", "", "c", null), new double[] {1, nan, -1}),
        Arguments.of(
            mixed, row("a", 0.1f, "n", 3L, "c", "z", "other", 1), new double[] {0.1f, 3, -1}),
        Arguments.of(Models.sparse(), row("a", 2, "n", null, "c", "y"), new double[] {2, nan, 1}),
        Arguments.of(
            rules, row("c", 10.0, "n", null, "b", 1, "d", null), new double[] {0, nan, 1, 0}),
        Arguments.of(
            rules, row("c", 9L, "n", 1, "b", "1e1", "d", "x"), new double[] {1, 1, 10, -1}),
        Arguments.of(
            rules, row("c", "9.0", "n", 1, "b", "1e1", "d", "x"), new double[] {3, 1, 10, -1}),
        Arguments.of(
            Models.hashed(),
            row("a", 1, "u", null, "\u00fc", 7),
            new double[] {
              1,
              new Hashed("u", 3, Hashed.Missing.VALUE).missing(),
              Hashed.of("\u00fc", 3).code("7")
            }),
        Arguments.of(
            Models.vector(), row("v", new double[] {1, -2, 0.5}), new double[] {1, -2, 0.5}));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void predictsTheRowOfRawValues(Model model, Map<String, @Nullable Object> row, double[] raw) {
    RowPredictor predictor = model.predictor();
    assertThat(predictor.predict(row)).containsExactly(model.score(raw));
    assertThat(predictor.predict(row)).containsExactly(model.score(raw));
  }

  @Test
  void predictsProbabilities() {
    Model logistic = Models.logistic(Classes.of(List.of("no", "yes")));
    List<String> columns = logistic.encoding().columns();
    double[] raw = {-5e9, 1};
    assertThat(logistic.predictor().predict(row(columns.get(0), raw[0], columns.get(1), raw[1])))
        .containsExactly(logistic.loss().prediction(logistic.score(raw)));
    Model softmax = Models.softmax(Classes.of(List.of("a", "b", "c")));
    columns = softmax.encoding().columns();
    double[] shares = softmax.predictor().predict(row(columns.get(0), 0.5, columns.get(1), 2));
    assertThat(shares).hasSize(3);
    assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-15));
  }

  static Stream<Arguments> refused() {
    Model mixed = Models.mixed();
    Model rules = Models.mixedPolynomial();
    return Stream.of(
        Arguments.of(mixed, row("a", 1, "n", 1), "the row must have column c, but has [a, n]"),
        Arguments.of(
            mixed,
            row("a", null, "n", 1, "c", "x"),
            "column a must be a finite number, but was missing"),
        Arguments.of(
            mixed,
            row("a", "1d", "n", 1, "c", "x"),
            "column a must be a finite number, but was 1d"),
        Arguments.of(
            mixed,
            row("a", 1, "n", Double.NaN, "c", "x"),
            "column n must be a finite number, but was NaN"),
        Arguments.of(
            mixed,
            row("a", "1e999", "n", 1, "c", "x"),
            "column a must be a finite number, but was 1e999"),
        Arguments.of(
            mixed,
            row("a", 1, "n", 1, "c", List.of()),
            "column c must be a text, a number or a boolean, but was []"),
        Arguments.of(
            rules,
            row("c", null, "n", 1, "b", 1, "d", null),
            "column c must be one that training rows have, but was missing"),
        Arguments.of(
            mixed,
            row("a", 1e308, "n", 1e308, "c", "x"),
            "the row must have a score that is finite, but has [Infinity]"),
        Arguments.of(
            Models.hashed(),
            row("a", 1, "u", null, "\u00fc", null),
            "column \u00fc must be there, but was missing"),
        Arguments.of(
            Models.vector(),
            row("v", new double[] {1}),
            "column v must be an array of 3 doubles, but was"),
        Arguments.of(
            Models.vector(),
            row("v", new double[] {1, 2, Double.NaN}),
            "column v must be finite, but was NaN"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeUsedIsNamed(Model model, Map<String, @Nullable Object> row, String message) {
    assertThatThrownBy(() -> model.predictor().predict(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}

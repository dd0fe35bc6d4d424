package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LaterVersionTest {
  private static final String PLACE = " (conf/churn.conf: 4)";

  static Stream<Arguments> laterValues() {
    return Stream.of(
        Arguments.of(
            "output.predictions { format = delta, path = p }",
            "output.predictions.format = delta",
            "csv, json, parquet or orc"));
  }

  @ParameterizedTest
  @MethodSource("laterValues")
  void aValueOfALaterVersionIsNamed(String line, String setting, String choices) {
    assertThat(Jobs.errors(Jobs.linear(line)))
        .containsExactly(
            setting + " is not available in this version" + PLACE + "; use " + choices);
  }
}

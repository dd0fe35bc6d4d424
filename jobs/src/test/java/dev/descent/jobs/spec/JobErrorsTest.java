package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobErrorsTest {
  private static final String PLACE = " (conf/churn.conf: 4)";

  @ParameterizedTest
  @MethodSource("unknownKeys")
  void anUnknownKeyIsNamedWithTheNearestOne(String key, String advice) {
    assertThat(Jobs.errors(Jobs.linear(key + " = 1")))
        .containsExactly("unknown key " + key + PLACE + advice);
  }

  static Stream<Arguments> unknownKeys() {
    return Stream.of(
        Arguments.of("data.lable", "; did you mean data.label?"),
        Arguments.of("training.batch_size", "; did you mean training.batch-size?"),
        Arguments.of("training.batchSize", "; did you mean training.batch-size?"),
        Arguments.of("model.standardize", "; did you mean features.standardize?"),
        Arguments.of("model.hiden", "; did you mean model.hidden?"),
        Arguments.of("featurs", "; did you mean features?"),
        Arguments.of("training.momentum", "; did you mean training.optimizer.momentum?"),
        Arguments.of("zzz", ""));
  }

  @Test
  void allErrorsOfAFileAreReportedAtOnceInItsOrder() {
    assertThat(
            Jobs.errors(
                Jobs.linear(
                    "training.epochs = 0",
                    "tune { folds = 0, over.seed = [1] }",
                    "model.penalty { type = ridge, strength = -1 }",
                    "training.epochs = 3",
                    "data.lable = y"),
                "training.depth=0"))
        .containsExactly(
            "training.epochs is set more than once (conf/churn.conf: 4 and 7); keep one",
            "tune.folds must be >= 1, but was 0 (conf/churn.conf: 5)",
            "model.penalty.strength must be >= 0, but was -1 (conf/churn.conf: 6)",
            "unknown key data.lable (conf/churn.conf: 8); did you mean data.label?",
            "training.depth must be >= 1, but was 0 (command line: training.depth=0)");
  }

  @Test
  void includesAreRefusedAndNeverRead() {
    assertThat(
            Jobs.errors(
                Jobs.linear(
                    "include \"other.conf\"",
                    "include required(file(\"/none/other.conf\"))",
                    "training { include url(\"http://localhost:1/x\") }",
                    "include classpath(\"x.conf\")")))
        .containsExactly(
            "include is not allowed in a job file (conf/churn.conf: 4); remove it",
            "include is not allowed in a job file (conf/churn.conf: 5); remove it",
            "include is not allowed in a job file (conf/churn.conf: 6); remove it",
            "include is not allowed in a job file (conf/churn.conf: 7); remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"training epochs\n", "seed = ]", "a = \"x", "output.runs = s3a://b/c", "a = {]"})
  void aSyntaxErrorIsOneLineWithItsLine(String line) {
    assertThat(Jobs.errors(Jobs.linear(line)))
        .singleElement()
        .asString()
        .startsWith("not valid HOCON: ")
        .doesNotContain(".properties")
        .matches(".* \\(conf/churn\\.conf: [45]\\)")
        .doesNotContain("\n");
  }

  @Test
  void anOpenBraceIsSaidToBeOpen() {
    assertThat(Jobs.errors(Jobs.linear("training {", "epochs = 3")))
        .containsExactly("not valid HOCON: a { is not closed by } (conf/churn.conf: 5)");
  }
}

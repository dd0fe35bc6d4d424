package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever value a key is given, the answer is a job or lines that name it. */
class EveryKeyTest {
  private static final String SCORES =
      """
      name = scores
      data { test { format = csv, path = t }, label = y, weight = w, score = [a, b], classes = [0, 1] }
      evaluation { curves = exact, slices = [c] }
      """;

  private static final List<String> FILES =
      List.of(
          JobSpecTest.FULL,
          JobSpecTest.MLP,
          SCORES,
          Jobs.logistic("evaluation.threshold.cost { false-positive = 1, false-negative = 2 }"),
          Jobs.logistic("data.score = p", "evaluation.threshold.recall-at-least = 0.5"),
          Jobs.logistic("evaluation { threshold.precision-at-least = 0.5, curves = exact }"),
          Jobs.linear(
              "training { solver = exact, stop.tolerance = 1e-12, depth = 3 }",
              "model.penalty { type = lasso, strengths { from = 1, to = 0.1, steps = 9 } }"),
          Jobs.linear(
              "data.test { format = jdbc, table = t, options { url = \"jdbc:h2:mem:a\", user.env ="
                  + " U } }"),
          Jobs.linear("data.test { table = t }", "use.data { format = delta, path = p }"),
          Jobs.linear("data.filter = [{ column = a, op = is-null }]"),
          Jobs.libsvm("data { label = label, test { format = libsvm, path = t } }"),
          Jobs.linear(
              "features { vector = v, polynomial.degree = 2, divide-by = 2, missing = fail }"),
          Jobs.linear(
              "data { bad-rows.skip-at-most = 0.01, train-share = 0.5 }",
              "output.landscape = true"),
          RetrainReaderTest.FULL,
          AlertsReaderTest.FULL,
          TuneReaderTest.FULL,
          TuneReaderTest.RANGES,
          Jobs.linear("data.split { by { time = t }, test = 0.1 }"),
          Jobs.linear("data.split { by { group = g }, test = 0.1, seed = 3 }"),
          Jobs.softmax("data.split { stratify = y, test = 0.1 }"),
          Jobs.linear("model.loss.huber.delta = 2", "training { solver = l-bfgs, epochs = 9 }"));

  static Stream<Arguments> keys() {
    return FILES.stream()
        .flatMap(
            file ->
                ConfigFactory.parseString(file).entrySet().stream()
                    .map(Map.Entry::getKey)
                    .sorted()
                    .map(key -> Arguments.of(key, file)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void aSubstitutionWithoutAValueIsTheOneErrorOfItsKey(String key, String file) {
    for (String value : List.of("${NOTHING}", "[a, ${NOTHING}]")) {
      String override = key + " = " + value;
      assertThat(Jobs.errors(file, override))
          .containsExactly(
              "${NOTHING} has no value (command line: "
                  + override
                  + "); set the environment variable, or write ${?NOTHING}");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void aValueIsTakenOrRefusedInLinesWithAPlace(String key, String file) {
    for (String value :
        List.of("null", "{}", "[]", "[[]]", "{ a = 1 }", "\"\"", "x", "-1", "1e999", "true")) {
      String override = key + " = " + value;
      List<String> errors = Jobs.errors(file, override);
      if (errors.isEmpty()) {
        JobSpec job = Jobs.parse(file, override);
        assertThat(Jobs.parse(job.render())).isEqualTo(job);
      }
      assertThat(errors)
          .allMatch(line -> line.contains("(conf/churn.conf") || line.contains("(command line"));
    }
  }
}

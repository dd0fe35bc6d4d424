package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueGuardsTest {
  private static final String BY =
      "data.split.by must be hash, { column = NAME }, { group = NAME } or { time = NAME }";

  static Stream<Arguments> values() {
    return Stream.of(
        bites("data.weight = 3", "data.weight must be a string, but was 3"),
        bites("data.weight = \" \"", "data.weight must not be blank, but was \" \""),
        bites("data.weight = y", "data.weight must differ from data.label, but was \"y\""),
        bites(
            "data.split.by.column = y",
            "data.split.by.column must differ from data.label, but was \"y\""),
        bites(
            "data.key = id",
            "data.key must be a list of strings that are not blank, but was \"id\""),
        bites(
            "data.key = [1]", "data.key must be a list of strings that are not blank, but was [1]"),
        bites("data.key = [a, a]", "data.key must name each column once, but was [\"a\",\"a\"]"),
        bites(
            "data.bad-rows = skip",
            "data.bad-rows must be fail or { skip-at-most = 0.01 }, but was \"skip\""),
        bites("output.landscape = 2", "output.landscape must be true or false, but was 2"),
        bites(
            "model.intercept = false, output.landscape = true",
            "output.landscape goes with model.intercept = true, but model.intercept is false",
            "; remove it"),
        bites(
            "data.bad-rows = {}",
            "data.bad-rows must be fail or { skip-at-most = 0.01 }, but was {}"),
        bites(
            "data.split { by.group = y, test = 0.1 }",
            "data.split.by.group must differ from data.label, but was \"y\""),
        bites(
            "data.split { by.time = y, test = 0.1 }",
            "data.split.by.time must differ from data.label, but was \"y\""),
        bites("data.split.by = {}", BY + ", but was {}"),
        bites("data.split.by = hsh", BY + ", but was \"hsh\"", "; did you mean hash?"),
        bites(
            "data.split.by { time = a, group = b }",
            BY + ", but was {\"group\":\"b\",\"time\":\"a\"}"),
        bites(
            "data.split { by.time = 3, test = 0.1 }",
            "data.split.by.time must be a string, but was 3"),
        bites(
            "data.split.by.group = \" \", data.split.test = 0.1",
            "data.split.by.group must not be blank, but was \" \""),
        bites(
            "data.test { format = 3, path = t }",
            "data.test.format must be csv, json, parquet, orc, libsvm or jdbc, or the name of a data source on the class path, but was 3"),
        bites(
            "data.test { format = csv, path = 3 }",
            "data.test.path must be a string or a list of strings, but was 3"),
        bites(
            "data.test { format = csv, path = [] }",
            "data.test.path must name at least one path, but was []"),
        bites(
            "data.train.options = 3",
            "data.train.options must be a section { name = value }, but was 3"),
        bites(
            "data.train.options.a.b = 3",
            "data.train.options.a must be a string, number or boolean, but was {\"b\":3}",
            "; put a name with dots in double quotes"),
        bites(
            "features.columns = []", "features.columns must name at least one column, but was []"),
        bites(
            "features.exclude = \"a\"",
            "features.exclude must be a list of strings that are not blank, but was \"a\""),
        bites(
            "features.standardize = \"true\"",
            "features.standardize must be true or false, but was \"true\""),
        bites(
            "features.polynomial = 2", "features.polynomial must be a section { ... }, but was 2"),
        bites(
            "features.polynomial.bias = 1",
            "features.polynomial.bias must be true or false, but was 1"),
        bites(
            "model.loss = squard",
            "model.loss must be squared, huber, poisson or { huber { delta = 1.35 } },"
                + " but was \"squard\"",
            "; did you mean squared?"),
        bites(
            "model.loss {}",
            "model.loss must be squared, huber, poisson or { huber { delta = 1.35 } },"
                + " but was {}"),
        bites("model.loss.huber = 2", "model.loss.huber must be a section { ... }, but was 2"),
        bites(
            "model.penalty.type = laso",
            "model.penalty.type must be none, ridge, lasso or elastic-net, but was \"laso\"",
            "; did you mean lasso?"),
        bites(
            "training.optimizer.type = adagrd",
            "training.optimizer.type must be sgd, momentum, nesterov, adagrad, rmsprop or adam,"
                + " but was \"adagrd\"",
            "; did you mean adagrad?"),
        bites(
            "training.rate.type = cosin",
            "training.rate.type must be constant, inverse-scaling, exponential, step or cosine,"
                + " but was \"cosin\"",
            "; did you mean cosine?"),
        bites(
            "training.average-every = epochs",
            "training.average-every must be epoch or an integer from 1 to 2147483647,"
                + " but was \"epochs\"",
            "; did you mean epoch?"),
        bites(
            "training.then = lbfgs",
            "training.then must be l-bfgs, but was \"lbfgs\"",
            "; did you mean l-bfgs?"),
        bites(
            "training.start = frsh",
            "training.start must be fresh, champion or { model = path }, but was \"frsh\"",
            "; did you mean fresh?"),
        bites(
            "training.start {}",
            "training.start must be fresh, champion or { model = path }, but was {}"),
        bites(
            "training.start.model = \" \"",
            "training.start.model must not be blank, but was \" \""),
        bites(
            "features.missing = drop",
            "features.missing must be fail, mean, median, zero or { indicator = true, fill = mean }, but was \"drop\""),
        bites(
            "features.missing {}",
            "features.missing must be fail, mean, median, zero or { indicator = true, fill = mean }, but was {}"),
        bites(
            "features.missing { fill = fail }",
            "features.missing.fill must be mean, median or zero, but was \"fail\""),
        bites(
            "features.missing { indicator = 1 }",
            "features.missing.indicator must be true or false, but was 1"),
        bites(
            "features.categorical = cut",
            "features.categorical must be a list of strings that are not blank, but was \"cut\""),
        bites(
            "features.hashed = [cut]",
            "features.hashed must be a section { ... }, but was [\"cut\"]"),
        bites(
            "features.hashed { columns = [], size = 8 }",
            "features.hashed.columns must name at least one column, but was []"),
        bites(
            "features.hashed { columns = cut }",
            "features.hashed.columns must be a list of strings that are not blank, but was \"cut\""),
        bites(
            "features.hashed { columns = [cut], size = 1 }",
            "features.hashed.size must be >= 2, but was 1"),
        bites(
            "features.hashed { columns = [cut], size = 16777217 }",
            "features.hashed.size must be <= 16777216, but was 16777217"),
        bites("features.unseen = drop", "features.unseen must be ignore or fail, but was \"drop\""),
        bites("features.rare = 10", "features.rare must be a section { ... }, but was 10"),
        bites("model.intercept = 1", "model.intercept must be true or false, but was 1"),
        bites(
            "training.precision = doubel",
            "training.precision must be auto, single or double, but was \"doubel\"",
            "; did you mean double?"),
        bites(
            "training.solver = newton",
            "training.solver must be mini-batch, l-bfgs or exact, but was \"newton\""),
        bites(
            "training.stop.metric = accuracy",
            "training.stop.metric must be validation-loss or train-loss, but was \"accuracy\""),
        bites(
            "use.model = {}",
            "use.model must be latest, champion, { version = NUMBER } or { path = FOLDER }, but was {}"),
        bites(
            "use.model { version = 1, path = p }",
            "use.model must be latest, champion, { version = NUMBER } or { path = FOLDER }, but was {\"path\":\"p\",\"version\":1}"),
        bites("use.model.version = 0", "use.model.version must be >= 1, but was 0"),
        bites("output.store.path = 1", "output.store.path must be a string, but was 1"),
        bites(
            "output.store.single-writer = yess",
            "output.store.single-writer must be true or false, but was \"yess\""),
        bites("use.data = all", "use.data must be train, validation or test, but was \"all\""),
        bites("output.runs = \"\"", "output.runs must not be blank, but was \"\""),
        bites(
            "output.predictions { format = csv, path = p, mode = append }",
            "output.predictions.mode must be error or overwrite, but was \"append\""),
        bites("training = 3", "training must be a section { ... }, but was 3"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"My Job", "-a", "a..b", "é", "a/b"})
  void aNameIsAPlainFileName(String name) {
    String text = Jobs.linear().replace("churn", "\"" + name + "\"");
    assertThat(Jobs.errors(text))
        .containsExactly(
            "name must match [a-z0-9][a-z0-9._-]{0,62} and must not contain \"..\", but was \""
                + name
                + "\" (conf/churn.conf: 1)");
  }

  @Test
  void aNameHasAtMost63Characters() {
    assertThat(Jobs.parse(Jobs.linear().replace("churn", "a".repeat(63))).name()).hasSize(63);
    assertThat(Jobs.errors(Jobs.linear().replace("churn", "a".repeat(64)))).hasSize(1);
  }
}

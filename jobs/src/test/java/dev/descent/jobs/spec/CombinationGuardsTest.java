package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CombinationGuardsTest {
  static Stream<Arguments> combinations() {
    return Stream.of(
        bites(
            "data.positive = 1",
            "data.positive goes with model.type = logistic, but model.type is linear",
            "; remove it"),
        bites(
            "evaluation.threshold = 0.5",
            "evaluation.threshold goes with model.type = logistic, but model.type is linear",
            "; remove it"),
        bites(
            "features { vector = v, columns = [a] }",
            "features.columns goes with columns, but features.vector is set",
            "; remove it"),
        bites(
            "features { vector = v, exclude = [a] }",
            "features.exclude goes with columns, but features.vector is set",
            "; remove it"),
        bites(
            "features { vector = v, categorical = [a] }",
            "features.categorical goes with columns, but features.vector is set",
            "; remove it"),
        bites(
            "features { vector = v, unseen = fail }",
            "features.unseen goes with columns, but features.vector is set",
            "; remove it"),
        bites(
            "features { vector = v, rare.below = 5 }",
            "features.rare goes with columns, but features.vector is set",
            "; remove it"),
        bites(
            "features { vector = v, missing = mean }",
            "features.missing goes with columns, but features.vector is set",
            "; remove it"),
        bites(
            "features { vector = v, missing { indicator = true } }",
            "features.missing goes with columns, but features.vector is set",
            "; remove it"),
        bites("features.vector = y", "features.vector must differ from data.label, but was \"y\""),
        bites("features.vector = [v]", "features.vector must be a string, but was [\"v\"]"),
        bites("features.vector = \"\"", "features.vector must not be blank, but was \"\""),
        bites(
            "data.split { by { column = s }, test = 0.1 }",
            "data.split.test goes with data.split.by = hash, but data.split.by is a column",
            "; remove it"),
        bites(
            "data.split { by { column = s }, validation = 0.1 }",
            "data.split.validation goes with data.split.by = hash, but data.split.by is a column",
            "; remove it"),
        bites(
            "data.split { by { column = s }, seed = 1 }",
            "data.split.seed goes with data.split.by = hash, but data.split.by is a column",
            "; remove it"),
        bites(
            "data.split { by { time = s }, test = 0.1, seed = 1 }",
            "data.split.seed goes with data.split.by = hash or { group = NAME },"
                + " but data.split.by is a time",
            "; remove it"),
        bites(
            "data.split { by { time = s }, test = 0.1, stratify = y }",
            "data.split.stratify goes with data.split.by = hash, but data.split.by is a time",
            "; remove it"),
        bites(
            "data.split { by { group = s }, test = 0.1, stratify = y }",
            "data.split.stratify goes with data.split.by = hash, but data.split.by is a group",
            "; remove it"),
        bites(
            "data.split { by { group = s } }",
            "data.split.by.group needs data.split.test or data.split.validation > 0",
            "; add one"),
        bites(
            "data.split { by { time = s }, test = 0 }",
            "data.split.by.time needs data.split.test or data.split.validation > 0",
            "; add one"),
        bites(
            "data.split { test = 0.1, stratify = y }",
            "data.split.stratify goes with model.type = logistic, softmax or mlp, but model.type is linear",
            "; remove it"),
        bites(
            "data { test { format = csv, path = t }, split.test = 0.1 }",
            "data.test and data.split.test = 0.1 exclude each other",
            "; keep the test table or the share"),
        bites(
            "features { columns = [a, b], hashed { columns = [b, c], size = 8 } }",
            "features.hashed.columns and features.columns must not both name b",
            "; list a column in one of them"),
        bites(
            "features { categorical = [a, b], hashed { columns = [a, b, \"*\"], size = 8 } }",
            "features.hashed.columns and features.categorical must not both name a, b",
            "; list a column in one of them"),
        bites(
            "training.optimizer { type = sgd, beta1 = 0.9 }",
            "training.optimizer.beta1 goes with training.optimizer.type = adam,"
                + " but training.optimizer.type is sgd",
            "; remove it"),
        bites(
            "training.rate { type = constant, power = 0.5 }",
            "training.rate.power goes with training.rate.type = inverse-scaling,"
                + " but training.rate.type is constant",
            "; remove it"),
        bites(
            "model.penalty { type = none, strength = 1 }",
            "model.penalty.strength goes with model.penalty.type = ridge, lasso or elastic-net,"
                + " but model.penalty.type is none",
            "; remove it"),
        bites(
            "model.penalty.on = original",
            "model.penalty.on goes with model.penalty.type = ridge, lasso or elastic-net,"
                + " but model.penalty.type is none",
            "; remove it"),
        bites(
            "training.stop { patience = 3, metric = validation-loss }",
            "training.stop.metric = validation-loss needs data.split.validation > 0"
                + " or data.split.by { column }",
            "; add one, or use train-loss"),
        bites(
            "use.data = validation",
            "use.data = validation needs data.split.validation > 0 or data.split.by { column }",
            "; add one, or use train or test"));
  }

  static Stream<Arguments> strata() {
    return Stream.of(
        bites(
            "data.split { test = 0.1, stratify = z }",
            "data.split.stratify must be the label column y, but was \"z\""),
        bites(
            "data.split { test = 0.1, stratify = true }",
            "data.split.stratify must be a string, but was true"),
        bites(
            "data.split.stratify = label",
            "data.split.stratify needs data.split.test or data.split.validation > 0",
            "; add one"));
  }

  @ParameterizedTest
  @MethodSource("strata")
  void everyGuardOfStrataBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.logistic(line))).containsExactly(message);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }

  @Test
  void logisticHasItsOwnGuards() {
    assertThat(
            Jobs.errors(
                Jobs.logistic(
                    "data.positive = [1]", "evaluation.threshold = 1.5", "model.loss = squared")))
        .containsExactly(
            "data.positive must be a string, a finite number or a boolean, but was [1]"
                + " (conf/churn.conf: 4)",
            "evaluation.threshold must be in [0, 1], but was 1.5 (conf/churn.conf: 5)",
            "model.loss goes with model.type = linear or mlp, but model.type is logistic"
                + " (conf/churn.conf: 6); remove it");
  }

  @Test
  void requiredKeysAreNamedWithAdvice() {
    assertThat(
            Jobs.errors(
                "model.penalty.type = ridge\noutput.predictions {}\ndata.test {}\nfeatures.hashed {}"))
        .containsExactlyInAnyOrder(
            "name is required (conf/churn.conf); name the job",
            "data.train.format is required (conf/churn.conf); give csv, json, parquet, orc, libsvm or jdbc, or the name of a data source on the class path",
            "data.train.path is required (conf/churn.conf);"
                + " give the path of the table, or a list of paths",
            "data.test.format is required (conf/churn.conf); give csv, json, parquet, orc, libsvm or jdbc, or the name of a data source on the class path",
            "data.test.path is required (conf/churn.conf);"
                + " give the path of the table, or a list of paths",
            "data.label is required (conf/churn.conf); name the column to predict",
            "features.hashed.columns is required (conf/churn.conf);"
                + " name the columns whose values are hashed",
            "model.type is required (conf/churn.conf); give linear, logistic, softmax or mlp",
            "model.penalty.strength is required (conf/churn.conf);"
                + " model.penalty.type = ridge needs a number >= 0",
            "output.predictions.format is required (conf/churn.conf);"
                + " give csv, json, parquet or orc",
            "output.predictions.path is required (conf/churn.conf); give the path to write to");
  }

  @Test
  void aCheckpointNeedsAPlace() {
    assertThat(Jobs.errors(Jobs.linear("training.checkpoint.every = 5m")))
        .containsExactly(
            "training.checkpoint.directory is required (conf/churn.conf);"
                + " give the folder to write to");
    assertThat(Jobs.errors(Jobs.linear("training.checkpoint = yes"))).hasSize(1);
  }

  @Test
  void aBrokenSectionIsNotAlsoMissingItsKeys() {
    assertThat(Jobs.errors("name = a\nmodel.type = linear\ndata = 3"))
        .containsExactly("data must be a section { ... }, but was 3 (conf/churn.conf: 3)");
  }

  @Test
  void linesOfLibsvmHaveNoColumns() {
    assertThat(Jobs.errors(Jobs.libsvm("features.missing = zero")))
        .containsExactly(
            "features.missing goes with columns, but lines of libsvm have features.vector ="
                + " features"
                + Jobs.PLACE
                + "; remove it");
  }
}

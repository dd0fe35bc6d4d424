package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreGuardsTest {
  private static final String NO_MODEL =
      " goes with model.type, but there is data.score and no model.type";

  static Stream<Arguments> columns() {
    String must = "data.score must ";
    return Stream.of(
        bites("data.score = 3", must + "be a column or a list of columns, but was 3"),
        bites("data.score {}", must + "be a column or a list of columns, but was {}"),
        bites("data.score = \" \"", must + "not be blank, but was \" \""),
        bites("data.score = []", must + "name at least one column, but was []"),
        bites(
            "data.score = [a, 1]",
            must + "be a list of strings that are not blank, but was [\"a\",1]"),
        bites("data.score = [a, a]", must + "name each column once, but was [\"a\",\"a\"]"),
        bites("data.score = y", must + "not name data.label, but was \"y\""),
        bites("data { score = w, weight = w }", must + "not name data.weight, but was \"w\""),
        bites(
            "data { score = [a, b], weight = b }",
            must + "not name data.weight, but was [\"a\",\"b\"]"),
        bites(
            "data { score = s, split.by.column = s }",
            must + "not name data.split.by.column, but was \"s\""));
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        bites(
            "data { score = [a, b, c], positive = 1 }",
            "data.positive goes with one column of data.score, but there are 3",
            "; remove it"),
        bites(
            "data { score = [a, b, c], classes = [1, 2] }",
            "data.classes must be as many as the columns of data.score, which are 3,"
                + " but was [1,2]"),
        bites(
            "data { score = p, classes = [1, 2], positive = 1 }",
            "data.positive and data.classes exclude each other",
            "; keep data.positive for two classes, or data.classes for several"),
        bites(
            "data.score = [a, b], evaluation.threshold = 0.5",
            "evaluation.threshold goes with two classes, but data.score is of several",
            "; remove it"),
        bites(
            "data { score = a, classes = [x, z] }, evaluation.threshold { maximize = f1 }",
            "evaluation.threshold goes with two classes, but data.score is of several",
            "; remove it"),
        bites(
            "data.score = [a, b], evaluation.slices = [c, b]",
            "evaluation.slices must not name data.score, but was [\"c\",\"b\"]"),
        bites(
            "data.score = p, evaluation.slices = [p]",
            "evaluation.slices must not name data.score, but was [\"p\"]"),
        bites(
            "data.score = p, features.standardize = false",
            "features" + NO_MODEL,
            "; remove it, or give model.type"),
        bites(
            "data.score = p, model.hidden = [3]",
            "model" + NO_MODEL,
            "; remove it, or give model.type"),
        bites(
            "data.score = p, training.epochs = 3",
            "training" + NO_MODEL,
            "; remove it, or give model.type"),
        bites(
            "data.score = p, use.data = validation",
            "use.data = validation needs data.split.validation > 0 or data.split.by { column }",
            "; add one, or use train or test"));
  }

  @ParameterizedTest
  @MethodSource({"columns", "contradictions"})
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.untyped(line))).containsExactly(message);
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(Jobs.linear(), "model.type = softmax or mlp, but model.type is linear"),
        Arguments.of(Jobs.logistic(), "model.type = softmax or mlp, but model.type is logistic"),
        Arguments.of(Jobs.mlp("squared"), "model.loss = softmax, but model.loss is squared"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void severalColumnsAreOfClasses(String file, String reason) {
    assertThat(Jobs.errors(file + "\ndata.score = [a, b]"))
        .singleElement()
        .asString()
        .startsWith("data.score of 2 columns goes with " + reason + " (conf/churn.conf: ")
        .endsWith("); name one column");
  }

  @Test
  void aModelStillJudgesTheThreshold() {
    assertThat(Jobs.errors(Jobs.linear("data.score = p, evaluation.threshold = 0.5")))
        .containsExactly(
            "evaluation.threshold goes with model.type = logistic, but model.type is linear"
                + " (conf/churn.conf: 4); remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "use.data = test",
        "data.test { format = csv, path = t }, use.data = train",
        "data.test { format = csv, path = t }, data.split.validation = 0.1",
        "data.split.by.column = s, use.data { format = csv, path = t }"
      })
  void trainRowsAreThereWhereTheyAreUsed(String line) {
    assertThat(Jobs.errors("name = a\ndata { label = y, score = p }\n" + line))
        .containsExactly(
            "data.train.format is required (conf/churn.conf); give csv, json, parquet, orc, libsvm or jdbc, or the name of a data source on the class path",
            "data.train.path is required (conf/churn.conf);"
                + " give the path of the table, or a list of paths");
  }

  @Test
  void aJobWithoutScoresNeedsItsSections() {
    String text = "name = a\ndata { label = y }\nuse.data { format = csv, path = t }";
    assertThat(Jobs.errors(text)).hasSize(3);
    assertThat(Jobs.errors(text, "data.score=p")).isEmpty();
    assertThat(Jobs.errors(text, "data.score=p", "training.epochs=3"))
        .containsExactly(
            "training"
                + NO_MODEL
                + " (command line: training.epochs=3); remove it, or give model.type");
  }

  @Test
  void commandsThatFitRefuseScores() {
    Jobs.parse(Jobs.linear()).requireNoScore("train");
    assertThatThrownBy(() -> Jobs.parse(Jobs.untyped("data.score = p")).requireNoScore("train"))
        .isInstanceOf(JobFileException.class)
        .hasMessage("data.score goes with evaluate, but the command is train; remove it");
  }
}

package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Metrics of several classes; expected numbers are scikit-learn's, see classes/golden.py. */
class MultiClassMetricsTest {
  private static final List<Object> FOUR = List.of(0.0, 1.0, 2.0, 3.0);

  @Test
  void scikitLearnFindsTheSame() {
    Map<String, Object> metrics = of(lines("rows.csv"), FOUR).toMap();
    for (String line : lines("metrics.csv")) {
      String[] parts = line.split(",", -1);
      assertThat(value(metrics, parts[0]))
          .describedAs(parts[0])
          .isCloseTo(Double.parseDouble(parts[1]), within(1e-12));
    }
    assertThat(metrics.get("undefined")).isEqualTo(List.of("precision[3]"));
    assertThat(metrics.keySet())
        .containsExactly(
            "accuracy",
            "logLoss",
            "top2",
            "top3",
            "kappa",
            "mcc",
            "balancedAccuracy",
            "confusion",
            "macro",
            "micro",
            "weighted",
            "macroRocAuc",
            "perClass",
            "rows",
            "undefined");
  }

  /** The number that metrics.csv calls {@code name}. */
  private static double value(Map<String, Object> metrics, String name) {
    String[] parts = name.split(" ", -1);
    Object found = metrics.get(parts[0]);
    if (parts[0].matches("[0-9]")) {
      found =
          ((List<?>) Objects.requireNonNull(metrics.get("perClass")))
              .get(Integer.parseInt(parts[0]));
      assertThat(((Map<?, ?>) found).get("label")).isEqualTo(Long.valueOf(parts[0]));
    }
    Object number = found instanceof Map<?, ?> of ? of.get(parts[1]) : found;
    return ((Number) Objects.requireNonNull(number)).doubleValue();
  }

  @Test
  void mergedInAnyOrderTheBitsAreTheSame() {
    List<String> rows = new ArrayList<>(lines("rows.csv"));
    Map<String, Object> whole = of(rows, FOUR).toMap();
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(rows, new Random(seed));
      ConfusionMatrix confusion = new ConfusionMatrix(4);
      CrossEntropy loss = new CrossEntropy();
      for (int from = 0; from < rows.size(); from += 17) {
        MultiClassMetrics part = of(rows.subList(from, Math.min(rows.size(), from + 17)), FOUR);
        confusion.merge(part.confusion());
        loss.merge(part.loss());
      }
      MultiClassMetrics merged =
          new MultiClassMetrics(FOUR, confusion, loss, of(rows, FOUR).areas());
      assertThat(merged.toMap()).isEqualTo(whole);
    }
  }

  @Test
  void twoClassesAreTheBinaryMetrics() {
    ConfusionMatrix confusion = new ConfusionMatrix(2);
    confusion.add(1, 1, 31).add(0, 1, 6).add(0, 0, 94).add(1, 0, 19);
    BinaryConfusion binary = confusion.binary();
    assertThat(confusion.againstRest().get(1)).isEqualTo(binary);
    Agreement agreement = Agreement.of(confusion.againstRest());
    assertThat(agreement.accuracy()).isEqualTo(binary.accuracy());
    assertThat(agreement.kappa()).isCloseTo(binary.kappa(), within(1e-15));
    assertThat(agreement.mcc()).isCloseTo(binary.mcc(), within(1e-15));
  }

  @Test
  void perfectAgreementIsOne() {
    ConfusionMatrix confusion = new ConfusionMatrix(3).add(0, 0, 9).add(1, 1, 8).add(2, 2, 5);
    Agreement agreement = Agreement.of(confusion.againstRest());
    assertThat(agreement.mcc()).isEqualTo(1);
    assertThat(agreement.kappa()).isEqualTo(1);
  }

  @Test
  void iris() {
    ConfusionMatrix confusion = new ConfusionMatrix(3);
    confusion.add(0, 0, 50).add(1, 1, 47).add(1, 2, 3).add(2, 1, 2).add(2, 2, 48);
    List<Object> species = List.of("setosa", "versicolor", "virginica");
    Areas none = new Areas(0, 0, 0);
    Map<String, Object> metrics =
        new MultiClassMetrics(species, confusion, new CrossEntropy(), List.of(none, none, none))
            .toMap();
    assertThat(metrics.get("accuracy")).isEqualTo(145 / 150.0);
    assertThat(metrics.get("confusion"))
        .isEqualTo(List.of(List.of(50L, 0L, 0L), List.of(0L, 47L, 3L), List.of(0L, 2L, 48L)));
  }

  @Test
  void whatIsUndefinedIsZeroAndNamed() {
    MultiClassMetrics none = of(List.of(), List.of("a", "b"));
    assertThat(none.toMap().get("undefined"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .startsWith(
            "accuracy",
            "logLoss",
            "top2",
            "kappa",
            "mcc",
            "balancedAccuracy",
            "macroRocAuc",
            "precision[a]");
    MultiClassMetrics one = of(List.of("0,1,2.0,1.0", "0,1,3.0,-1.0"), List.of("a", "b"));
    assertThat(one.toMap().get("undefined"))
        .isEqualTo(
            List.of(
                "kappa",
                "mcc",
                "macroRocAuc",
                "rocAuc[a]",
                "precision[b]",
                "recall[b]",
                "f1[b]",
                "rocAuc[b]",
                "averagePrecision[b]"));
    assertThat(one.toMap()).containsEntry("accuracy", 1.0).containsEntry("mcc", 0.0);
  }

  /** log(1 + e^-x) for a difference x of two scores, however large. */
  @Test
  void lossIsFiniteForEveryScore() {
    CrossEntropy loss = new CrossEntropy();
    loss.add(new double[] {1e3, -1e3}, 1, 1);
    assertThat(loss.logLoss()).isEqualTo(2e3);
    assertThat(loss.top(2)).isEqualTo(1);
    CrossEntropy right = new CrossEntropy().add(new double[] {1e300, 0}, 0, 1);
    assertThat(right.logLoss()).isZero();
  }

  @Test
  void ofEqualScoresTheFirstComeFirst() {
    double[] even = {1, 1, 1};
    for (int actual = 0; actual < 3; actual++) {
      CrossEntropy loss = new CrossEntropy().add(even, actual, 1);
      for (int k = 1; k <= 4; k++) {
        assertThat(loss.top(k)).isEqualTo(actual < k ? 1 : 0);
      }
    }
  }

  @Test
  void topKCountsTheRanksOfTheClasses() {
    double[] scores = {0.1, 4, 0.3, 2, -1, 0};
    CrossEntropy loss = new CrossEntropy();
    for (int actual = 0; actual < scores.length; actual++) {
      loss.add(scores, actual, actual + 1);
    }
    // Ranks: class 1, 3, 2, 0, 5, 4.
    double[] among = {2, 6, 9, 10, 16, 21};
    for (int k = 1; k <= 6; k++) {
      assertThat(loss.top(k)).isEqualTo(among[k - 1] / 21);
    }
    assertThat(loss.top(7)).isEqualTo(1);
    assertThat(loss.rows()).isEqualTo(21);
    assertThatThrownBy(() -> loss.top(0)).hasMessage("k of top-k must be >= 1, but was 0");
  }

  @Test
  void topKIsListedWhereNotEveryRowReachesIt() {
    for (int classes = 2; classes <= 7; classes++) {
      List<Object> labels = new ArrayList<>(Collections.nCopies(classes, "a"));
      String zeros = ",0".repeat(classes);
      List<String> found =
          of(List.of("1,1" + zeros), labels).toMap().keySet().stream()
              .filter(name -> name.startsWith("top"))
              .toList();
      assertThat(found)
          .isEqualTo(
              List.of("top2", "top3", "top5").subList(0, classes > 5 ? 3 : classes > 3 ? 2 : 1));
    }
  }

  @Test
  void lossOfProbabilitiesIsThatOfTheirLogarithms() {
    Random random = new Random(3);
    CrossEntropy ofScores = new CrossEntropy();
    CrossEntropy ofProbabilities = new CrossEntropy();
    for (int i = 0; i < 50; i++) {
      double[] probabilities = random.doubles(4, 0.01, 1).toArray();
      double sum = Arrays.stream(probabilities).sum();
      double[] scores = new double[4];
      for (int k = 0; k < 4; k++) {
        probabilities[k] /= sum;
        scores[k] = Math.log(probabilities[k]);
      }
      ofScores.add(scores, i % 4, 0.5 + i);
      ofProbabilities.addProbabilities(probabilities, i % 4, 0.5 + i);
    }
    assertThat(ofProbabilities.logLoss()).isCloseTo(ofScores.logLoss(), within(1e-14));
    for (int k = 1; k < 4; k++) {
      assertThat(ofProbabilities.top(k)).isEqualTo(ofScores.top(k));
    }
    double[] sure = {0, 1, 0};
    assertThat(new CrossEntropy().addProbabilities(sure, 0, 1).logLoss())
        .isCloseTo(52 * Math.log(2), within(1e-14));
  }

  /** The last class is never seen, the first one never predicted. */
  @Test
  void classesWithoutRowsKeepTheirRowAndColumn() {
    Map<String, Object> metrics =
        of(List.of("0,1,0,1,0,0", "1,1,0,1,0,0", "2,1,0,0,0,1"), FOUR).toMap();
    assertThat(metrics.get("confusion"))
        .isEqualTo(
            List.of(
                List.of(0L, 1L, 0L, 0L),
                List.of(0L, 1L, 0L, 0L),
                List.of(0L, 0L, 0L, 1L),
                List.of(0L, 0L, 0L, 0L)));
    assertThat(metrics).containsEntry("balancedAccuracy", 1 / 3.0);
    assertThat((List<?>) metrics.get("perClass")).hasSize(4);
  }

  @Test
  void refusesClassesThatDoNotFit() {
    CrossEntropy three = new CrossEntropy().add(new double[3], 2, 1);
    double[] four = {0.25, 0.25, 0.25, 0.25};
    assertThatThrownBy(() -> three.add(new double[3], 3, 1))
        .hasMessage("class must be in [0, 3), but was 3");
    assertThatThrownBy(() -> three.addProbabilities(four, 0, 1))
        .hasMessage("expected 3 classes, but were 4");
    assertThatThrownBy(() -> three.merge(new CrossEntropy().add(four, 0, 1)))
        .hasMessage("expected 3 classes, but were 4");
    assertThatThrownBy(() -> three.addProbabilities(new double[] {0, 1.5, 0}, 1, 1))
        .hasMessage("probability must be in [0, 1], but was 1.5");
    assertThatThrownBy(() -> three.add(new double[3], 0, -1)).hasMessageContaining("weight");
    assertThat(three.merge(new CrossEntropy()).rows()).isEqualTo(1);
  }

  @Test
  void refusesOtherNumbersOfLabels() {
    assertThatThrownBy(
            () ->
                new MultiClassMetrics(FOUR, new ConfusionMatrix(3), new CrossEntropy(), List.of()))
        .hasMessage("4 labels and 0 areas for 3 classes");
  }

  /** Of lines "actual, weight, scores". */
  private static MultiClassMetrics of(List<String> lines, List<Object> labels) {
    int classes = labels.size();
    ConfusionMatrix confusion = new ConfusionMatrix(classes);
    CrossEntropy loss = new CrossEntropy();
    double[][] probabilities = new double[classes][lines.size()];
    boolean[][] positive = new boolean[classes][lines.size()];
    double[] weights = new double[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      double[] row =
          Arrays.stream(lines.get(i).split(",", -1)).mapToDouble(Double::valueOf).toArray();
      double[] scores = Arrays.copyOfRange(row, 2, row.length);
      int actual = (int) row[0];
      weights[i] = row[1];
      int largest = 0;
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        largest = scores[k] > scores[largest] ? k : largest;
        sum += Math.exp(scores[k]);
      }
      for (int k = 0; k < classes; k++) {
        probabilities[k][i] = Math.exp(scores[k]) / sum;
      }
      positive[actual][i] = true;
      confusion.add(actual, largest, weights[i]);
      loss.add(scores, actual, weights[i]);
    }
    List<Areas> areas = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      areas.add(Curve.of(ScoreBlock.of(probabilities[k], positive[k], weights)).areas());
    }
    return new MultiClassMetrics(labels, confusion, loss, areas);
  }

  private static List<String> lines(String file) {
    try (InputStream in = MultiClassMetricsTest.class.getResourceAsStream("/classes/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

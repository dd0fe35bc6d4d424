package dev.descent.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tables have the metrics that scikit-learn and numpy find, see metrics/golden.py. */
class ScikitLearnTest {

  @ParameterizedTest
  @ValueSource(strings = {"ties", "distinct", "weighted", "sure", "rare"})
  void binary(String table) {
    List<Row> rows = rows(table);
    BinaryMetrics metrics = Row.metrics(rows, 0.5);
    Calibration calibration = new Calibration(Calibration.DEFAULT_BINS);
    rows.forEach(r -> calibration.add(r.score(), r.actual(), r.weight()));
    Map<String, Object> found = new LinkedHashMap<>(metrics.toMap());
    found.put(
        "fBeta",
        Map.of("0.5", metrics.confusion().fBeta(0.5), "2.0", metrics.confusion().fBeta(2)));
    found.put("calibration", calibration.error().toMap());
    assertFound(found, "binary.csv", table);
    assertThat(metrics.undefined())
        .isEqualTo(table.equals("rare") ? List.of("precision", "mcc") : List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ties", "distinct", "weighted", "sure", "rare"})
  void curves(String table) {
    Curve curve = Curve.of(Row.block(rows(table)));
    List<double[]> points = numbers("curves.csv", table);
    assertThat(points).hasSizeGreaterThan(3);
    for (double[] point : points) {
      BinaryConfusion at = curve.at(point[0]);
      assertThat(at.precision()).isCloseTo(point[1], within(1e-12));
      assertThat(at.recall()).isCloseTo(point[2], within(1e-12));
      assertThat(at.fallOut()).isCloseTo(point[3], within(1e-12));
    }
    // Its curve ends where every positive row is found, ours at the lowest score.
    long all = IntStream.range(1, curve.points()).filter(k -> curve.recall(k) < 1).count() + 1;
    assertThat(points.stream().filter(point -> point[2] < 1).count() + 1).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two", "four", "fourWeighted"})
  void severalClasses(String table) {
    List<double[]> rows = numbers("classes-rows.csv", table);
    int classes = table.equals("two") ? 2 : 4;
    ConfusionMatrix confusion = new ConfusionMatrix(classes);
    CrossEntropy loss = new CrossEntropy();
    for (double[] row : rows) {
      double[] probabilities = Arrays.copyOfRange(row, 2, row.length);
      confusion.add((int) row[0], largest(probabilities), row[1]);
      loss.addProbabilities(probabilities, (int) row[0], row[1]);
    }
    List<CurveSummary> curves =
        IntStream.range(0, classes).mapToObj(k -> againstRest(rows, classes, k)).toList();
    Optional<HandTill> handTill =
        classes == 2 ? Optional.empty() : Optional.of(HandTill.of(curves));
    Map<String, Object> found =
        new MultiClassMetrics(
                IntStream.range(0, classes).mapToObj(k -> (Object) (double) k).toList(),
                confusion,
                loss,
                curves.stream().map(CurveSummary::areas).toList(),
                handTill)
            .toMap();
    assertFound(found, "classes.csv", table);
    assertThat(found.get("undefined"))
        .isEqualTo(
            classes == 2
                ? List.of()
                : List.of("recall[2]", "rocAuc[2]", "averagePrecision[2]", "precision[3]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "weighted", "counts", "large"})
  void regressions(String table) {
    List<double[]> rows = numbers("regression-rows.csv", table);
    RegressionMoments moments = new RegressionMoments();
    ResidualSelect select = ResidualSelect.start();
    rows.forEach(row -> moments.add(row[0], row[1], row[2]));
    while (!select.isDone()) {
      ResidualHistogram all = select.histogram();
      rows.forEach(row -> all.add(row[0], row[1], row[2]));
      select = select.next(all);
    }
    RegressionMetrics metrics = RegressionMetrics.of(moments, select.quantiles());
    assertFound(metrics.toMap(), "regression.csv", table);
    boolean defined = table.equals("counts") || table.equals("large");
    assertThat(metrics.undefined()).isEqualTo(defined ? List.of() : List.of("poissonDeviance"));
  }

  @Test
  void everyTableIsTested() {
    assertThat(tables("binary.csv"))
        .containsExactly("ties", "distinct", "weighted", "sure", "rare");
    assertThat(tables("curves.csv")).isEqualTo(tables("binary.csv"));
    assertThat(tables("classes.csv")).containsExactly("four", "fourWeighted", "two");
    assertThat(tables("regression.csv")).containsExactly("plain", "weighted", "counts", "large");
  }

  /** The curve of class {@code k} against the rest. */
  private static CurveSummary againstRest(List<double[]> rows, int classes, int k) {
    ScoreBlock block = new ScoreBlock(rows.size());
    BinaryWeights weights = new BinaryWeights();
    for (double[] row : rows) {
      block.add(ScoreKey.of(row[2 + k]), (int) row[0], row[1]);
      weights.add(row[0] == k ? 1 : 0, row[1]);
    }
    CurveFrame frame = CurveFrame.oneOf(classes, k, weights, Integer.MAX_VALUE);
    return CurveSummary.of(frame, CurveScan.of(frame, block));
  }

  private static int largest(double[] numbers) {
    int largest = 0;
    for (int k = 1; k < numbers.length; k++) {
      largest = numbers[k] > numbers[largest] ? k : largest;
    }
    return largest;
  }

  /** Twelve digits of each number of a file for a table; "a b" is b in a, and "2 b" in class 2. */
  private static void assertFound(Map<String, Object> found, String file, String table) {
    for (String[] cells : cells(file, table)) {
      String[] path = cells[1].split(" ", -1);
      Object of = found.get(path[0]);
      if (path[0].matches("[0-9]")) {
        of =
            ((List<?>) Objects.requireNonNull(found.get("perClass")))
                .get(Integer.parseInt(path[0]));
      }
      Object number = path.length == 1 ? of : ((Map<?, ?>) Objects.requireNonNull(of)).get(path[1]);
      double expected = Double.parseDouble(cells[2]);
      assertThat(((Number) Objects.requireNonNull(number, cells[1])).doubleValue())
          .describedAs(table + " " + cells[1])
          .isCloseTo(expected, within(1e-12 * Math.abs(expected) + 1e-16));
    }
  }

  private static List<Row> rows(String table) {
    return numbers("binary-rows.csv", table).stream()
        .map(row -> new Row(row[2], row[0] == 1, row[1]))
        .toList();
  }

  private static List<double[]> numbers(String file, String table) {
    List<double[]> numbers = new ArrayList<>();
    for (String[] cells : cells(file, table)) {
      numbers.add(Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray());
    }
    return numbers;
  }

  private static List<String[]> cells(String file, String table) {
    return lines(file).filter(cells -> cells[0].equals(table)).toList();
  }

  private static List<String> tables(String file) {
    return lines(file).map(cells -> cells[0]).distinct().toList();
  }

  private static Stream<String[]> lines(String file) {
    try (InputStream in = ScikitLearnTest.class.getResourceAsStream("/metrics/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split(",", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

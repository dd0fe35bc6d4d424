package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.loss.Logistic;
import dev.descent.loss.Softmax;
import dev.descent.metric.CurveScan;
import dev.descent.metric.CurveSummary;
import dev.descent.metric.ScoreBlock;
import dev.descent.metric.ScoreHistogram;
import dev.descent.metric.ScoreKey;
import dev.descent.metric.ThresholdGoal;
import dev.descent.spark.TestSession;
import dev.descent.spark.data.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curves that are sorted range by range over the cluster are those of one sort, to the bit. */
final class ExactCurvesIT {
  private static final int CHUNK = 100;

  @ParameterizedTest
  @CsvSource({"1,60", "2,150", "7,1000", "24,300", "3,1000000"})
  void twoClasses(int slices, long rowsOfTask) {
    CurveRequest request =
        new CurveRequest(
            new Link.OfLoss(new Logistic()),
            new ThresholdGoal.Maximize(ThresholdGoal.Measure.MCC),
            2);
    assertThat(distributed(request, 2, slices, rowsOfTask)).isEqualTo(local(request, 2));
  }

  @ParameterizedTest
  @CsvSource({"1,60", "2,150", "7,1000", "24,300", "3,1000000"})
  void severalClasses(int slices, long rowsOfTask) {
    CurveRequest request = new CurveRequest(new Link.OfLoss(new Softmax(3)), null, 2);
    assertThat(distributed(request, 3, slices, rowsOfTask)).isEqualTo(local(request, 3));
  }

  private static List<String> distributed(
      CurveRequest request, int classes, int slices, long rowsOfTask) {
    List<ScoredRows> chunks = chunks(classes);
    Collections.shuffle(chunks, new Random(slices));
    JavaRDD<ScoredRows> rows = context().parallelize(chunks, slices);
    return shown(
        new ExactCurves(rows, request, new ExactCurves.TaskRows(1, rowsOfTask))
            .of(extents(request.numbers(), classes)));
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(TestSession.spark().sparkContext());
  }

  private static List<String> local(CurveRequest request, int classes) {
    Map<Part, List<ScoreHistogram>> extents = extents(request.numbers(), classes);
    Map<Part, List<CurveSummary>> curves = new TreeMap<>();
    extents.forEach(
        (side, histograms) -> {
          List<CurveSummary> each = new ArrayList<>();
          for (int k = 0; k < histograms.size(); k++) {
            var frame = request.frames(histograms).get(k);
            ScoreBlock block = new ScoreBlock(0);
            for (ScoredRows chunk : of(side, classes)) {
              double[] values = new double[request.numbers().outputs()];
              for (int i = 0; i < chunk.rows(); i++) {
                request.numbers().write(chunk, i, values);
                block.add(
                    ScoreKey.of(values[k]), request.numbers().actual(chunk, i), chunk.weight(i));
              }
            }
            each.add(CurveSummary.of(frame, CurveScan.of(frame, block)));
          }
          curves.put(side, each);
        });
    return shown(curves);
  }

  private static List<String> shown(Map<Part, List<CurveSummary>> curves) {
    return curves.entrySet().stream()
        .map(
            side ->
                side.getKey()
                    + side.getValue().stream()
                        .flatMap(Shown::curve)
                        .collect(Collectors.joining("\n")))
        .toList();
  }

  private static Map<Part, List<ScoreHistogram>> extents(RowNumbers link, int classes) {
    Map<Part, List<ScoreHistogram>> extents = new TreeMap<>();
    for (ScoredRows chunk : chunks(classes)) {
      double[] values = new double[link.outputs()];
      List<ScoreHistogram> each =
          extents.computeIfAbsent(
              chunk.part(),
              side ->
                  Arrays.stream(new int[link.outputs()])
                      .mapToObj(k -> new ScoreHistogram(1))
                      .toList());
      for (int i = 0; i < chunk.rows(); i++) {
        link.write(chunk, i, values);
        for (int k = 0; k < values.length; k++) {
          int one = link.actual(chunk, i) == link.positive(k) ? 1 : 0;
          each.get(k).add(0, ScoreKey.of(values[k]), one, chunk.weight(i));
        }
      }
    }
    return extents;
  }

  private static List<ScoredRows> of(Part side, int classes) {
    return chunks(classes).stream().filter(chunk -> chunk.part().equals(side)).toList();
  }

  /** On one side all scores differ, on the other there are few, and some weigh nothing. */
  private static List<ScoredRows> chunks(int classes) {
    Random random = new Random(classes);
    int outputs = classes == 2 ? 1 : classes;
    List<ScoredRows> chunks = new ArrayList<>();
    for (int c = 0; c < 40; c++) {
      boolean train = c % 3 > 0;
      double[] labels = random.ints(CHUNK, 0, classes).asDoubleStream().toArray();
      double[] scores =
          random
              .doubles((long) CHUNK * outputs, -3, 3)
              .map(score -> train ? score : Math.rint(score))
              .toArray();
      double[] weights =
          random.doubles(CHUNK).map(w -> w < 0.2 ? 0 : w < 0.6 ? Math.ceil(5 * w) : w).toArray();
      chunks.add(new ScoredRows(train ? Side.TRAIN : Side.TEST, labels, scores, weights));
    }
    return chunks;
  }
}

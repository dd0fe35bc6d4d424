package dev.descent.spark.evaluate;

import dev.descent.metric.CurveSummary;
import dev.descent.metric.Replicates;
import dev.descent.metric.ScoreHistogram;
import dev.descent.spark.data.Side;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** The metrics of a classification in every replicate of a bootstrap. */
final class ClassReplicates {
  /** Sums of all replicates must fit into one message. */
  private static final long MOST_CELLS = 1L << 26;

  private final Subject subject;
  private final Evaluation.Settings settings;
  private final ClassPass pass;

  ClassReplicates(Subject subject, Evaluation.Settings settings, double threshold) {
    this.subject = subject;
    this.settings = settings;
    this.pass = new ClassPass(subject.link(), settings.metrics().curves().bins(), threshold);
  }

  /**
   * Draws the rows of every side.
   *
   * @param rows without slices, with hashes
   * @param extents of the curves of every side
   */
  Map<Side, Replicates> of(
      JavaRDD<ScoredRows> rows, Map<Part, List<ScoreHistogram>> extents, Bootstrap bootstrap) {
    requireRoom(bootstrap.replicates());
    JavaRDD<CountedRows> counted = Copies.of(rows).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      CurveRequest request = new CurveRequest(subject.link(), null, settings.depth());
      RangePlan plan = new ExactCurves(rows, request, ExactCurves.TaskRows.USUAL).plan(extents);
      List<List<CurveSummary>> curves =
          ReplicateCurves.of(
              new SortedDraws(plan, bootstrap.replicates()), counted, subject.link());
      Map<Part, List<ClassSums>> sums =
          ReplicateSums.of(counted, pass, bootstrap.replicates(), settings.depth());
      Map<Side, Replicates> sides = new TreeMap<>();
      sums.forEach((part, each) -> sides.put(part.side(), replicates(plan, part, each, curves)));
      return sides;
    } finally {
      counted.unpersist(false);
    }
  }

  private Replicates replicates(
      RangePlan plan, Part part, List<ClassSums> sums, List<List<CurveSummary>> curves) {
    List<Map<String, Object>> metrics = new ArrayList<>();
    int first = plan.firstCurve(part);
    for (int b = 0; b < sums.size(); b++) {
      List<CurveSummary> own = curves.get(b).subList(first, first + subject.outputs());
      metrics.add(
          sums.get(b) instanceof BinarySums two
              ? two.of(own.get(0), pass.threshold()).toMap()
              : ((MultiClassSums) sums.get(b)).of(own, subject.classes().orElseThrow()).toMap());
    }
    return Replicates.of(metrics);
  }

  private void requireRoom(int replicates) {
    long classes = subject.classes().orElseThrow().names().size();
    if (classes * classes * replicates > MOST_CELLS) {
      throw new DataException(
          "evaluation.bootstrap must be <= "
              + MOST_CELLS / (classes * classes)
              + " for "
              + classes
              + " classes, but was "
              + replicates);
    }
  }
}

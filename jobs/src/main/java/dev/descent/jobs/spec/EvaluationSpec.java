package dev.descent.jobs.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code evaluation}.
 *
 * @param threshold from where a row counts as positive; present for logistic models and for scores
 *     of two classes, for scores of an unknown kind where the job file has one, else empty
 * @param curves how they are made; exact where the label is a number, which has none
 * @param slices distinct columns by whose values the metrics are repeated
 * @param bootstrap how often for intervals; empty without them
 * @param examples rows to keep; empty where none are, because rows of data are not for everyone
 */
public record EvaluationSpec(
    Optional<ThresholdSpec> threshold,
    CurvesSpec curves,
    List<String> slices,
    Optional<BootstrapSpec> bootstrap,
    Optional<ExamplesSpec> examples) {
  public EvaluationSpec {
    slices = List.copyOf(slices);
    slices.forEach(column -> Bound.requireText("evaluation.slices", column));
    if (new HashSet<>(slices).size() < slices.size()) {
      throw new IllegalArgumentException(
          "evaluation.slices must name each column once, but was " + slices);
    }
  }
}

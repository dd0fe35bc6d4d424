package dev.descent.jobs.spec;

/** Writes the section {@code evaluation}. */
final class EvaluationWriter {
  private final HoconWriter out;

  EvaluationWriter(HoconWriter out) {
    this.out = out;
  }

  /** Writes the section, if the job has anything of it. */
  void section(JobSpec job) {
    EvaluationSpec evaluation = job.evaluation();
    boolean rows = !evaluation.slices().isEmpty() || evaluation.examples().isPresent();
    if (job.hasCurves() || rows || evaluation.bootstrap().isPresent()) {
      out.section("evaluation", () -> write(job));
    }
  }

  private void write(JobSpec job) {
    EvaluationSpec evaluation = job.evaluation();
    evaluation.threshold().ifPresent(this::threshold);
    if (job.hasCurves()) {
      curves(evaluation.curves());
    }
    if (!evaluation.slices().isEmpty()) {
      out.texts("slices", evaluation.slices());
    }
    evaluation.bootstrap().ifPresent(this::bootstrap);
    evaluation.examples().ifPresent(some -> out.section("examples", () -> examples(some)));
  }

  private void threshold(ThresholdSpec threshold) {
    if (threshold instanceof ThresholdSpec.At at) {
      out.number("threshold", at.probability());
    } else {
      out.section("threshold", () -> rule(threshold));
    }
  }

  private void rule(ThresholdSpec threshold) {
    if (threshold instanceof ThresholdSpec.Maximize most) {
      out.word("maximize", Words.of(most.measure()));
    } else if (threshold instanceof ThresholdSpec.MaximizeFBeta most) {
      out.word("maximize", "f-beta");
      out.number("beta", most.beta());
    } else if (threshold instanceof ThresholdSpec.PrecisionAtLeast least) {
      out.number("precision-at-least", least.precision());
    } else if (threshold instanceof ThresholdSpec.RecallAtLeast least) {
      out.number("recall-at-least", least.recall());
    } else if (threshold instanceof ThresholdSpec.Cost cost) {
      out.section("cost", () -> cost(cost));
    }
  }

  private void cost(ThresholdSpec.Cost cost) {
    out.number("false-positive", cost.falsePositive());
    out.number("false-negative", cost.falseNegative());
  }

  private void curves(CurvesSpec curves) {
    if (curves instanceof CurvesSpec.Bins bins) {
      out.section("curves", () -> out.plain("bins", bins.bins()));
    } else {
      out.word("curves", "exact");
    }
  }

  private void examples(ExamplesSpec examples) {
    out.plain("rows", examples.rows());
    out.plain("worst", examples.worst());
  }

  private void bootstrap(BootstrapSpec bootstrap) {
    out.plain("bootstrap", bootstrap.replicates());
    out.number("confidence", bootstrap.confidence());
  }
}

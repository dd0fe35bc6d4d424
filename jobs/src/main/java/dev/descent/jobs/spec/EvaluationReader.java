package dev.descent.jobs.spec;

import java.util.OptionalDouble;

/** Reads the section {@code evaluation}. */
final class EvaluationReader {
  private static final String THRESHOLD = "evaluation.threshold";

  private final Settings settings;
  private final ModelKind kind;

  EvaluationReader(Settings settings, ModelKind kind) {
    this.settings = settings;
    this.kind = kind;
  }

  EvaluationSpec evaluation() {
    Words.of("evaluation.curves", "exact").in(settings);
    if (kind.isNone(ModelType.LOGISTIC)) {
      settings.mismatch(THRESHOLD, ModelKind.TYPE, ModelType.LOGISTIC, kind.type().orElseThrow());
      return new EvaluationSpec(OptionalDouble.empty());
    }
    boolean judgedByItsKeys = settings.hasObject(THRESHOLD) && !settings.soundIn(THRESHOLD);
    OptionalDouble threshold =
        judgedByItsKeys ? OptionalDouble.empty() : settings.number(THRESHOLD, Bound.UNIT);
    return new EvaluationSpec(OptionalDouble.of(threshold.orElse(Defaults.THRESHOLD)));
  }
}

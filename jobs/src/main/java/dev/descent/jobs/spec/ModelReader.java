package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the sections {@code features}, {@code model} and {@code evaluation}. */
final class ModelReader {
  private static final String TYPE = "model.type";
  private static final String PENALTY = "model.penalty.type";
  private static final String STRENGTH = "model.penalty.strength";
  private static final String ON = "model.penalty.on";
  private static final String THRESHOLD = "evaluation.threshold";

  private final Settings settings;
  private final Optional<ModelType> type;

  ModelReader(Settings settings) {
    this.settings = settings;
    if (!settings.has(TYPE)) {
      settings.missing(TYPE, "give linear or logistic");
    }
    this.type =
        Words.of(TYPE, ModelType.class).later("softmax", "mlp").in(settings, ModelType.class);
  }

  /** The type, unless it is absent or wrong. */
  Optional<ModelType> type() {
    return type;
  }

  FeaturesSpec features() {
    String path = "features.columns";
    List<String> columns = settings.has(path) ? settings.texts(path) : List.of("*");
    if (columns.isEmpty() && settings.soundIn(path)) {
      settings.refuse(path, "must name at least one column");
    }
    Words.of("features.missing", "fail").later("mean", "median", "zero").in(settings);
    return new FeaturesSpec(
        columns.isEmpty() ? List.of("*") : columns,
        settings.texts("features.exclude"),
        settings.number("features.divide-by", Bound.DIVISOR).orElse(1),
        settings.flag("features.standardize", true));
  }

  ModelSpec model() {
    if (type.filter(ModelType.LOGISTIC::equals).isPresent()) {
      settings.mismatch("model.loss", TYPE, ModelType.LINEAR, ModelType.LOGISTIC);
    } else {
      Words.of("model.loss", "squared").later("huber", "poisson", "softmax").in(settings);
    }
    boolean intercept = settings.flag("model.intercept", true);
    return new ModelSpec(type.orElse(ModelType.LINEAR), intercept, penalty());
  }

  EvaluationSpec evaluation() {
    Words.of("evaluation.curves", "exact").in(settings);
    if (type.filter(ModelType.LINEAR::equals).isPresent()) {
      settings.mismatch(THRESHOLD, TYPE, ModelType.LOGISTIC, ModelType.LINEAR);
      return new EvaluationSpec(OptionalDouble.empty());
    }
    boolean judgedByItsKeys = settings.hasObject(THRESHOLD) && !settings.soundIn(THRESHOLD);
    OptionalDouble threshold =
        judgedByItsKeys ? OptionalDouble.empty() : settings.number(THRESHOLD, Bound.PROBABILITY);
    return new EvaluationSpec(OptionalDouble.of(threshold.orElse(Defaults.THRESHOLD)));
  }

  private PenaltySpec penalty() {
    Optional<String> chosen =
        Words.of(PENALTY, "none", "ridge").later("lasso", "elastic-net").in(settings);
    if (chosen.isEmpty() && settings.has(PENALTY)) {
      return new PenaltySpec.None();
    }
    if (!chosen.orElse(Defaults.PENALTY).equals("ridge")) {
      settings.mismatch(STRENGTH, PENALTY, "ridge", "none");
      settings.mismatch(ON, PENALTY, "ridge", "none");
      return new PenaltySpec.None();
    }
    if (!settings.has(STRENGTH)) {
      settings.missing(STRENGTH, "model.penalty.type = ridge needs a number >= 0");
    }
    return new PenaltySpec.Ridge(
        settings.number(STRENGTH, Bound.NON_NEGATIVE).orElse(0),
        Words.of(ON, PenaltyScale.class)
            .in(settings, PenaltyScale.class)
            .orElse(PenaltyScale.STANDARDIZED));
  }
}

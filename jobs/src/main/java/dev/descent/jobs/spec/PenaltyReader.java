package dev.descent.jobs.spec;

import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the section {@code model.penalty}. */
final class PenaltyReader {
  private static final String TYPE = "model.penalty.type";
  private static final String STRENGTH = "model.penalty.strength";
  private static final String MIXING = "model.penalty.mixing";
  private static final String PATH = "model.penalty.strengths";
  private static final String ON = "model.penalty.on";
  private static final TypeKeys KEYS =
      TypeKeys.of("model.penalty", TYPE)
          .with("strength", "ridge", "lasso", "elastic-net")
          .with("strengths", "ridge", "lasso", "elastic-net")
          .with("mixing", "elastic-net")
          .with("on", "ridge", "lasso", "elastic-net");

  private final Settings settings;
  private final ModelKind kind;

  PenaltyReader(Settings settings, ModelKind kind) {
    this.settings = settings;
    this.kind = kind;
  }

  PenaltySpec penalty() {
    Optional<String> chosen = Words.of(TYPE, "none", "ridge", "lasso", "elastic-net").in(settings);
    if (chosen.isEmpty() && settings.has(TYPE)) {
      return new PenaltySpec.None();
    }
    String type = chosen.orElse(Defaults.PENALTY);
    KEYS.check(settings, type);
    return switch (type) {
      case "ridge" -> new PenaltySpec.Ridge(strength(type), scale());
      case "lasso" -> new PenaltySpec.Lasso(strength(type), scale());
      case "elastic-net" -> new PenaltySpec.ElasticNet(strength(type), mixing(), scale());
      default -> new PenaltySpec.None();
    };
  }

  /** The setting that gives a penalty its lasso part, as messages name it. */
  static String lassoPart(PenaltySpec penalty) {
    return penalty instanceof PenaltySpec.Lasso ? TYPE + " = lasso" : MIXING + " > 0";
  }

  private Strength strength(String type) {
    if (settings.hasObject(PATH)) {
      return path();
    }
    if (!settings.has(STRENGTH) && !settings.has(PATH)) {
      settings.missing(STRENGTH, "model.penalty.type = " + type + " needs a number >= 0");
    }
    return new Strength.One(settings.number(STRENGTH, Bound.NON_NEGATIVE).orElse(0));
  }

  private Strength path() {
    if (settings.has(STRENGTH)) {
      settings.note(STRENGTH, STRENGTH + " and " + PATH + " exclude each other", "keep one");
    }
    Optional<String> reason = kind.withoutClosedForm(PATH);
    if (reason.isPresent()) {
      settings.note(PATH, reason.get(), "give one strength");
      return new Strength.One(0);
    }
    OptionalDouble from = end("from");
    OptionalDouble to = end("to");
    if (!settings.has(PATH + ".steps")) {
      settings.missing(PATH + ".steps", "give the number of strengths");
    }
    Optional<Integer> steps = settings.count(PATH + ".steps", 2, Strength.Path.MOST_STEPS);
    if (from.isEmpty() || to.isEmpty()) {
      return new Strength.One(0);
    }
    if (to.getAsDouble() > from.getAsDouble()) {
      String first = settings.shown(PATH + ".from");
      settings.refuse(PATH + ".to", "must be <= " + PATH + ".from = " + first);
      return new Strength.One(0);
    }
    return new Strength.Path(from.getAsDouble(), to.getAsDouble(), steps.orElse(2));
  }

  private OptionalDouble end(String key) {
    String path = PATH + "." + key;
    if (!settings.has(path)) {
      settings.missing(path, "give a number > 0");
    }
    return settings.number(path, Bound.POSITIVE);
  }

  private double mixing() {
    return settings.number(MIXING, Bound.UNIT).orElse(Defaults.MIXING);
  }

  private PenaltyScale scale() {
    PenaltyScale scale =
        Words.of(ON, PenaltyScale.class)
            .in(settings, PenaltyScale.class)
            .orElse(PenaltyScale.STANDARDIZED);
    if (scale == PenaltyScale.ORIGINAL && kind.type().filter(ModelType.MLP::equals).isPresent()) {
      settings.note(
          ON,
          "model.penalty.on = original does not go with model.type = mlp,"
              + " which has no coefficients of the columns",
          "remove it");
      return PenaltyScale.STANDARDIZED;
    }
    return scale;
  }
}

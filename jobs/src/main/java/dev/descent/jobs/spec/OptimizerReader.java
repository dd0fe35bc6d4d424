package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the section {@code training.optimizer}. */
final class OptimizerReader {
  private static final String TYPE = "training.optimizer.type";
  private static final String MOMENTUM = "training.optimizer.momentum";
  private static final List<String> TYPES =
      List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");
  private static final List<String> OF_LASSO = List.of("sgd", "nesterov");
  private static final TypeKeys KEYS =
      TypeKeys.of("training.optimizer", TYPE)
          .with("momentum", "momentum", "nesterov")
          .with("decay", "rmsprop")
          .with("beta1", "adam")
          .with("beta2", "adam")
          .with("epsilon", "adagrad", "rmsprop", "adam");

  private final Settings settings;
  private final PenaltySpec penalty;

  OptimizerReader(Settings settings, PenaltySpec penalty) {
    this.settings = settings;
    this.penalty = penalty;
  }

  OptimizerSpec optimizer() {
    Optional<String> chosen = Words.of(TYPE, TYPES).in(settings);
    if (chosen.isEmpty() && settings.has(TYPE)) {
      return new OptimizerSpec.Sgd();
    }
    boolean lasso = penalty.hasLassoPart() && settings.soundIn("model.penalty");
    String type = chosen.orElse(lasso ? "sgd" : Defaults.OPTIMIZER);
    KEYS.check(settings, type);
    if (lasso && !OF_LASSO.contains(type)) {
      refuseLassoPart(type);
    }
    return switch (type) {
      case "momentum" -> new OptimizerSpec.Momentum(momentum());
      case "nesterov" -> nesterov(lasso);
      case "adagrad" -> new OptimizerSpec.AdaGrad(epsilon());
      case "rmsprop" ->
          new OptimizerSpec.RmsProp(share("decay").orElse(Defaults.RMS_DECAY), epsilon());
      case "adam" ->
          new OptimizerSpec.Adam(
              share("beta1").orElse(Defaults.BETA1),
              share("beta2").orElse(Defaults.BETA2),
              epsilon());
      default -> new OptimizerSpec.Sgd();
    };
  }

  private OptimizerSpec nesterov(boolean lasso) {
    if (!lasso) {
      return new OptimizerSpec.Nesterov(OptionalDouble.of(momentum()));
    }
    if (settings.has(MOMENTUM)) {
      String reason = ", where nesterov is FISTA and sets its own";
      settings.note(
          MOMENTUM,
          MOMENTUM + " does not go with " + PenaltyReader.lassoPart(penalty) + reason,
          "remove it");
    }
    return new OptimizerSpec.Nesterov(OptionalDouble.empty());
  }

  private void refuseLassoPart(String type) {
    String reason =
        type.equals("momentum")
            ? ", whose prox needs steps along the gradient, not along a sum of past ones"
            : ", whose prox needs one rate for all parameters, not one for each";
    settings.note(
        TYPE,
        TYPE + " = " + type + " does not go with " + PenaltyReader.lassoPart(penalty) + reason,
        "use sgd or nesterov");
  }

  private double momentum() {
    return share("momentum").orElse(Defaults.MOMENTUM);
  }

  private double epsilon() {
    return settings.number("training.optimizer.epsilon", Bound.POSITIVE).orElse(Defaults.EPSILON);
  }

  private OptionalDouble share(String key) {
    return settings.number("training.optimizer." + key, Bound.SHARE);
  }
}

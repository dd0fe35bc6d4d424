package dev.descent.jobs.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What other settings of a job file are held against: the type of its model and the loss.
 *
 * @param type empty when it could not be read: then nothing is held against it
 * @param loss empty when it could not be read
 */
record ModelKind(Optional<ModelType> type, Optional<LossSpec> loss) {
  static final String TYPE = "model.type";
  static final String LOSS = "model.loss";
  private static final String DELTA = "model.loss.huber.delta";
  private static final List<String> ANY = List.of("squared", "huber", "poisson", "softmax");
  private static final List<String> OF_LINEAR = List.of("squared", "huber", "poisson");
  private static final List<String> OF_MLP = List.of("squared", "softmax");

  static ModelKind read(Settings settings) {
    if (!settings.has(TYPE) && !settings.has(ScoreReader.PATH)) {
      settings.missing(TYPE, "give linear, logistic, softmax or mlp");
    }
    Optional<ModelType> type = Words.of(TYPE, ModelType.class).in(settings, ModelType.class);
    return new ModelKind(type, loss(settings, type));
  }

  /** The model that stands in the place of none, so that scores of the kind are its own. */
  static ModelKind inPlaceOfNone(Optional<ScoreKind> kind) {
    ModelType type =
        switch (kind.orElse(ScoreKind.NUMBER)) {
          case NUMBER -> ModelType.LINEAR;
          case TWO_CLASSES -> ModelType.LOGISTIC;
          case SEVERAL_CLASSES -> ModelType.SOFTMAX;
        };
    LossSpec loss =
        switch (kind.orElse(ScoreKind.NUMBER)) {
          case NUMBER -> new LossSpec.Squared();
          case TWO_CLASSES -> new LossSpec.Logistic();
          case SEVERAL_CLASSES -> new LossSpec.Softmax();
        };
    return new ModelKind(Optional.of(type), Optional.of(loss));
  }

  /** Whether the type is known and is none of these. */
  boolean isNone(ModelType... types) {
    return type.isPresent() && !List.of(types).contains(type.get());
  }

  /** Whether the loss is known and is not one of classes. */
  boolean fitsNumbers() {
    return loss.isPresent()
        && !(loss.get() instanceof LossSpec.Logistic)
        && !(loss.get() instanceof LossSpec.Softmax);
  }

  /** Whether a setting for classes goes with the model; a setting that does not is noted. */
  boolean hasClassesFor(Settings settings, String path) {
    if (isNone(ModelType.LOGISTIC, ModelType.SOFTMAX, ModelType.MLP)) {
      settings.mismatch(path, TYPE, "logistic, softmax or mlp", "linear");
      return false;
    }
    if (fitsNumbers()) {
      settings.mismatch(path, LOSS, "softmax", "squared");
      return false;
    }
    return true;
  }

  /** Why a setting for least squares does not go with the model, if it does not. */
  Optional<String> withoutClosedForm(String setting) {
    if (isNone(ModelType.LINEAR)) {
      return Optional.of(goesWith(setting, TYPE, "linear", Words.of(type.orElseThrow())));
    }
    return loss.filter(one -> !(one instanceof LossSpec.Squared))
        .map(one -> goesWith(setting, LOSS, "squared", word(one)));
  }

  private static String goesWith(String setting, String path, String wanted, String chosen) {
    return String.format("%s goes with %s = %s, but %s is %s", setting, path, wanted, path, chosen);
  }

  static String word(LossSpec loss) {
    return loss.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Optional<LossSpec> loss(Settings settings, Optional<ModelType> type) {
    if (type.isEmpty()) {
      chosen(settings, ANY);
      return Optional.empty();
    }
    return switch (type.get()) {
      case LOGISTIC -> only(settings, type.get(), new LossSpec.Logistic());
      case SOFTMAX -> only(settings, type.get(), new LossSpec.Softmax());
      case LINEAR -> ofLinear(settings);
      case MLP -> ofMlp(settings);
    };
  }

  private static Optional<LossSpec> only(Settings settings, ModelType type, LossSpec loss) {
    settings.mismatch(LOSS, TYPE, "linear or mlp", Words.of(type));
    return Optional.of(loss);
  }

  private static Optional<LossSpec> ofLinear(Settings settings) {
    if (!settings.has(LOSS)) {
      return Optional.of(new LossSpec.Squared());
    }
    return foreign(settings, "softmax", "softmax or mlp", ModelType.LINEAR)
        ? Optional.empty()
        : chosen(settings, OF_LINEAR);
  }

  private static Optional<LossSpec> ofMlp(Settings settings) {
    if (!settings.has(LOSS)) {
      settings.missing(LOSS, "give softmax for classes or squared for numbers");
      return Optional.empty();
    }
    boolean ofLinear =
        foreign(settings, "huber", "linear", ModelType.MLP)
            || foreign(settings, "poisson", "linear", ModelType.MLP);
    return ofLinear ? Optional.empty() : chosen(settings, OF_MLP);
  }

  private static Optional<LossSpec> chosen(Settings settings, List<String> allowed) {
    Words words = Words.of(LOSS, allowed);
    if (!allowed.contains("huber")) {
      return words.in(settings).map(ModelKind::named);
    }
    if (settings.hasObject(LOSS) && settings.has(LOSS + ".huber")) {
      double delta = settings.number(DELTA, Bound.POSITIVE).orElse(Defaults.HUBER_DELTA);
      return Optional.of(new LossSpec.Huber(delta));
    }
    return words.or("{ huber { delta = 1.35 } }").in(settings).map(ModelKind::named);
  }

  /** Whether the loss is one of other types, which is noted. */
  private static boolean foreign(Settings settings, String word, String types, ModelType type) {
    boolean found =
        settings.has(LOSS + "." + word)
            || settings.value(LOSS).filter(v -> v.unwrapped().equals(word)).isPresent();
    if (found) {
      settings.note(
          LOSS,
          goesWith(LOSS + " = " + word, TYPE, types, Words.of(type)),
          "use " + Words.either(type == ModelType.MLP ? OF_MLP : OF_LINEAR));
    }
    return found;
  }

  private static LossSpec named(String word) {
    return switch (word) {
      case "huber" -> new LossSpec.Huber(Defaults.HUBER_DELTA);
      case "poisson" -> new LossSpec.Poisson();
      case "softmax" -> new LossSpec.Softmax();
      default -> new LossSpec.Squared();
    };
  }
}

package dev.descent.jobs.spec;

import com.typesafe.config.ConfigList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the section {@code model}. */
final class ModelReader {
  private static final String HIDDEN = "model.hidden";
  private static final String ACTIVATION = "model.activation";
  private static final String INTERCEPT = "model.intercept";

  private final Settings settings;
  private final ModelKind kind;

  ModelReader(Settings settings, ModelKind kind) {
    this.settings = settings;
    this.kind = kind;
  }

  /** The section as far as it is right; a part that is wrong reads as one that fits the rest. */
  ModelSpec model() {
    PenaltySpec penalty = new PenaltyReader(settings, kind).penalty();
    boolean intercept = settings.flag(INTERCEPT, true);
    Optional<HiddenSpec> hidden = hidden();
    if (hidden.isPresent() && !intercept) {
      settings.note(
          INTERCEPT,
          "model.intercept = false does not go with model.type = mlp, whose layers have biases",
          "remove it");
    }
    boolean whole = kind.loss().isPresent() && hidden.isPresent() != kind.isNone(ModelType.MLP);
    return whole && settings.soundIn("model")
        ? new ModelSpec(
            kind.type().orElseThrow(), kind.loss().orElseThrow(), intercept, hidden, penalty)
        : new ModelSpec(
            ModelType.LINEAR, new LossSpec.Squared(), intercept, Optional.empty(), penalty);
  }

  private Optional<HiddenSpec> hidden() {
    if (kind.isNone(ModelType.MLP)) {
      ModelType chosen = kind.type().orElseThrow();
      settings.mismatch(HIDDEN, ModelKind.TYPE, ModelType.MLP, chosen);
      settings.mismatch(ACTIVATION, ModelKind.TYPE, ModelType.MLP, chosen);
      return Optional.empty();
    }
    if (kind.type().isPresent() && !settings.has(HIDDEN)) {
      settings.missing(HIDDEN, "give the sizes of the hidden layers, such as [128, 64]");
    }
    Activation activation =
        Words.of(ACTIVATION, Activation.class)
            .in(settings, Activation.class)
            .orElse(Activation.RELU);
    return sizes().map(sizes -> new HiddenSpec(sizes, activation));
  }

  private Optional<List<Integer>> sizes() {
    if (settings.value(HIDDEN).isEmpty()) {
      return Optional.empty();
    }
    if (settings.value(HIDDEN).get() instanceof ConfigList list && !list.isEmpty()) {
      List<Integer> sizes =
          list.stream()
              .map(Literals::integer)
              .flatMapToLong(OptionalLong::stream)
              .filter(HiddenSpec::isSize)
              .mapToObj(Math::toIntExact)
              .toList();
      if (sizes.size() == list.size()) {
        return Optional.of(sizes);
      }
    }
    String rule = "must be a list of integers from 1 to " + HiddenSpec.LARGEST + ", at least one";
    return settings.refuse(HIDDEN, rule);
  }
}

package dev.descent.jobs.spec;

/** Writes the section {@code model}. */
final class ModelWriter {
  private final HoconWriter out;

  ModelWriter(HoconWriter out) {
    this.out = out;
  }

  void model(ModelSpec model) {
    out.word("type", Words.of(model.type()));
    if (model.type() == ModelType.LINEAR || model.type() == ModelType.MLP) {
      loss(model.loss());
    }
    out.plain("intercept", model.intercept());
    model.hidden().ifPresent(this::hidden);
    out.section("penalty", () -> penalty(model.penalty()));
  }

  private void loss(LossSpec loss) {
    if (loss instanceof LossSpec.Huber huber) {
      out.section("loss", () -> out.section("huber", () -> out.number("delta", huber.delta())));
    } else {
      out.word("loss", ModelKind.word(loss));
    }
  }

  private void hidden(HiddenSpec hidden) {
    out.list("hidden", hidden.sizes().stream().map(String::valueOf).toList());
    out.word("activation", Words.of(hidden.activation()));
  }

  private void penalty(PenaltySpec penalty) {
    if (penalty instanceof PenaltySpec.None) {
      out.word("type", "none");
      return;
    }
    if (penalty instanceof PenaltySpec.ElasticNet net) {
      out.word("type", "elastic-net");
      out.number("mixing", net.mixing());
    } else {
      out.word("type", penalty instanceof PenaltySpec.Lasso ? "lasso" : "ridge");
    }
    strength(penalty.strength());
    out.word("on", Words.of(penalty.on()));
  }

  private void strength(Strength strength) {
    if (strength instanceof Strength.Path path) {
      out.section("strengths", () -> path(path));
    } else if (strength instanceof Strength.One one) {
      out.number("strength", one.value());
    }
  }

  private void path(Strength.Path path) {
    out.number("from", path.from());
    out.number("to", path.to());
    out.plain("steps", path.steps());
  }
}

package dev.descent.jobs.spec;

import java.util.Optional;

/**
 * The section {@code model}.
 *
 * @param type the kind of model
 * @param loss one that the type allows
 * @param intercept whether the model has one; always for an mlp, whose layers have biases
 * @param hidden the hidden layers; present exactly for an mlp
 * @param penalty what is added to the mean loss; an mlp's is on the standardized scale
 */
public record ModelSpec(
    ModelType type,
    LossSpec loss,
    boolean intercept,
    Optional<HiddenSpec> hidden,
    PenaltySpec penalty) {
  public ModelSpec {
    boolean mlp = type == ModelType.MLP;
    require(allows(type, loss), "model.loss must be one of model.type = " + Words.of(type));
    require(hidden.isPresent() == mlp, "model.hidden goes with model.type = mlp");
    require(intercept || !mlp, "model.intercept = false does not go with model.type = mlp");
    require(
        penalty.on() == PenaltyScale.STANDARDIZED || !mlp,
        "model.penalty.on = original does not go with model.type = mlp");
  }

  /** Whether the label is a class, not a number. */
  public boolean classifies() {
    return loss instanceof LossSpec.Logistic || loss instanceof LossSpec.Softmax;
  }

  private static boolean allows(ModelType type, LossSpec loss) {
    return switch (type) {
      case LINEAR -> !(loss instanceof LossSpec.Logistic || loss instanceof LossSpec.Softmax);
      case LOGISTIC -> loss instanceof LossSpec.Logistic;
      case SOFTMAX -> loss instanceof LossSpec.Softmax;
      case MLP -> loss instanceof LossSpec.Squared || loss instanceof LossSpec.Softmax;
    };
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}

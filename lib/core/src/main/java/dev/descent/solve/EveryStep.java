package dev.descent.solve;

import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import dev.descent.objective.Risk;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One sum over the mini-batch of all shards together a step: the reference semantics. */
final class EveryStep implements Stepping {
  private final MiniBatchDescent descent;
  private final Risk risk;
  private final Objective objective;
  private final MiniBatchPlan plan;

  /** The objective over all rows at some parameters: full-batch descent steps with it. */
  private @Nullable Evaluation known;

  private double @Nullable [] knownAt;

  EveryStep(MiniBatchDescent descent, Risk risk, Objective objective) {
    this.descent = descent;
    this.risk = risk;
    this.objective = objective;
    this.plan = new MiniBatchPlan(risk.rows(), descent.batchSize(), descent.seed());
  }

  /** Takes note of the objective over all rows at {@code parameters}. */
  void know(double[] parameters, Evaluation evaluation) {
    known = evaluation;
    knownAt = parameters;
  }

  @Override
  public int stepsAnEpoch() {
    return plan.steps();
  }

  @Override
  public int stepsFrom(int step) {
    return 1;
  }

  @Override
  public Optional<Position> next(TrainingState state) {
    Position from = new Position(state.parameters(), state.optimizer());
    Evaluation evaluation = at(descent.rule().point(from), plan.batch(state.step()));
    if (!Double.isFinite(evaluation.value())) {
      return Optional.empty();
    }
    return Optional.of(descent.rule().next(from, state.step(), evaluation, objective.penalty()));
  }

  /** What is known at these very parameters is not evaluated again. */
  @SuppressWarnings("ReferenceEquality")
  private Evaluation at(double[] point, MiniBatch batch) {
    if (known != null && point == knownAt && batch.rows() == risk.rows()) {
      return known;
    }
    return objective.evaluate(risk.at(point, batch), point);
  }
}

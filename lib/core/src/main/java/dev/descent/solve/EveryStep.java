package dev.descent.solve;

import dev.descent.objective.MiniBatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One sum over the mini-batch of all shards together a step: the reference semantics. */
final class EveryStep implements Stepping {
  private final MiniBatchDescent descent;
  private final Oracle oracle;
  private final MiniBatchPlan plan;

  /** The objective over all rows at some parameters: full-batch descent steps with it. */
  private @Nullable Point known;

  EveryStep(MiniBatchDescent descent, Oracle oracle) {
    this.descent = descent;
    this.oracle = oracle;
    this.plan = new MiniBatchPlan(oracle.risk().rows(), descent.batchSize(), descent.seed());
  }

  /** Takes note of the objective over all rows at a point. */
  void know(Point point) {
    known = point;
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
    Point at = at(descent.rule().point(from), plan.batch(state.step()));
    if (!Double.isFinite(at.value())) {
      return Optional.empty();
    }
    return Optional.of(descent.rule().next(from, state.step(), at, oracle.objective().penalty()));
  }

  /** What is known at these very parameters is not evaluated again. */
  @SuppressWarnings("ReferenceEquality")
  private Point at(double[] parameters, MiniBatch batch) {
    if (known != null && parameters == known.parameters() && batch.rows() == oracle.risk().rows()) {
      return known;
    }
    return oracle.at(parameters, batch);
  }
}

package dev.descent.solve;

import dev.descent.objective.MiniBatch;
import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The loop of mini-batch descent, a state a step. */
final class DescentStates implements Iterator<TrainingState> {
  private final MiniBatchDescent descent;
  private final Risks risks;
  private final Objective objective;
  private final MiniBatchPlan plan;
  private TrainingState state;
  private boolean diverged;

  /**
   * The objective over all rows at the state's parameters, when it is known: full-batch descent
   * steps with it.
   */
  private @Nullable Evaluation known;

  DescentStates(MiniBatchDescent descent, Risks risks, Objective objective, TrainingState from) {
    this.descent = descent;
    this.risks = risks;
    this.objective = objective;
    this.plan = new MiniBatchPlan(risks.train().rows(), descent.batchSize(), descent.seed());
    this.state = from;
    this.diverged = !from.history().isEmpty() && !Double.isFinite(from.last().objective());
    if (descent.metric() == Metric.VALIDATION_LOSS && risks.validation().isEmpty()) {
      throw new IllegalArgumentException(
          "the best parameters by validation loss need validation rows, but there are none");
    }
  }

  @Override
  public boolean hasNext() {
    return !diverged;
  }

  @Override
  public TrainingState next() {
    if (diverged) {
      throw new NoSuchElementException("training has diverged");
    }
    state = state.history().isEmpty() ? measured(state, 0) : step();
    return state;
  }

  private TrainingState step() {
    StepRule rule = descent.rule();
    Position from = new Position(state.parameters(), state.optimizer());
    Evaluation evaluation = at(rule.point(from), plan.batch(state.step()));
    double rate = rule.schedule().rate(state.step());
    if (!Double.isFinite(evaluation.value())) {
      diverged = true;
      return withProgress(state, evaluation, rate);
    }
    Position next = rule.next(from, state.step(), evaluation, objective.penalty());
    known = null;
    TrainingState moved =
        new TrainingState(
            state.step() + 1, next.parameters(), next.optimizer(), state.best(), state.history());
    return moved.step() % plan.steps() == 0 ? measured(moved, rate) : moved;
  }

  /** What is known at the parameters is not evaluated again; the array tells whether it is they. */
  @SuppressWarnings("ReferenceEquality")
  private Evaluation at(double[] point, MiniBatch batch) {
    boolean here = point == state.parameters();
    if (here && known != null && batch.rows() == risks.train().rows()) {
      return known;
    }
    return objective.evaluate(risks.train().at(point, batch), point);
  }

  private TrainingState measured(TrainingState reached, double rate) {
    double[] parameters = reached.parameters();
    Evaluation all =
        objective.evaluate(risks.train().at(parameters, risks.train().all()), parameters);
    known = all;
    diverged = !Double.isFinite(all.value());
    return withProgress(reached, all, rate);
  }

  private TrainingState withProgress(TrainingState reached, Evaluation evaluation, double rate) {
    double[] parameters = reached.parameters();
    double validationLoss =
        risks
            .validation()
            .map(risk -> risk.at(parameters, risk.all()).meanLoss())
            .orElse(Double.NaN);
    int epoch = (reached.step() + plan.steps() - 1) / plan.steps();
    Progress progress =
        new Progress(
            epoch,
            reached.step(),
            evaluation.value(),
            evaluation.loss(),
            evaluation.penalty(),
            evaluation.gradientNorm(),
            rate,
            validationLoss);
    List<Progress> history = new ArrayList<>(reached.history());
    history.add(progress);
    double metric = descent.metric().of(progress);
    TrainingState.Best best =
        metric < reached.best().metric()
            ? new TrainingState.Best(epoch, metric, parameters)
            : reached.best();
    return new TrainingState(reached.step(), parameters, reached.optimizer(), best, history);
  }
}

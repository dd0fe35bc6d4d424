package dev.descent.solve;

import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The loop of mini-batch descent: a state a step, or one a round of steps in data shards. */
final class DescentStates implements States {
  private static final double[] UNKNOWN = {Double.NaN};

  private final MiniBatchDescent descent;
  private final Oracle oracle;
  private final Stepping stepping;
  private final Measures measures;
  private TrainingState state;
  private boolean diverged;

  DescentStates(MiniBatchDescent descent, Risks risks, Objective objective, TrainingState from) {
    this.descent = descent;
    this.oracle = new Oracle(risks.train(), objective);
    this.stepping =
        risks
            .shards()
            .<Stepping>map(shards -> new AveragedSteps(descent, risks, shards, objective))
            .orElseGet(() -> new EveryStep(descent, oracle));
    this.measures = new Measures(risks, descent.metric());
    this.state = from;
    this.diverged = !from.history().isEmpty() && !Double.isFinite(from.last().objective());
  }

  @Override
  public Optional<StopReason> ended() {
    return diverged ? Optional.of(StopReason.DIVERGED) : Optional.empty();
  }

  @Override
  public TrainingState next() {
    if (diverged) {
      throw new NoSuchElementException("training has diverged");
    }
    state = state.history().isEmpty() ? started() : moved();
    return state;
  }

  /** A step over all rows takes the gradient that was measured before it. */
  private TrainingState started() {
    if (descent.judgesStart() || stepping.stepsAnEpoch() == 1) {
      return measured(state, 0);
    }
    double[] parameters = state.parameters();
    double loss = oracle.risk().lossAt(parameters);
    double penalty = oracle.objective().penalty().value(parameters);
    return measured(state, new Evaluation(loss, penalty, UNKNOWN), 0);
  }

  private TrainingState moved() {
    int step = state.step() + stepping.stepsFrom(state.step());
    double rate = descent.rule().schedule().rate(step - 1);
    Optional<Position> next = stepping.next(state);
    if (next.isEmpty()) {
      diverged = true;
      return withProgress(state, new Evaluation(Double.NaN, 0, UNKNOWN), rate);
    }
    TrainingState moved =
        new TrainingState(
            step, next.get().parameters(), next.get().optimizer(), state.best(), state.history());
    return step % stepping.stepsAnEpoch() == 0 ? measured(moved, rate) : moved;
  }

  private TrainingState measured(TrainingState reached, double rate) {
    Point all = oracle.at(reached.parameters());
    if (stepping instanceof EveryStep every) {
      every.know(all);
    }
    return measured(reached, all.evaluation(), rate);
  }

  private TrainingState measured(TrainingState reached, Evaluation evaluation, double rate) {
    diverged = !Double.isFinite(evaluation.value());
    return withProgress(reached, evaluation, rate);
  }

  private TrainingState withProgress(TrainingState reached, Evaluation evaluation, double rate) {
    int epoch = (reached.step() + stepping.stepsAnEpoch() - 1) / stepping.stepsAnEpoch();
    return measures.added(reached, evaluation, epoch, rate);
  }
}

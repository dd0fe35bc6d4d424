package dev.descent.acceptance;

import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Sgd;
import dev.descent.sample.Rows;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.StepRule;
import dev.descent.solve.StopReason;
import dev.descent.solve.StoppingRule;
import dev.descent.solve.TrainingState;
import java.util.Iterator;
import java.util.Optional;

/** Plain descent at a constant rate over some rows, from some parameters. */
record Descent(Objective objective, Rows rows, long batchSize, double rate) {

  static Descent fullBatch(Objective objective, Rows rows, double rate) {
    return new Descent(objective, rows, rows.count(), rate);
  }

  /** The states of training, the start first. */
  Iterator<TrainingState> from(double... parameters) {
    MiniBatchDescent descent =
        new MiniBatchDescent(
            new StepRule(new Sgd(), new Constant(rate)), batchSize, 42, Metric.TRAIN_LOSS);
    return descent.states(
        new Risks(risk(), Optional.empty()), objective, descent.start(parameters));
  }

  /** The state at the end of an epoch. */
  TrainingState after(int epochs, double... parameters) {
    return at(epochs, from(parameters));
  }

  /** The next state that ends epoch {@code epochs}. */
  static TrainingState at(int epochs, Iterator<TrainingState> states) {
    TrainingState state = states.next();
    while (!state.endsEpoch() || state.epoch() < epochs) {
      state = states.next();
    }
    return state;
  }

  /** Why training ends under a rule. */
  StopReason end(StoppingRule rule, double... parameters) {
    Iterator<TrainingState> states = from(parameters);
    Optional<StopReason> verdict = Optional.empty();
    while (verdict.isEmpty()) {
      TrainingState state = states.next();
      verdict = state.endsEpoch() ? rule.verdict(state.history()) : Optional.empty();
    }
    return verdict.get();
  }

  /** Mean loss plus penalty of all rows. */
  double objectiveAt(double... parameters) {
    LocalRisk risk = risk();
    return objective.evaluate(risk.at(parameters, risk.all()), parameters).value();
  }

  private LocalRisk risk() {
    return new LocalRisk(objective, rows.tiles());
  }
}

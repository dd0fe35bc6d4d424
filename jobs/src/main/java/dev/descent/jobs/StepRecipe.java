package dev.descent.jobs;

import dev.descent.jobs.spec.OptimizerSpec;
import dev.descent.jobs.spec.PenaltySpec;
import dev.descent.jobs.spec.RateSpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.optimize.InverseScaling;
import dev.descent.optimize.Optimizer;
import dev.descent.optimize.Schedule;
import dev.descent.optimize.Sgd;
import dev.descent.solve.StepRule;

/** What a job file says about a step of descent, as the objects that do it. */
record StepRecipe(SolverSpec.MiniBatch descent, PenaltySpec penalty) {

  /** The rule of a step, for {@code stepsAnEpoch}. */
  StepRule rule(int stepsAnEpoch) {
    return new StepRule(
        optimizer(), schedule(), descent.step().clipNorm().orElse(Double.POSITIVE_INFINITY));
  }

  private Optimizer optimizer() {
    return descent.step().optimizer() instanceof OptimizerSpec.Adam adam
        ? new Adam(adam.beta1(), adam.beta2(), adam.epsilon())
        : new Sgd();
  }

  private Schedule schedule() {
    RateSpec rate = descent.step().rate();
    return rate instanceof RateSpec.InverseScaling scaling
        ? new InverseScaling(scaling.initial(), scaling.power())
        : new Constant(rate.initial());
  }
}

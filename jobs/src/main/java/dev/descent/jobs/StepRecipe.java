package dev.descent.jobs;

import dev.descent.jobs.spec.OptimizerSpec;
import dev.descent.jobs.spec.RateSpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.optimize.AdaGrad;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.optimize.Cosine;
import dev.descent.optimize.Exponential;
import dev.descent.optimize.Fista;
import dev.descent.optimize.InverseScaling;
import dev.descent.optimize.Momentum;
import dev.descent.optimize.Nesterov;
import dev.descent.optimize.Optimizer;
import dev.descent.optimize.RmsProp;
import dev.descent.optimize.Schedule;
import dev.descent.optimize.Sgd;
import dev.descent.optimize.StepDecay;
import dev.descent.optimize.WarmUp;
import dev.descent.solve.StepRule;

/** What a job file says about a step of descent, as the objects that do it. */
record StepRecipe(SolverSpec.MiniBatch descent) {

  /** The rule of a step, for {@code stepsAnEpoch}. */
  StepRule rule(int stepsAnEpoch) {
    return new StepRule(
        optimizer(),
        schedule(Math.multiplyExact(descent.epochs(), (long) stepsAnEpoch)),
        descent.step().clipNorm().orElse(Double.POSITIVE_INFINITY));
  }

  /** How many numbers the optimizer keeps of each parameter. */
  int slots() {
    return optimizer().init(1).slots().length;
  }

  private Optimizer optimizer() {
    OptimizerSpec optimizer = descent.step().optimizer();
    if (optimizer instanceof OptimizerSpec.Momentum momentum) {
      return new Momentum(momentum.momentum());
    }
    if (optimizer instanceof OptimizerSpec.Nesterov nesterov) {
      return nesterov.momentum().isPresent()
          ? new Nesterov(nesterov.momentum().getAsDouble())
          : new Fista();
    }
    if (optimizer instanceof OptimizerSpec.AdaGrad adaGrad) {
      return new AdaGrad(adaGrad.epsilon());
    }
    if (optimizer instanceof OptimizerSpec.RmsProp rmsProp) {
      return new RmsProp(rmsProp.decay(), rmsProp.epsilon());
    }
    return optimizer instanceof OptimizerSpec.Adam adam
        ? new Adam(adam.beta1(), adam.beta2(), adam.epsilon())
        : new Sgd();
  }

  /** The rates of {@code steps} steps in all. */
  private Schedule schedule(long steps) {
    RateSpec rate = descent.step().rate();
    Schedule schedule = withoutWarmUp(rate, (int) Math.min(steps, Integer.MAX_VALUE));
    return rate.warmUp() > 0 ? new WarmUp(rate.warmUp(), schedule) : schedule;
  }

  private static Schedule withoutWarmUp(RateSpec rate, int steps) {
    if (rate instanceof RateSpec.InverseScaling scaling) {
      return new InverseScaling(scaling.initial(), scaling.power());
    }
    if (rate instanceof RateSpec.Exponential exponential) {
      return new Exponential(exponential.initial(), exponential.decay());
    }
    if (rate instanceof RateSpec.Step step) {
      return new StepDecay(step.initial(), step.every(), step.factor());
    }
    return rate instanceof RateSpec.Cosine cosine
        ? new Cosine(cosine.initial(), steps)
        : new Constant(rate.initial());
  }
}

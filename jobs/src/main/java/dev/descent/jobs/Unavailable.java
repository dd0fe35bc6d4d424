package dev.descent.jobs;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.LossSpec;
import dev.descent.jobs.spec.ModelType;
import dev.descent.jobs.spec.OptimizerSpec;
import dev.descent.jobs.spec.RateSpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.jobs.spec.Then;

/** The settings that a job file may have and that no command does yet. */
final class Unavailable {
  private Unavailable() {}

  /**
   * Refuses a job that has one.
   *
   * @throws JobFileException naming the setting
   */
  static void refuse(JobSpec spec) {
    ModelType type = spec.model().type();
    LossSpec loss = spec.model().loss();
    refuse(type == ModelType.SOFTMAX, "model.type = softmax");
    refuse(type == ModelType.MLP, "model.type = mlp");
    refuse(loss instanceof LossSpec.Huber, "model.loss = huber");
    refuse(loss instanceof LossSpec.Poisson, "model.loss = poisson");
    descent(spec.training().solver());
  }

  private static void descent(SolverSpec solver) {
    refuse(solver instanceof SolverSpec.Exact, "training.solver = exact");
    refuse(solver instanceof SolverSpec.Lbfgs, "training.solver = l-bfgs");
    if (solver instanceof SolverSpec.MiniBatch descent) {
      refuse(descent.then() == Then.L_BFGS, "training.then = l-bfgs");
      optimizer(descent.step().optimizer());
      rate(descent.step().rate());
    }
  }

  private static void optimizer(OptimizerSpec optimizer) {
    boolean known =
        optimizer instanceof OptimizerSpec.Sgd || optimizer instanceof OptimizerSpec.Adam;
    refuse(!known, "this training.optimizer.type");
  }

  private static void rate(RateSpec rate) {
    boolean known = rate instanceof RateSpec.Constant || rate instanceof RateSpec.InverseScaling;
    refuse(!known, "this training.rate.type");
    refuse(rate.warmUp() > 0, "training.rate.warm-up > 0");
  }

  private static void refuse(boolean unavailable, String setting) {
    if (unavailable) {
      throw new JobFileException(setting + " is not available in this version");
    }
  }
}

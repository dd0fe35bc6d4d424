package dev.descent.jobs;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.PenaltySpec;
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
    descent(spec.training().solver(), spec.model().penalty());
  }

  private static void descent(SolverSpec solver, PenaltySpec penalty) {
    boolean exact = solver instanceof SolverSpec.Exact;
    refuse(exact && penalty.strength().values().length > 1, "model.penalty.strengths");
    boolean lbfgs =
        solver instanceof SolverSpec.Lbfgs
            || (solver instanceof SolverSpec.MiniBatch descent && descent.then() == Then.L_BFGS);
    refuse(lbfgs && penalty.hasLassoPart(), "l-bfgs with a lasso part");
  }

  private static void refuse(boolean unavailable, String setting) {
    if (unavailable) {
      throw new JobFileException(setting + " is not available in this version");
    }
  }
}

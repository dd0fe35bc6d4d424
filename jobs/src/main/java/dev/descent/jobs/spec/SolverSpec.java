package dev.descent.jobs.spec;

/** The key {@code training.solver}, with the settings that only this solver has. */
public sealed interface SolverSpec {
  /** Iterations of L-BFGS where the job file gives none. */
  int LBFGS_ITERATIONS = 500;

  /** Whether it ends after the epochs of the job file, if nothing else ends it. */
  default boolean isBoundByEpochs() {
    return false;
  }

  /** The most epochs of a solver that is bound by them. */
  default int epochs() {
    throw new IllegalStateException("the exact solver has no epochs");
  }

  /**
   * Mini-batch descent.
   *
   * @param step how a step is taken
   * @param epochs the most epochs, at least 1
   * @param averaging whether steps are summed over the cluster or taken in shards
   * @param then what follows
   */
  record MiniBatch(StepSpec step, int epochs, AveragingSpec averaging, Then then)
      implements SolverSpec {
    public MiniBatch {
      Bound.requireCount("training.epochs", epochs);
    }

    @Override
    public boolean isBoundByEpochs() {
      return then == Then.NOTHING;
    }
  }

  /**
   * L-BFGS, or OWL-QN where the penalty has a lasso part.
   *
   * @param epochs the most iterations, at least 1
   */
  record Lbfgs(int epochs) implements SolverSpec {
    public Lbfgs {
      Bound.requireCount("training.epochs", epochs);
    }

    @Override
    public boolean isBoundByEpochs() {
      return true;
    }
  }

  /** The optimum of the squared loss from sums over all rows, in double precision. */
  record Exact() implements SolverSpec {}
}

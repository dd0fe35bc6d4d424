package dev.descent.jobs.spec;

/** The section {@code model.penalty}; the intercept and biases are never penalized. */
public sealed interface PenaltySpec {

  /** What the penalty is multiplied by before it is added to the mean loss. */
  Strength strength();

  /** The scale of the coefficients that the penalty sees. */
  PenaltyScale on();

  /** Whether it adds anything; of a path, whether its first strength does. */
  default boolean penalizes() {
    return strength().values()[0] > 0;
  }

  /** Whether absolute values of coefficients count, so that steps need a prox. */
  boolean hasLassoPart();

  /** No penalty: one of strength 0. */
  record None() implements PenaltySpec {
    @Override
    public Strength strength() {
      return new Strength.One(0);
    }

    @Override
    public PenaltyScale on() {
      return PenaltyScale.STANDARDIZED;
    }

    @Override
    public boolean hasLassoPart() {
      return false;
    }
  }

  /** Ridge: half the squared norm of the coefficients. */
  record Ridge(Strength strength, PenaltyScale on) implements PenaltySpec {
    @Override
    public boolean hasLassoPart() {
      return false;
    }
  }

  /** Lasso: the sum of the absolute values of the coefficients. */
  record Lasso(Strength strength, PenaltyScale on) implements PenaltySpec {
    @Override
    public boolean hasLassoPart() {
      return true;
    }
  }

  /**
   * Elastic net: mixing times lasso plus 1 - mixing times ridge.
   *
   * @param mixing the share of the lasso, in [0, 1]
   */
  record ElasticNet(Strength strength, double mixing, PenaltyScale on) implements PenaltySpec {
    public ElasticNet {
      Bound.UNIT.require("penalty.mixing", mixing);
    }

    @Override
    public boolean hasLassoPart() {
      return mixing > 0;
    }
  }
}

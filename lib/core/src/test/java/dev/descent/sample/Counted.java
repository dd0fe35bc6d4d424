package dev.descent.sample;

import dev.descent.objective.LossGradient;
import dev.descent.objective.MiniBatch;
import dev.descent.objective.Risk;

/** A risk that counts how often it is asked. */
public final class Counted implements Risk {
  private final Risk rows;
  private long calls;

  public Counted(Risk rows) {
    this.rows = rows;
  }

  /** How often. */
  public long calls() {
    return calls;
  }

  @Override
  public long rows() {
    return rows.rows();
  }

  @Override
  public LossGradient at(double[] parameters, MiniBatch batch) {
    calls++;
    return rows.at(parameters, batch);
  }
}

package dev.descent.metric;

import java.io.Serializable;

/** One pass of a {@link ResidualSelect}; mergeable with the same bits in any order. */
public final class ResidualHistogram implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RadixHistogram residuals;
  private final RadixHistogram absolute;

  ResidualHistogram(RadixHistogram residuals, RadixHistogram absolute) {
    this.residuals = residuals;
    this.absolute = absolute;
  }

  /** Adds a row whose label and prediction have a finite difference; returns this. */
  public ResidualHistogram add(double label, double prediction, double weight) {
    double residual = label - prediction;
    residuals.add(residual, weight);
    absolute.add(Math.abs(residual), weight);
    return this;
  }

  /** Adds the rows of {@code that}, which must be of the same pass; returns this. */
  public ResidualHistogram merge(ResidualHistogram that) {
    residuals.merge(that.residuals);
    absolute.merge(that.absolute);
    return this;
  }

  RadixHistogram residuals() {
    return residuals;
  }

  RadixHistogram absolute() {
    return absolute;
  }
}

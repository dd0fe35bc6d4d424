package dev.descent.jobs.spec;

/** The scale of the coefficients that a penalty sees. */
public enum PenaltyScale {
  /** The coefficients of training, after standardization. */
  STANDARDIZED,
  /** The coefficients of the columns as they are. */
  ORIGINAL
}

package dev.descent.jobs.spec;

/** The kinds of model. */
public enum ModelType {
  /** A number, by the squared loss. */
  LINEAR,
  /** The probability of one of two classes, by the logistic loss. */
  LOGISTIC
}

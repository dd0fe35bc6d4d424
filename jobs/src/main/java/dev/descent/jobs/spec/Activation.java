package dev.descent.jobs.spec;

/** What a hidden layer does to its scores. */
public enum Activation {
  /** max(0, z). */
  RELU,
  /** The hyperbolic tangent. */
  TANH,
  /** 1 / (1 + exp(-z)). */
  LOGISTIC
}

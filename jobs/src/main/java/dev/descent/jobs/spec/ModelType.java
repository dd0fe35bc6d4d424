package dev.descent.jobs.spec;

/** The kinds of model. */
public enum ModelType {
  /** A number, by the squared, Huber or Poisson loss. */
  LINEAR,
  /** The probability of one of two classes, by the logistic loss. */
  LOGISTIC,
  /** The probabilities of several classes, by the softmax loss. */
  SOFTMAX,
  /** A network with hidden layers: a number by the squared loss, or classes by the softmax loss. */
  MLP
}

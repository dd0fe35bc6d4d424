package dev.descent.optimize;

import java.io.Serializable;

/** The learning rate of each step. */
public sealed interface Schedule extends Serializable
    permits Constant, InverseScaling, Exponential, StepDecay, Cosine, WarmUp {

  /** The rate of step {@code step}, counted from 0 over all epochs; finite and > 0. */
  double rate(int step);
}

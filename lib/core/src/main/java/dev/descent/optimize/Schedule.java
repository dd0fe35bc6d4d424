package dev.descent.optimize;

import java.io.Serializable;

/** The learning rate of each step. */
public sealed interface Schedule extends Serializable permits Constant, InverseScaling {

  /** The rate of step {@code step}, counted from 0 over all epochs. */
  double rate(int step);
}

package dev.descent.jobs;

import dev.descent.solve.StopReason;

/** Training has come to no optimum; the message says how far it got and what to try. */
final class UnsolvedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final StopReason reason;

  UnsolvedException(StopReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  StopReason reason() {
    return reason;
  }
}

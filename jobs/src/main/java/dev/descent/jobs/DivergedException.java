package dev.descent.jobs;

/** Training ended without a model; the message says what to try. */
final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DivergedException(String message) {
    super(message);
  }
}

package dev.descent.jobs;

/** The process was asked to end while a command was at work; run.json has been written. */
final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedRunException(Throwable cause) {
    super("interrupted", cause);
  }
}

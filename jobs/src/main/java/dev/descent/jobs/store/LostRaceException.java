package dev.descent.jobs.store;

/** Somebody else changed what a change to a model store was based on; the message says to what. */
public final class LostRaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LostRaceException(String message) {
    super(message);
  }
}

package dev.descent.jobs.store;

/** A change that a model store does not take, whoever else writes; the message says why. */
public final class StoreRuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreRuleException(String message) {
    super(message);
  }
}

package dev.descent.model;

/**
 * Files that are not a whole, valid model; the message names the file and what is wrong with it.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}

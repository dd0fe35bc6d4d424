package dev.descent.spark.data;

import java.util.List;

/**
 * Data that cannot be trained on or predicted; every line says what is wrong, where, and what to
 * do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /** One problem. */
  public DataException(String line) {
    this(List.of(line));
  }

  /** Several problems, one a line. */
  public DataException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  /** One problem with its cause. */
  public DataException(String line, Throwable cause) {
    super(line, cause);
    this.lines = List.of(line);
  }

  /** The problems, one a line. */
  public List<String> lines() {
    return lines;
  }
}

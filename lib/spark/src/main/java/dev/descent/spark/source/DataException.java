package dev.descent.spark.source;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Data that cannot be trained on or predicted; every line says what is wrong, where, and what to
 * do.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Chains of causes may be circular. */
  private static final int MAX_CAUSES = 100;

  /** One problem. */
  public DataException(String line) {
    this(List.of(line));
  }

  /** Several problems, one a line. */
  public DataException(List<String> lines) {
    super(String.join("\n", lines));
  }

  /** One problem with its cause. */
  public DataException(String line, Throwable cause) {
    super(line, cause);
  }

  /** The problems, one a line. */
  public List<String> lines() {
    return String.valueOf(getMessage()).lines().toList();
  }

  /**
   * The data exception that made {@code failure}: itself, or a cause of it, as when a task threw it
   * and Spark's job failed.
   */
  public static Optional<DataException> in(Throwable failure) {
    @Nullable Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
      if (at instanceof DataException found) {
        return Optional.of(found);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}

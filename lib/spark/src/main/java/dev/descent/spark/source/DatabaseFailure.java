package dev.descent.spark.source;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database refused to do.
 *
 * @param line its words, on one line
 */
public record DatabaseFailure(String line) {
  private static final int MAX_CAUSES = 100;

  /** What made {@code failure}, if that was a database. */
  public static Optional<DatabaseFailure> in(Throwable failure) {
    @Nullable Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
      if (at instanceof SQLException) {
        return Optional.of(new DatabaseFailure(TableReader.firstLine(at)));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  /** What to tell the user of the table that {@code where} names. */
  public DataException refusal(String where, Throwable cause) {
    return new DataException(
        where
            + ": "
            + (line.contains("No suitable driver")
                ? "there is no JDBC driver for the url on the class path; add it, for example with"
                    + " --packages org.postgresql:postgresql:42.7.8"
                : "the database says: " + line),
        cause);
  }
}

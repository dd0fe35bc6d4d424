package dev.descent.spark.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/**
 * A file that Spark failed to read.
 *
 * @param path as Spark names it
 * @param reason in Spark's or Hadoop's words
 */
public record UnreadableFile(String path, String reason) {
  private static final String CONDITION = "FAILED_READ_FILE";
  private static final int MAX_CAUSES = 100;

  /** Two lines of the message about a header that differs. */
  private static final Pattern HEADER = Pattern.compile(" Header: (.*)\\R Schema: (.*)\\R");

  /** The file whose reading made {@code failure}, if that is what it was. */
  public static Optional<UnreadableFile> in(Throwable failure) {
    @Nullable Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
      if (at instanceof SparkThrowable spark
          && spark.getCondition() != null
          && spark.getCondition().startsWith(CONDITION)) {
        Throwable cause = at.getCause() == null ? at : at.getCause();
        String path = spark.getMessageParameters().getOrDefault("path", "a file");
        return Optional.of(new UnreadableFile(path, String.valueOf(cause.getMessage())));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  /** What to tell the user of the table that {@code where} names. */
  public DataException refusal(String where, Throwable cause) {
    Matcher header = HEADER.matcher(reason);
    if (header.find()) {
      return new DataException(
          where
              + ": the header of "
              + path
              + " is "
              + header.group(1)
              + ", but that of another file of this table is "
              + header.group(2)
              + "; give all files the same columns in the same order",
          cause);
    }
    String line = reason.strip().replaceAll("\\s+", " ");
    return new DataException(
        where + ": cannot read " + path + ": " + line + "; replace the file or leave it out",
        cause);
  }
}

package dev.descent.jobs.spec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job file that cannot be used, with one line for each of its errors. */
public final class JobFileException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** One error that only a command can see, such as a setting that it cannot do without. */
  public JobFileException(String line) {
    this(List.of(line), null);
  }

  /** Several errors, one line each. */
  public JobFileException(List<String> lines) {
    this(lines, null);
  }

  private JobFileException(List<String> lines, @Nullable Throwable cause) {
    super(String.join("\n", lines), cause);
  }

  /** The exception for a job file whose text could not be read, with one line. */
  public static JobFileException unreadable(String fileName, IOException cause) {
    return new JobFileException(
        List.of("the job file cannot be read: " + reason(cause) + " (" + fileName + ")"), cause);
  }

  /** The errors, one line each, in the order of the file; those of overrides come last. */
  public List<String> lines() {
    return String.valueOf(getMessage()).lines().toList();
  }

  private static String reason(IOException cause) {
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof AccessDeniedException || text.contains("Permission denied")) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "it does not exist";
    }
    return text.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }
}

package dev.descent.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that gets what is told on standard input.
 *
 * @param words the program and its arguments, which no shell reads
 * @param maxTime after which it is ended, with all that it started
 */
record AlertCommand(List<String> words, Duration maxTime) implements Recipient {

  @Override
  public String key() {
    return "retrain.alerts.command";
  }

  @Override
  public Optional<String> tell(byte[] json) {
    try {
      // From a file, so that a program that reads nothing keeps nobody waiting.
      Path input = Files.createTempFile("descent-alert", ".json");
      try {
        Files.write(input, json);
        return run(input);
      } finally {
        Files.deleteIfExists(input);
      }
    } catch (IOException e) {
      return Optional.of("cannot be started (" + e.getMessage() + ")");
    }
  }

  private Optional<String> run(Path input) throws IOException {
    Process process =
        new ProcessBuilder(words)
            .redirectInput(input.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (!process.waitFor(maxTime.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.of("did not end within retrain.alerts.max-time and was ended");
      }
      int code = process.exitValue();
      return code == 0 ? Optional.empty() : Optional.of("ended with exit code " + code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("was ended, because the run was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

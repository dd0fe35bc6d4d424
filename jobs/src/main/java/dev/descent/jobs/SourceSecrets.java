package dev.descent.jobs;

import dev.descent.jobs.spec.CodePaths;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.OptionSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Looks up the secrets that a job file names, when they are needed and not before.
 *
 * @param environment the variables of this process
 */
record SourceSecrets(Map<String, String> environment, Configuration hadoop) {
  private static final int MOST_BYTES = 1 << 16;

  /**
   * The options with their secrets, which must not be shown.
   *
   * @throws JobFileException if a secret is not where the job file says
   */
  Map<String, String> resolved(String where, Map<String, OptionSpec> options) {
    Map<String, String> resolved = new TreeMap<>();
    options.forEach(
        (name, option) -> {
          String key = where + ".options." + name;
          resolved.put(name, harmless(key, resolved(key, option)));
        });
    return resolved;
  }

  /** What stands in a secret is as much data as what stands in a job file. */
  private static String harmless(String key, String value) {
    if (value.startsWith("jdbc:") && CodePaths.in(value).isPresent()) {
      throw new JobFileException(
          key
              + ": the secret has "
              + CodePaths.in(value).get()
              + ", which is code, a script or a file to the driver; remove it");
    }
    return value;
  }

  /**
   * The value of one option.
   *
   * @param key that names it in a message
   * @throws JobFileException if a secret is not where the job file says
   */
  String resolved(String key, OptionSpec option) {
    if (option instanceof OptionSpec.InEnvironment secret) {
      String value = environment.get(secret.name());
      if (value == null) {
        throw new JobFileException(
            key + ": the environment variable " + secret.name() + " is not set; set it");
      }
      return value;
    }
    return option instanceof OptionSpec.InFile secret
        ? read(key, secret.path())
        : ((OptionSpec.Plain) option).text();
  }

  /** The text of a file less the end of its line. */
  private String read(String key, String file) {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new JobFileException(
          key + ": cannot read the file " + file + "; check that it is there and may be read");
    }
  }
}

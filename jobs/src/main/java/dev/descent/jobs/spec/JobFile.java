package dev.descent.jobs.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A job file that may be read with more than one choice of settings.
 *
 * @param name as error messages name the file
 * @param text its HOCON text
 * @param overrides lines {@code key=value} of HOCON, laid over the file in their order
 * @param environment the variables that <code>${?NAME}</code> may name
 */
public record JobFile(
    String name, String text, List<String> overrides, Map<String, String> environment) {
  public JobFile {
    overrides = List.copyOf(overrides);
    environment = Map.copyOf(environment);
  }

  /** The same with more settings laid over it. */
  public JobFile with(List<String> more) {
    List<String> all = Stream.concat(overrides.stream(), more.stream()).toList();
    return new JobFile(name, text, all, environment);
  }

  /**
   * The job.
   *
   * @throws JobFileException with one line for every error
   */
  public JobSpec spec() {
    return JobSpec.parse(name, text, overrides, environment);
  }
}

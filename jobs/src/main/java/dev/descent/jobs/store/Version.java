package dev.descent.jobs.store;

import java.time.Instant;
import java.util.Map;

/**
 * A version of a model.
 *
 * @param number of its folder, from 1
 * @param run the run that trained it
 * @param parametersSha256 of its parameters
 * @param files what each file of its folder must be
 * @param published when
 */
public record Version(
    int number,
    String run,
    String parametersSha256,
    Map<String, FileMark> files,
    Instant published) {
  public Version {
    files = Map.copyOf(files);
  }
}

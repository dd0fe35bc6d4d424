package dev.descent.jobs.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a model.
 *
 * @param number of its folder, from 1
 * @param run the run that trained it
 * @param parametersSha256 of its parameters
 * @param files what each file of its folder must be
 * @param published when
 * @param decided what the decision that is among the files is about, if there is one
 */
public record Version(
    int number,
    String run,
    String parametersSha256,
    Map<String, FileMark> files,
    Instant published,
    Optional<String> decided) {
  public Version {
    files = Map.copyOf(files);
  }
}

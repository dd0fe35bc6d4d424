package dev.descent.jobs.store;

import dev.descent.model.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint as it was read.
 *
 * @param number its place, from 1
 * @param head what its writer says of it
 * @param vectors numbers by name
 */
public record Checkpoint(long number, Fields head, Map<String, double[]> vectors) {
  public Checkpoint {
    vectors = Collections.unmodifiableMap(new LinkedHashMap<>(vectors));
  }
}

package dev.descent.jobs.spec;

import java.util.Optional;

/**
 * The section {@code output}.
 *
 * @param runs the folder of run folders, a Hadoop path
 * @param store the model store
 * @param predictions where {@code predict} writes; it needs one
 * @param report whether a run ends with a page about it
 */
public record OutputSpec(
    String runs, StoreSpec store, Optional<PredictionsSpec> predictions, boolean report) {
  public OutputSpec {
    Bound.requireText("output.runs", runs);
  }
}

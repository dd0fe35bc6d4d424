package dev.descent.jobs.spec;

import java.util.Optional;

/**
 * The section {@code output}.
 *
 * @param runs the folder of run folders, a Hadoop path
 * @param store the model store
 * @param predictions where {@code predict} writes; it needs one
 */
public record OutputSpec(String runs, StoreSpec store, Optional<PredictionsSpec> predictions) {
  public OutputSpec {
    Bound.requireText("output.runs", runs);
  }
}

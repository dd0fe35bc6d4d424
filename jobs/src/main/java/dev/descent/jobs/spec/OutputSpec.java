package dev.descent.jobs.spec;

import java.util.Optional;

/**
 * The section {@code output}.
 *
 * @param runs the folder of run folders, a Hadoop path
 * @param store the model store
 * @param predictions where {@code predict} writes; it needs one
 * @param report whether a run ends with a page about it
 * @param landscape whether training tells where it went, and the objective around that
 */
public record OutputSpec(
    String runs,
    StoreSpec store,
    Optional<PredictionsSpec> predictions,
    boolean report,
    boolean landscape) {
  public OutputSpec {
    Bound.requireText("output.runs", runs);
  }
}

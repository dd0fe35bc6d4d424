package dev.descent.jobs.spec;

/** The key {@code training.start}: the parameters before the first step. */
public sealed interface StartSpec {

  /** Zeros; for an mlp random numbers from the seed. */
  record Fresh() implements StartSpec {}

  /** Those of the champion in the model store. */
  record Champion() implements StartSpec {}

  /** Those of the model in a folder. */
  record FromModel(String path) implements StartSpec {
    public FromModel {
      Bound.requireText("training.start.model", path);
    }
  }
}

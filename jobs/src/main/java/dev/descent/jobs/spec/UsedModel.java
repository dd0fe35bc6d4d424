package dev.descent.jobs.spec;

/** The model that {@code evaluate} and {@code predict} use. */
public sealed interface UsedModel {

  /** The model of the newest run of the job's name that ended with exit code 0. */
  record Latest() implements UsedModel {}

  /** The champion in the model store. */
  record Champion() implements UsedModel {}

  /** A version in the model store. */
  record AtVersion(int number) implements UsedModel {
    public AtVersion {
      Bound.requireCount("use.model.version", number);
    }
  }

  /** The model in a folder. */
  record AtPath(String path) implements UsedModel {
    public AtPath {
      Bound.requireText("use.model.path", path);
    }
  }
}

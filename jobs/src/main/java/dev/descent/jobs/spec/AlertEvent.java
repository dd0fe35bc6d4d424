package dev.descent.jobs.spec;

/** An end of {@code retrain} that somebody may want to hear of. */
public enum AlertEvent {
  /** The challenger is the champion now. */
  PROMOTED,

  /** The challenger is not better. */
  KEPT,

  /** A gate stopped the challenger. */
  REFUSED,

  /** There was no decision: any exit code but that of a refusal. */
  FAILED;

  /** The word for it in files. */
  public String word() {
    return Words.of(this);
  }
}

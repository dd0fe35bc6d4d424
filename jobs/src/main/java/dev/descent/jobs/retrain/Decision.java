package dev.descent.jobs.retrain;

/** What becomes of a challenger. */
public enum Decision {
  /** It takes the place of the champion. */
  PROMOTE("promoted"),

  /** It is not better, so that the champion stays. */
  KEEP("kept"),

  /** It is worse than is allowed in some way, so that the champion stays. */
  REFUSE("refused");

  private final String outcome;

  Decision(String outcome) {
    this.outcome = outcome;
  }

  /** The word for it in files, once it is done. */
  public String outcome() {
    return outcome;
  }
}

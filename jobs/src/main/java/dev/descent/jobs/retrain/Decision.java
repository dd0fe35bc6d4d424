package dev.descent.jobs.retrain;

import java.util.Arrays;

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

  /**
   * The one with that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Decision ofOutcome(String outcome) {
    return Arrays.stream(values())
        .filter(decision -> decision.outcome.equals(outcome))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a decision must be promoted, kept or refused, but was " + outcome));
  }
}

package dev.descent.objective;

/** The rows {@code from} (included) to {@code to} (excluded) of the hash order. */
public record MiniBatch(long from, long to) {

  public MiniBatch {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "a mini-batch needs at least one row, but was " + from + " to " + to);
    }
  }

  /** How many rows. */
  public long rows() {
    return to - from;
  }
}

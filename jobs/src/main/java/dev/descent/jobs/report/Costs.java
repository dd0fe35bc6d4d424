package dev.descent.jobs.report;

/** What the two errors of a classifier of two classes cost, for the slider to begin with. */
public record Costs(double falsePositive, double falseNegative) {
  /** Both the same. */
  public static final Costs EQUAL = new Costs(1, 1);

  public Costs {
    if (!(falsePositive >= 0) || !(falseNegative >= 0)) {
      throw new IllegalArgumentException(
          "costs must be >= 0, but were " + falsePositive + " and " + falseNegative);
    }
  }
}

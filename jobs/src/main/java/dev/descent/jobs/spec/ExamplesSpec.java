package dev.descent.jobs.spec;

/**
 * The section {@code evaluation.examples}: rows that are kept to look at.
 *
 * @param rows of a sample, from 1 to 5000
 * @param worst how many with the largest losses, from 1 to 200
 */
public record ExamplesSpec(int rows, int worst) {
  static final int MOST_ROWS = 5000;
  static final int MOST_WORST = 200;

  public ExamplesSpec {
    require("rows", rows, MOST_ROWS);
    require("worst", worst, MOST_WORST);
  }

  private static void require(String key, int count, int most) {
    if (count < 1 || count > most) {
      throw new IllegalArgumentException(
          "evaluation.examples." + key + " must be from 1 to " + most + ", but was " + count);
    }
  }
}

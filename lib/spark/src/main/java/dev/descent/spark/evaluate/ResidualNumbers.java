package dev.descent.spark.evaluate;

/** Of a row of a regression label - prediction, and how large that is. */
record ResidualNumbers() implements RowNumbers {
  /** The residual itself. */
  static final int SIGNED = 0;

  /** Its absolute value. */
  static final int ABSOLUTE = 1;

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public void write(ScoredRows chunk, int i, double[] into) {
    into[SIGNED] = chunk.label(i) - chunk.score(i);
    into[ABSOLUTE] = Math.abs(into[SIGNED]);
  }

  @Override
  public int actual(ScoredRows chunk, int i) {
    return 0;
  }

  /** No row is positive. */
  @Override
  public int positive(int k) {
    return 1;
  }
}

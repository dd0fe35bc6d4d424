package dev.descent.spark.evaluate;

/** The probabilities of the classes that have a curve: of two the positive one, else all. */
final class Probabilities {
  private final Link link;
  private final double[] values;

  Probabilities(Link link) {
    this.link = link;
    this.values = new double[link.outputs()];
  }

  /** Of row {@code i}, in an array that the next row overwrites. */
  double[] of(ScoredRows chunk, int i) {
    chunk.copyScores(i, values);
    link.probabilities(values);
    return values;
  }

  /** The class of row {@code i}. */
  static int actual(ScoredRows chunk, int i) {
    return (int) chunk.label(i);
  }

  /** Whether row {@code i} is of the class of curve {@code k}. */
  boolean isActual(ScoredRows chunk, int i, int k) {
    return actual(chunk, i) == (values.length == 1 ? 1 : k);
  }
}

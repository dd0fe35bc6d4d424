package dev.descent.jobs.bench;

/** Other ways to the same result, or parts of the way, timed in turns with Descent's in one JVM. */
enum Beside {
  BARE("bare sgemv pairs", "bareSeconds"),
  OPENBLAS("bare sgemv pairs by OpenBLAS", "bareOpenblasSeconds"),
  THREADS("the pass without Spark", "withoutSparkSeconds"),
  ONE_THREAD("the pass without Spark by one thread", "oneThreadSeconds"),
  HALF("a half of the rows", "halfSeconds"),
  QUARTER("a quarter of the rows", "quarterSeconds"),
  EIGHTH("an eighth of the rows", "eighthSeconds"),
  EMPTY("an empty treeAggregate", "emptyTreeAggregateSeconds"),
  GRADIENTS("the gradients alone", "gradientsSeconds"),
  SESSION("a JVM with an empty session from start to end", "emptySessionSeconds");

  private final String words;
  private final String figure;

  Beside(String words, String figure) {
    this.words = words;
    this.figure = figure;
  }

  /** What it is. */
  String words() {
    return words;
  }

  /** The figure of an outcome that has its seconds. */
  String figure() {
    return figure;
  }
}

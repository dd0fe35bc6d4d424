package dev.descent.spark.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;

/** The rows to look at among those that were added, whatever their order. Mergeable. */
final class ExampleRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LeastRows sample;
  private final LeastRows worst;

  ExampleRows(Examples.Wanted wanted) {
    sample = new LeastRows(wanted.rows());
    worst = new LeastRows(wanted.worst());
  }

  /** Adds a row, which is only made if it is kept. */
  void add(double loss, long hash, Supplier<Example> row) {
    sample.add(new LeastRows.Rank(0, hash), row);
    worst.add(new LeastRows.Rank(loss, hash), row);
  }

  /** Adds the rows of {@code that}; returns this. */
  ExampleRows merge(ExampleRows that) {
    sample.merge(that.sample);
    worst.merge(that.worst);
    return this;
  }

  /** Those with the least hashes, in their order. */
  List<Example> sample() {
    return sample.rows();
  }

  /** Those with the largest losses, the largest first. */
  List<Example> worst() {
    return worst.rows();
  }
}

package dev.descent.jobs.spec;

/** How many rows make a mini-batch: a number of rows, or all of them. */
public sealed interface BatchSize {

  /** The rows of one mini-batch when there are {@code rows} rows to train on. */
  long among(long rows);

  /** A fixed number of rows, at least 1; fewer when there are fewer. */
  record Rows(int rows) implements BatchSize {
    public Rows {
      Bound.requireCount("batch-size", rows);
    }

    @Override
    public long among(long available) {
      return Math.min(rows, available);
    }
  }

  /** All rows: one step an epoch. */
  record Full() implements BatchSize {
    @Override
    public long among(long available) {
      return available;
    }
  }
}

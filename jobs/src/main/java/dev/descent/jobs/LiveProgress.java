package dev.descent.jobs;

import dev.descent.solve.Progress;
import dev.descent.solve.StrengthPath;

/**
 * A training while it runs: for people on standard error, in the descriptions of Spark's jobs, and
 * in Spark's metrics system.
 */
final class LiveProgress implements AutoCloseable {
  private static final String EPOCH = "epoch";

  private final ProgressView view;
  private final JobDescription description;
  private final int epochs;

  /** Of a training of so many {@code epochs} at most. */
  LiveProgress(ProgressView view, JobDescription description, int epochs) {
    this.view = view;
    this.description = description;
    this.epochs = epochs;
  }

  /** The sums of a path begin. */
  void beginsPath() {
    description.says("products of the features");
  }

  /** The optimum for another strength is known. */
  void strength(StrengthPath.Entry entry, int done, int of) {
    view.passed(Headway.strength(entry, done, of));
  }

  /** The epochs begin, after those that a stopped run had done. */
  void begins(int epochsDone) {
    description.says(Headway.place(EPOCH, Math.min(epochsDone + 1, epochs), epochs));
  }

  /** An epoch has ended, and the next one begins if there is one. */
  void epoch(Progress progress, double rowsPerSecond) {
    TrainingGauges.show(progress, rowsPerSecond);
    view.passed(Headway.epoch(progress, epochs, rowsPerSecond));
    begins(progress.epoch());
  }

  @Override
  public void close() {
    view.close();
    description.close();
  }
}

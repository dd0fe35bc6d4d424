package dev.descent.jobs;

import java.io.PrintWriter;

/**
 * What people see of a training while it runs, on standard error: a bar on a terminal, else one
 * line an epoch.
 */
interface ProgressView extends AutoCloseable {

  /** Another epoch has ended, or another strength of a path is done. */
  void passed(Headway headway);

  @Override
  void close();

  /** Nothing at all. */
  static ProgressView none() {
    return new ProgressView() {
      @Override
      public void passed(Headway headway) {
        // Quiet.
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }

  /** The view that fits the terminal. */
  static ProgressView of(String name, PrintWriter err) {
    TimeLeft left = new TimeLeft(System::nanoTime);
    return Terminal.movesItsCursor()
        ? new ProgressBarView(name, left, System.err)
        : new Lines(name, left, err);
  }

  /** A line for every epoch. */
  final class Lines implements ProgressView {
    private final String name;
    private final TimeLeft left;
    private final PrintWriter err;

    Lines(String name, TimeLeft left, PrintWriter err) {
      this.name = name;
      this.left = left;
      this.err = err;
    }

    @Override
    public void passed(Headway headway) {
      String time = left.after(headway);
      if (headway.isMilestone()) {
        err.println(name + ": " + headway.line(time));
      }
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}

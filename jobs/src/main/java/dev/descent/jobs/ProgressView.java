package dev.descent.jobs;

import dev.descent.solve.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * What people see of a training while it runs, on standard error: a bar on a terminal, else one
 * line an epoch.
 */
interface ProgressView extends AutoCloseable {
  /** The number of epochs of a solver that ends by itself. */
  int UNBOUNDED = Integer.MAX_VALUE;

  /** An epoch has ended; {@code rowsPerSecond} is its speed. */
  void epoch(Progress progress, double rowsPerSecond);

  @Override
  void close();

  /** Nothing at all. */
  static ProgressView none() {
    return new ProgressView() {
      @Override
      public void epoch(Progress progress, double rowsPerSecond) {
        // Quiet.
      }

      @Override
      public void close() {
        // Nothing was opened.
      }
    };
  }

  /** The view that fits the terminal. */
  static ProgressView of(String name, int epochs, PrintWriter err) {
    boolean bar = Terminal.showsErrors() && System.getenv("NO_COLOR") == null;
    return bar ? new Bar(name, epochs) : new Lines(name, epochs, err);
  }

  /** objective, validation loss if there is one, rows a second. */
  static String words(Progress progress, double rowsPerSecond) {
    String validation =
        Double.isNaN(progress.validationLoss())
            ? ""
            : String.format(Locale.ROOT, ", validation %.6g", progress.validationLoss());
    return String.format(
        Locale.ROOT,
        "objective %.6g%s, %,.0f rows/s",
        progress.objective(),
        validation,
        rowsPerSecond);
  }

  /** A bar that moves by epochs. */
  final class Bar implements ProgressView {
    private final ProgressBar bar;

    private Bar(String name, int epochs) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(epochs == UNBOUNDED ? -1 : epochs)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .setMaxRenderedLength(Terminal.columns() - 1)
              .build();
    }

    @Override
    public void epoch(Progress progress, double rowsPerSecond) {
      bar.setExtraMessage(" " + words(progress, rowsPerSecond));
      bar.stepTo(progress.epoch());
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line for every epoch. */
  final class Lines implements ProgressView {
    private final String name;
    private final String of;
    private final PrintWriter err;

    private Lines(String name, int epochs, PrintWriter err) {
      this.name = name;
      this.of = epochs == UNBOUNDED ? "" : "/" + epochs;
      this.err = err;
    }

    @Override
    public void epoch(Progress progress, double rowsPerSecond) {
      err.println(
          name + ": epoch " + progress.epoch() + of + ", " + words(progress, rowsPerSecond));
    }

    @Override
    public void close() {
      err.flush();
    }
  }
}

package dev.descent.jobs;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** A bar that moves by epochs, and before them by the strengths of a path, if there is one. */
final class ProgressBarView implements ProgressView {
  private static final int LONGEST_BAR = 30;
  private static final int SHORTEST_BAR = 10;

  private final String name;
  private final TimeLeft left;
  private final PrintStream terminal;
  private final int columns = Terminal.columns();
  private String unit = "";
  private @Nullable ProgressBar bar;

  ProgressBarView(String name, TimeLeft left, PrintStream terminal) {
    this.name = name;
    this.left = left;
    this.terminal = terminal;
  }

  @Override
  public void passed(Headway headway) {
    if (bar == null || !unit.equals(headway.unit())) {
      close();
      unit = headway.unit();
      bar = start(headway);
    }
    bar.setExtraMessage(headway.line(left.after(headway)));
    bar.stepTo(headway.done());
  }

  private ProgressBar start(Headway headway) {
    return new ProgressBarBuilder()
        .setInitialMax(headway.isBounded() ? headway.of() : -1)
        .setUpdateIntervalMillis(100)
        .setRenderer((state, width) -> line(name, state, width))
        .setConsumer(new ConsoleProgressBarConsumer(terminal, columns - 1))
        .build();
  }

  private static String line(String name, ProgressState state, int width) {
    return state.isIndefinite()
        ? padded(name + ": " + state.getExtraMessage(), width)
        : line(name, state.getNormalizedProgress(), state.getExtraMessage(), width);
  }

  /** Name, bar and words; where they are too long for the line, the words come first. */
  static String line(String name, double share, String words, int width) {
    int room = width - name.length() - words.length() - " [] ".length();
    if (room < SHORTEST_BAR) {
      return name.isEmpty() ? padded(words, width) : line("", share, words, width);
    }
    int length = Math.min(room, LONGEST_BAR);
    int done = (int) (share * length);
    String bar = " [" + "=".repeat(done) + " ".repeat(length - done) + "] ";
    return padded(name + bar + words, width);
  }

  /** Nothing is left of the line before. */
  private static String padded(String line, int width) {
    return line + " ".repeat(Math.max(0, width - line.length()));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

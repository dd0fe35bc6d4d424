package dev.descent.jobs;

import dev.descent.solve.Progress;
import dev.descent.solve.StrengthPath;
import java.util.Locale;

/**
 * How far a training is with what it does one after the other.
 *
 * @param unit what there are many of: epochs, or the strengths of a path
 * @param done how many of them
 * @param of the most there can be; {@link #UNBOUNDED} where a solver ends by itself
 * @param measured at the last one, in words
 * @param speed of the last one, in words; empty where it has none
 */
record Headway(String unit, int done, int of, String measured, String speed) {
  /** The number of epochs of a solver that ends by itself. */
  static final int UNBOUNDED = Integer.MAX_VALUE;

  private static final String STRENGTH = "strength";

  /** A line for each of a hundred strengths would say less than ten. */
  private static final int LINES_A_PATH = 10;

  /** An epoch has ended. */
  static Headway epoch(Progress progress, int of, double rowsPerSecond) {
    return new Headway(
        "epoch",
        progress.epoch(),
        of,
        losses(progress.objective(), progress.validationLoss()),
        String.format(Locale.ROOT, "%,.0f rows/s", rowsPerSecond));
  }

  /** The optimum for {@code done} of the strengths of a path is known, the last one that given. */
  static Headway strength(StrengthPath.Entry entry, int done, int of) {
    String measured =
        String.format(
            Locale.ROOT,
            "%.4g: %s, coefficients %d",
            entry.strength(),
            losses(entry.objective(), entry.validationLoss()),
            entry.nonzeros());
    return new Headway(STRENGTH, done, of, measured, "");
  }

  /** Another candidate has been tried, or another training of candidates on folds has ended. */
  static Headway tried(String unit, String measured, int done, int of) {
    return new Headway(unit, done, of, measured, "");
  }

  private static String losses(double objective, double validation) {
    return String.format(Locale.ROOT, "objective %.6g", objective)
        + (Double.isNaN(validation)
            ? ""
            : String.format(Locale.ROOT, ", validation %.6g", validation));
  }

  boolean isBounded() {
    return of != UNBOUNDED;
  }

  /** Whether it is one of those that a log should have. */
  boolean isMilestone() {
    return !unit.equals(STRENGTH)
        || (long) done * LINES_A_PATH / of != (done - 1L) * LINES_A_PATH / of;
  }

  /** As in "epoch 7/20". */
  String place() {
    return place(unit, done, of);
  }

  static String place(String unit, int number, int of) {
    return unit + " " + number + (of == UNBOUNDED ? "" : "/" + of);
  }

  /** All of it on one line, with how much time is left; that may be empty. */
  String line(String left) {
    return place()
        + ", "
        + measured
        + (left.isEmpty() ? "" : ", " + left)
        + (speed.isEmpty() ? "" : ", " + speed);
  }
}

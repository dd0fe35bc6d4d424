package dev.descent.metric;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a curve before its scores are sorted.
 *
 * @param positiveClass the class that is positive; all others are negative
 * @param classes how many classes there are
 * @param positives weight of all positive rows
 * @param negatives weight of all negative rows
 * @param goal what a threshold is to be chosen for; null for no choice
 * @param points about how many points of the curve are kept for plotting, if it has more
 */
public record CurveFrame(
    int positiveClass,
    int classes,
    double positives,
    double negatives,
    @Nullable ThresholdGoal goal,
    int points)
    implements Serializable {

  /** A curve with fewer points is coarser than what can be stated of its deviation. */
  public static final int LEAST_POINTS = 64;

  private static final int CELLS_OF_POINTS = 5;
  private static final int OCTAVES = 32;

  /** Below this share of the rows, precision is not followed any finer. */
  private static final double FINEST = 0x1p-40;

  private static final int MANTISSA_BITS = 52;

  /** Requires classes and points. */
  public CurveFrame {
    if (positiveClass < 0 || positiveClass >= classes) {
      throw new IllegalArgumentException(
          "class must be in [0, " + classes + "), but was " + positiveClass);
    }
    if (points < LEAST_POINTS) {
      throw new IllegalArgumentException(
          "points must be >= " + LEAST_POINTS + ", but were " + points);
    }
  }

  /** Of two classes, of which 1 is positive. */
  public static CurveFrame binary(BinaryWeights all, @Nullable ThresholdGoal goal, int points) {
    return new CurveFrame(1, 2, all.positives(), all.negatives(), goal, points);
  }

  /** Of one of several classes against the rest. */
  public static CurveFrame oneOf(int classes, int one, BinaryWeights all, int points) {
    return new CurveFrame(one, classes, all.positives(), all.negatives(), null, points);
  }

  /** The same curve of other rows, with few points and without a goal. */
  public CurveFrame with(BinaryWeights all) {
    return new CurveFrame(
        positiveClass, classes, all.positives(), all.negatives(), null, LEAST_POINTS);
  }

  /** The same curve where all other classes are one. */
  CurveFrame ofTwo() {
    return new CurveFrame(1, 2, positives, negatives, goal, points);
  }

  /** The weight of all rows. */
  public double whole() {
    return positives + negatives;
  }

  double recall(double tp) {
    return BinaryConfusion.ratio(tp, positives);
  }

  double fallOut(double fp) {
    return BinaryConfusion.ratio(fp, negatives);
  }

  BinaryConfusion confusion(double tp, double fp) {
    return new BinaryConfusion(tp, fp, negatives - fp, positives - tp);
  }

  /** The cell of a point along the ROC curve: recall + fall-out, cut into equal steps. */
  int rocCell(double tp, double fp) {
    return (int) ((recall(tp) + fallOut(fp)) * (rocCells() / 2.0));
  }

  /** The cell of a point along the PR curve: tp + fp, each octave cut into equal steps. */
  long prCell(double tp, double fp) {
    double predicted = Math.max(tp + fp, FINEST * (positives + negatives));
    return Double.doubleToRawLongBits(predicted) >>> (MANTISSA_BITS - octaveBits());
  }

  /** How far recall and fall-out of a point that is not kept are from those of one that is. */
  double rocDeviation() {
    return 2.0 / rocCells();
  }

  /** How far its precision is from that of one that is kept. */
  double prDeviation() {
    return Math.scalb(1.0, -octaveBits());
  }

  private int rocCells() {
    return points / CELLS_OF_POINTS;
  }

  private int octaveBits() {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(points / OCTAVES);
  }
}

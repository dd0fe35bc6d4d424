package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Logistic losses on vectors: the operations of {@link LogisticSum} lane by lane. */
final class VectorLogistic {
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final int D = DOUBLES.length();
  private static final int S = SINGLES.length();

  private VectorLogistic() {}

  /** e^-|f| of {@code count} scores. */
  private static void decays(double[] scores, int score, double[] into, int count) {
    int whole = VectorFunctions.normal(scores, score, count - count % D);
    for (int i = 0; i < whole; i += D) {
      VectorFunctions.exponential(DoubleVector.fromArray(DOUBLES, scores, score + i).abs().neg())
          .intoArray(into, i);
    }
    for (int i = whole; i < count; i++) {
      into[i] = StableMath.exp(-Math.abs(scores[score + i]));
    }
  }

  /** Losses and residuals as {@link Kernels#logistic} defines them. */
  static void logistic(
      double[] scores, int score, double[] labels, int label, double[] losses, int count) {
    decays(scores, score, losses, count);
    int whole = count - count % D;
    addLosses(scores, score, labels, label, losses, whole);
    for (int i = whole; i < count; i++) {
      ScalarKernels.logistic(scores, score + i, labels[label + i], losses[i], losses, i);
    }
  }

  /** Exponentials become losses, and scores residuals: of whole vectors. */
  private static void addLosses(
      double[] scores, int score, double[] labels, int label, double[] losses, int whole) {
    double[] series = StableMath.INVERSE_ODDS;
    for (int i = 0; i < whole; i += D) {
      DoubleVector e = DoubleVector.fromArray(DOUBLES, losses, i);
      DoubleVector s = e.div(e.add(2.0));
      DoubleVector z = s.mul(s);
      DoubleVector sum = DoubleVector.broadcast(DOUBLES, series[0]);
      for (int k = 1; k < StableMath.LOG_TERMS; k++) {
        sum = sum.lanewise(VectorOperators.FMA, z, DoubleVector.broadcast(DOUBLES, series[k]));
      }
      DoubleVector log = s.mul(z).lanewise(VectorOperators.FMA, sum, s).mul(2.0);
      DoubleVector f = DoubleVector.fromArray(DOUBLES, scores, score + i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, labels, label + i);
      VectorMask<Double> negative = f.compare(VectorOperators.LT, 0);
      f.blend(0, negative).sub(y.mul(f)).add(log).intoArray(losses, i);
      DoubleVector.broadcast(DOUBLES, 1)
          .blend(e, negative)
          .div(e.add(1.0))
          .sub(y)
          .intoArray(scores, score + i);
    }
  }

  /** The sum of losses, and residuals, as {@link Kernels#sumLogistic} defines them. */
  static double sum(
      double[] scores, int score, double[] labels, int label, int count, LogisticSum sum) {
    for (int from = 0; from < count; from += Lanes.LOGISTIC_ROWS) {
      int rows = Math.min(Lanes.LOGISTIC_ROWS, count - from);
      int whole = rows - rows % D;
      decays(scores, score + from, sum.exponentials(), rows);
      for (int lane = 0; lane < Lanes.LOGISTIC; lane += D) {
        addLanes(sum, lane, scores, score + from, labels, label + from, whole);
      }
      for (int i = whole; i < rows; i++) {
        sum.add(i, scores, score + from + i, labels[label + from + i]);
      }
      sum.addLog();
    }
    return sum.take();
  }

  /** Adds the rows of lanes {@code lane} and behind, but for the logarithm. */
  private static void addLanes(
      LogisticSum sum, int lane, double[] scores, int score, double[] labels, int label, int rows) {
    double[] exponentials = sum.exponentials();
    DoubleVector linear = DoubleVector.fromArray(DOUBLES, sum.linear, lane);
    DoubleVector grown = DoubleVector.fromArray(DOUBLES, sum.grown, lane);
    for (int i = lane; i < rows; i += Lanes.LOGISTIC) {
      DoubleVector e = DoubleVector.fromArray(DOUBLES, exponentials, i);
      DoubleVector f = DoubleVector.fromArray(DOUBLES, scores, score + i);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, labels, label + i);
      VectorMask<Double> negative = f.compare(VectorOperators.LT, 0);
      linear = linear.add(f.blend(0, negative).sub(y.mul(f)));
      grown = grown.lanewise(VectorOperators.FMA, e, grown.add(e));
      DoubleVector.broadcast(DOUBLES, 1)
          .blend(e, negative)
          .div(e.add(1.0))
          .sub(y)
          .intoArray(scores, score + i);
    }
    linear.intoArray(sum.linear, lane);
    grown.intoArray(sum.grown, lane);
  }

  /** The same of float32. */
  static double sum(
      float[] scores, int score, float[] labels, int label, int count, LogisticSum sum) {
    for (int from = 0; from < count; from += Lanes.LOGISTIC_ROWS) {
      int rows = Math.min(Lanes.LOGISTIC_ROWS, count - from);
      int whole = rows - rows % S;
      decays(scores, score + from, sum.singleExponentials(), whole);
      for (int lane = 0; lane < Lanes.LOGISTIC; lane += S) {
        addLanes(sum, lane, scores, score + from, labels, label + from, whole);
      }
      for (int i = whole; i < rows; i++) {
        sum.singleExponentials()[i] = StableMath.decay(scores[score + from + i]);
        sum.add(i, scores, score + from + i, labels[label + from + i]);
      }
      sum.addLog();
    }
    return sum.take();
  }

  /** {@link StableMath#decay} of whole vectors. */
  private static void decays(float[] scores, int score, float[] into, int whole) {
    float[] series = StableMath.DECAY_SERIES;
    for (int i = 0; i < whole; i += S) {
      FloatVector x =
          FloatVector.fromArray(SINGLES, scores, score + i)
              .reinterpretAsInts()
              .or(Integer.MIN_VALUE)
              .min(StableMath.MOST_DECAY_BITS)
              .reinterpretAsFloats();
      FloatVector rounder = FloatVector.broadcast(SINGLES, StableMath.SINGLE_ROUNDER);
      FloatVector shifted =
          x.lanewise(
              VectorOperators.FMA,
              FloatVector.broadcast(SINGLES, StableMath.SINGLE_LOG2_E),
              rounder);
      FloatVector minusN = rounder.sub(shifted);
      FloatVector high = FloatVector.broadcast(SINGLES, StableMath.SINGLE_LN2_HIGH);
      FloatVector low = FloatVector.broadcast(SINGLES, StableMath.SINGLE_LN2_LOW);
      FloatVector r =
          minusN.lanewise(VectorOperators.FMA, low, minusN.lanewise(VectorOperators.FMA, high, x));
      FloatVector sum = FloatVector.broadcast(SINGLES, series[0]);
      for (int k = 1; k < StableMath.DECAY_TERMS; k++) {
        sum = sum.lanewise(VectorOperators.FMA, r, FloatVector.broadcast(SINGLES, series[k]));
      }
      sum.reinterpretAsInts()
          .add(
              shifted
                  .reinterpretAsInts()
                  .lanewise(VectorOperators.LSHL, StableMath.SINGLE_FRACTION_BITS))
          .reinterpretAsFloats()
          .intoArray(into, i);
    }
  }

  /** Adds the rows of lanes {@code lane} and behind, but for the logarithm. */
  private static void addLanes(
      LogisticSum sum, int lane, float[] scores, int score, float[] labels, int label, int rows) {
    float[] exponentials = sum.singleExponentials();
    DoubleVector linear = DoubleVector.fromArray(DOUBLES, sum.linear, lane);
    DoubleVector linearBehind = DoubleVector.fromArray(DOUBLES, sum.linear, lane + D);
    DoubleVector grown = DoubleVector.fromArray(DOUBLES, sum.grown, lane);
    DoubleVector grownBehind = DoubleVector.fromArray(DOUBLES, sum.grown, lane + D);
    for (int i = lane; i < rows; i += Lanes.LOGISTIC) {
      FloatVector f = FloatVector.fromArray(SINGLES, scores, score + i);
      FloatVector e = FloatVector.fromArray(SINGLES, exponentials, i);
      FloatVector y = FloatVector.fromArray(SINGLES, labels, label + i);
      VectorMask<Float> negative = f.compare(VectorOperators.LT, 0);
      FloatVector part = f.blend(0, negative).sub(y.mul(f));
      linear = linear.add((DoubleVector) part.convertShape(VectorOperators.F2D, DOUBLES, 0));
      linearBehind =
          linearBehind.add((DoubleVector) part.convertShape(VectorOperators.F2D, DOUBLES, 1));
      DoubleVector wide = (DoubleVector) e.convertShape(VectorOperators.F2D, DOUBLES, 0);
      // Reading the second half is faster than moving it to where a first half is.
      DoubleVector wideBehind =
          (DoubleVector)
              FloatVector.fromArray(SINGLES, exponentials, i + D)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0);
      grown = grown.lanewise(VectorOperators.FMA, wide, grown.add(wide));
      grownBehind =
          grownBehind.lanewise(VectorOperators.FMA, wideBehind, grownBehind.add(wideBehind));
      FloatVector.broadcast(SINGLES, 1)
          .blend(e, negative)
          .sub(y)
          .sub(y.mul(e))
          .div(e.add(1))
          .intoArray(scores, score + i);
    }
    linear.intoArray(sum.linear, lane);
    linearBehind.intoArray(sum.linear, lane + D);
    grown.intoArray(sum.grown, lane);
    grownBehind.intoArray(sum.grown, lane + D);
  }
}

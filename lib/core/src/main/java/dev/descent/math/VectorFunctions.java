package dev.descent.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link StableMath} on vectors: the same operations lane by lane, so the same
 * bits.
 */
final class VectorFunctions {
  private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final int D = DOUBLES.length();

  private VectorFunctions() {}

  /** e^x of the first {@code count} values, in place. */
  static void exponentials(double[] values, int count) {
    int whole = count - count % D;
    for (int i = 0; i < whole; i += D) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, values, i);
      if (isNormal(x)) {
        exponential(x).intoArray(values, i);
      } else {
        scalarExponentials(values, i, i + D);
      }
    }
    scalarExponentials(values, whole, count);
  }

  /** e^-|f| of {@code count} scores. */
  private static void decays(double[] scores, int score, double[] into, int count) {
    int whole = count - count % D;
    for (int i = 0; i < whole; i += D) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, scores, score + i).abs().neg();
      if (isNormal(x)) {
        exponential(x).intoArray(into, i);
      } else {
        x.intoArray(into, i);
        scalarExponentials(into, i, i + D);
      }
    }
    for (int i = whole; i < count; i++) {
      into[i] = StableMath.exp(-Math.abs(scores[score + i]));
    }
  }

  private static void scalarExponentials(double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = StableMath.exp(values[i]);
    }
  }

  /** Whether e^x is normal in all lanes. */
  private static boolean isNormal(DoubleVector x) {
    return x.abs().compare(VectorOperators.LT, StableMath.NORMAL_EXPONENT).allTrue();
  }

  /** e^x, where it is normal. */
  private static DoubleVector exponential(DoubleVector x) {
    double[] series = StableMath.INVERSE_FACTORIALS;
    DoubleVector shifted = x.mul(StableMath.LOG2_E).add(StableMath.ROUNDER);
    DoubleVector minusN = DoubleVector.broadcast(DOUBLES, StableMath.ROUNDER).sub(shifted);
    DoubleVector high = DoubleVector.broadcast(DOUBLES, StableMath.LN2_HIGH);
    DoubleVector low = DoubleVector.broadcast(DOUBLES, StableMath.LN2_LOW);
    DoubleVector r =
        minusN.lanewise(VectorOperators.FMA, low, minusN.lanewise(VectorOperators.FMA, high, x));
    DoubleVector sum = DoubleVector.broadcast(DOUBLES, series[0]);
    for (int k = 1; k < StableMath.EXP_TERMS; k++) {
      sum = sum.lanewise(VectorOperators.FMA, r, DoubleVector.broadcast(DOUBLES, series[k]));
    }
    DoubleVector mantissa = sum.mul(r).lanewise(VectorOperators.FMA, r, r).add(1.0);
    // n as an integer stands in the low bits of what it was rounded by: it is added to the
    // exponent.
    return mantissa
        .reinterpretAsLongs()
        .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, StableMath.FRACTION_BITS))
        .reinterpretAsDoubles();
  }

  /**
   * What {@link Kernels#widen} defines. Whole vectors are read of which the first half counts:
   * vectors of half the width would be another shape.
   */
  static void widen(float[] from, int at, double[] into, int to, int count) {
    int i = 0;
    for (; i + SINGLES.length() <= count; i += D) {
      ((DoubleVector)
              FloatVector.fromArray(SINGLES, from, at + i)
                  .convertShape(VectorOperators.F2D, DOUBLES, 0))
          .intoArray(into, to + i);
    }
    for (; i < count; i++) {
      into[to + i] = from[at + i];
    }
  }

  /**
   * What {@link Kernels#narrow} defines. Whole vectors are written of which the first half counts;
   * the next vector replaces the zeros behind it.
   */
  static void narrow(double[] from, int at, float[] into, int to, int count) {
    int i = 0;
    for (; i + SINGLES.length() <= count; i += D) {
      ((FloatVector)
              DoubleVector.fromArray(DOUBLES, from, at + i)
                  .convertShape(VectorOperators.D2F, SINGLES, 0))
          .intoArray(into, to + i);
    }
    for (; i < count; i++) {
      into[to + i] = (float) from[at + i];
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
  static double sumLogistic(
      double[] scores, int score, double[] labels, int label, double[] room, int count) {
    decays(scores, score, room, count);
    LogisticSum sum = new LogisticSum();
    for (int from = 0; from < count; from += Lanes.LOGISTIC) {
      int end = Math.min(from + Lanes.LOGISTIC, count);
      int whole = end - (end - from) % Lanes.DOUBLE;
      for (int lane = 0; lane < Lanes.DOUBLE; lane += D) {
        addLanes(sum, lane, scores, score, labels, label, room, from, whole);
      }
      for (int i = whole; i < end; i++) {
        sum.add(i, scores, score + i, labels[label + i], room[i]);
      }
      addLogs(sum);
    }
    return sum.value();
  }

  /** Adds the rows of lanes {@code lane} and behind, but for logarithms. */
  private static void addLanes(
      LogisticSum sum,
      int lane,
      double[] scores,
      int score,
      double[] labels,
      int label,
      double[] exponentials,
      int from,
      int to) {
    DoubleVector linear = DoubleVector.fromArray(DOUBLES, sum.linear, lane);
    DoubleVector grown = DoubleVector.fromArray(DOUBLES, sum.grown, lane);
    for (int i = from + lane; i < to; i += Lanes.DOUBLE) {
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

  /** Adds the logarithms of what has grown, by {@link StableMath#log1p}. */
  private static void addLogs(LogisticSum sum) {
    double[] series = StableMath.INVERSE_ODDS;
    for (int lane = 0; lane < Lanes.DOUBLE; lane += D) {
      DoubleVector q = DoubleVector.fromArray(DOUBLES, sum.grown, lane);
      LongVector n =
          q.add(1.0)
              .reinterpretAsLongs()
              .sub(StableMath.HALF_ROOT_BITS)
              .lanewise(VectorOperators.ASHR, StableMath.FRACTION_BITS);
      DoubleVector scale =
          n.neg()
              .add(StableMath.EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, StableMath.FRACTION_BITS)
              .reinterpretAsDoubles();
      DoubleVector scaled = q.mul(scale);
      DoubleVector s = scale.sub(1.0).add(scaled).div(scale.add(1.0).add(scaled));
      DoubleVector z = s.mul(s);
      DoubleVector terms = DoubleVector.broadcast(DOUBLES, series[0]);
      for (int k = 1; k < StableMath.LOG_TERMS; k++) {
        terms = terms.lanewise(VectorOperators.FMA, z, DoubleVector.broadcast(DOUBLES, series[k]));
      }
      DoubleVector fraction = s.mul(z).lanewise(VectorOperators.FMA, terms, s).mul(2.0);
      // An integer in the low bits of what rounds to one.
      DoubleVector power =
          n.add(StableMath.ROUNDER_BITS).reinterpretAsDoubles().sub(StableMath.ROUNDER);
      DoubleVector low = DoubleVector.broadcast(DOUBLES, StableMath.LN2_LOW);
      DoubleVector high = DoubleVector.broadcast(DOUBLES, StableMath.LN2_HIGH);
      power
          .lanewise(VectorOperators.FMA, high, power.lanewise(VectorOperators.FMA, low, fraction))
          .add(DoubleVector.fromArray(DOUBLES, sum.logs, lane))
          .intoArray(sum.logs, lane);
      DoubleVector.zero(DOUBLES).intoArray(sum.grown, lane);
    }
  }
}

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
  private static final VectorSpecies<Long> LONGS = VectorWidth.LONGS;
  private static final int D = DOUBLES.length();

  /** So many numbers are computed one by one if there is one among them for which vectors fail. */
  private static final int CHUNK = 256;

  /** The largest number whose exponential is surely normal, by its bits. */
  private static final long LARGEST_NORMAL =
      Double.doubleToRawLongBits(Math.nextDown(StableMath.NORMAL_EXPONENT));

  private VectorFunctions() {}

  /** e^x of the first {@code count} values, in place. */
  static void exponentials(double[] values, int count) {
    for (int from = 0; from < count; from += CHUNK) {
      int rest = Math.min(CHUNK, count - from);
      int whole = from + normal(values, from, rest - rest % D);
      for (int i = from; i < whole; i += D) {
        exponential(DoubleVector.fromArray(DOUBLES, values, i)).intoArray(values, i);
      }
      for (int i = whole; i < from + rest; i++) {
        values[i] = StableMath.exp(values[i]);
      }
    }
  }

  /** e^-|f| of {@code count} scores. */
  private static void decays(double[] scores, int score, double[] into, int count) {
    int whole = normal(scores, score, count - count % D);
    for (int i = 0; i < whole; i += D) {
      exponential(DoubleVector.fromArray(DOUBLES, scores, score + i).abs().neg())
          .intoArray(into, i);
    }
    for (int i = whole; i < count; i++) {
      into[i] = StableMath.exp(-Math.abs(scores[score + i]));
    }
  }

  /**
   * {@code count}, a multiple of the lanes, if e^x is normal for so many values, else 0. A loop
   * that asks vector by vector and may call what is for others keeps its constants in memory.
   */
  private static int normal(double[] values, int from, int count) {
    LongVector over = LongVector.zero(LONGS);
    for (int i = from; i < from + count; i += D) {
      LongVector bits = DoubleVector.fromArray(DOUBLES, values, i).abs().reinterpretAsLongs();
      // The sign is set where the value is larger, or not a number.
      over = over.or(LongVector.broadcast(LONGS, LARGEST_NORMAL).sub(bits));
    }
    return over.compare(VectorOperators.LT, 0).anyTrue() ? 0 : count;
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

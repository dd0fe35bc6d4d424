package dev.descent.solve;

import java.util.Optional;

/**
 * A line search for the strong Wolfe conditions: f(a) <= f(0) + c1 a f'(0) and |f'(a)| <= c2
 * |f'(0)|, for the objective f at rate a along the direction.
 *
 * <p>Near the optimum the decrease drowns in the rounding errors of f, while f' is still known to
 * many digits. There the approximate conditions c2 f'(0) <= f'(a) <= (2 c1 - 1) f'(0) are enough,
 * as long as f(a) is not above f(0) by more than the rounding error of tiles in single precision;
 * for a quadratic they say the same.
 *
 * <p>A rate is too large where f is too high or rises, too small where f falls; in between the next
 * one is where f' of the two ends, taken as linear, is 0. Counted on logistic, softmax, squared and
 * MLP objectives of nine data sets, cubic interpolation and c2 below .9 took more passes over the
 * rows, and the weak conditions as many. A rate where f is not finite is too large.
 *
 * <p>Sources: Nocedal and Wright, Numerical Optimization, 2006, section 3.5; Hager and Zhang, A New
 * Conjugate Gradient Method with Guaranteed Descent, SIAM Journal on Optimization 16, 2005, section
 * 4 (approximate conditions).
 */
record WolfeSearch(Oracle oracle) implements LineSearch {
  static final double C1 = 1e-4;
  private static final double C2 = 0.9;

  /** Relative to the objective: the last bit of a float32 score. */
  static final double ROUNDING = 0x1p-23;

  private static final int TRIALS = 20;

  /** Bounds on the next rate beyond the largest so far, as multiples of that. */
  private static final double LEAST_GROWTH = 2;

  private static final double MOST_GROWTH = 10;

  /** How near to an end of the interval the next rate may be, as a share of its length. */
  private static final double MARGIN = 0.1;

  @Override
  public double[] gradient(Point at) {
    return at.gradient();
  }

  @Override
  public double[] direction(Point at, double[] gradient, Pairs pairs) {
    return pairs.direction(gradient);
  }

  @Override
  public Optional<Move> move(Departure departure, double rate) {
    Interval interval = new Interval(departure);
    double next = rate;
    for (int t = 0; t < TRIALS; t++) {
      double[] parameters = Vectors.sum(departure.from().parameters(), next, departure.direction());
      Trial trial = trial(next, oracle.at(parameters), departure.direction());
      if (interval.accepts(trial)) {
        return Optional.of(new Move(trial.point, trial.rate));
      }
      interval.narrow(trial);
      next = interval.next();
    }
    return interval.lowered();
  }

  private static Trial trial(double rate, Point point, double[] direction) {
    return new Trial(rate, point, Vectors.dot(point.gradient(), direction));
  }

  /** A point on the way. */
  private record Trial(double rate, Point point, double slope) {

    boolean isFinite() {
      return Double.isFinite(point.value()) && Double.isFinite(slope);
    }
  }

  /** Rates between which one that is accepted lies. */
  private static final class Interval {
    private final Trial start;
    private Trial before;
    private Trial low;
    private double high = Double.POSITIVE_INFINITY;

    /** NaN where the objective at the upper end is not finite. */
    private double highSlope = Double.NaN;

    Interval(Departure departure) {
      start = new Trial(0, departure.from(), departure.slope());
      before = start;
      low = start;
    }

    boolean accepts(Trial trial) {
      double slope = trial.slope;
      boolean steep = slope < C2 * start.slope;
      return trial.isFinite()
          && !steep
          && ((isLower(trial) && slope <= -C2 * start.slope)
              || (isLevel(trial) && slope <= (2 * C1 - 1) * start.slope));
    }

    private boolean isLower(Trial trial) {
      return trial.point.value() <= start.point.value() + C1 * trial.rate * start.slope;
    }

    private boolean isLevel(Trial trial) {
      double value = start.point.value();
      return trial.point.value() <= value + ROUNDING * Math.abs(value);
    }

    void narrow(Trial trial) {
      if (trial.isFinite() && trial.slope < 0 && (isLower(trial) || isLevel(trial))) {
        before = low;
        low = trial;
      } else {
        high = trial.rate;
        highSlope = trial.isFinite() ? trial.slope : Double.NaN;
      }
    }

    double next() {
      if (high == Double.POSITIVE_INFINITY) {
        double zero = zero(before.rate, before.slope, low.rate, low.slope);
        double least = LEAST_GROWTH * low.rate;
        return Double.isNaN(zero) || zero < low.rate
            ? MOST_GROWTH * low.rate
            : Math.min(Math.max(zero, least), MOST_GROWTH * low.rate);
      }
      double margin = MARGIN * (high - low.rate);
      if (Double.isNaN(highSlope)) {
        return low.rate + margin;
      }
      double zero =
          highSlope > 0
              ? zero(low.rate, low.slope, high, highSlope)
              : low.rate + (high - low.rate) / 2;
      return Math.min(Math.max(zero, low.rate + margin), high - margin);
    }

    /** Where the line through two slopes is 0. */
    private static double zero(double a, double slopeA, double b, double slopeB) {
      return b - slopeB * (b - a) / (slopeB - slopeA);
    }

    /** The best point so far, if it is better than the start. */
    Optional<Move> lowered() {
      return low.rate > 0 && low.point.value() < start.point.value()
          ? Optional.of(new Move(low.point, low.rate))
          : Optional.empty();
    }
  }
}

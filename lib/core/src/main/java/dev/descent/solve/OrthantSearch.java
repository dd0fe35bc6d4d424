package dev.descent.solve;

import dev.descent.penalty.Penalty;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line search for objectives with a lasso part, sum_j t_j |w_j|: OWL-QN, which stays in the
 * orthant where the signs of the parameters are known and the objective is smooth.
 *
 * <p>For the gradient g of loss and ridge part, what vanishes at the optimum is the subgradient of
 * least norm: g_j + t_j sign(w_j), and where w_j = 0 what |g_j| has above t_j, with the sign of
 * g_j. A parameter at 0 where it vanishes stays there.
 *
 * <p>The direction is quasi-Newton in the parameters that do not stay, by pairs cut down to them.
 * Two kinds are taken out, since projection would turn their descent into ascent: one that a
 * gradient step of the length of the newest pair's curvature takes to 0 goes there, and one at 0
 * that would leave it against the gradient takes such a gradient step. Signs of other parameters
 * are not held against the gradient, which costs OWL-QN its order of convergence.
 *
 * <p>A trial is projected: what would change its sign becomes exactly 0. Of v, the difference that
 * makes, the objective has to fall by c1 times what its slope along v promises; where that drowns
 * in rounding errors, the slope at the trial has to show it, as in {@link WolfeSearch}.
 *
 * <p>Sources: Andrew and Gao, Scalable Training of L1-Regularized Log-Linear Models, ICML 2007;
 * Bertsekas, Projected Newton Methods for Optimization Problems with Simple Constraints, SIAM
 * Journal on Control and Optimization 20, 1982 (which parameters are taken out).
 *
 * @param bounds t [p], 0 for a parameter that is not in the lasso part
 */
record OrthantSearch(Oracle oracle, double[] bounds) implements LineSearch {
  private static final int TRIALS = 30;

  /** Bounds on the next rate, as shares of the one that was too large. */
  private static final double LEAST_SHARE = 0.1;

  private static final double MOST_SHARE = 0.5;

  /** For the lasso part of {@code penalty} on p parameters. */
  static OrthantSearch of(Oracle oracle, Penalty penalty, int p) {
    double[] bounds = Arrays.copyOf(penalty.factors(), p);
    Vectors.scale(bounds, penalty.lasso());
    return new OrthantSearch(oracle, bounds);
  }

  @Override
  public double[] gradient(Point at) {
    return oracle.objective().penalty().subgradient(at.parameters(), at.gradient());
  }

  @Override
  public double[] direction(Point at, double[] gradient, Pairs pairs) {
    if (pairs.isEmpty()) {
      return pairs.direction(gradient);
    }
    double[] w = at.parameters();
    double length = pairs.length();
    boolean[] out = out(w, gradient, length);
    Pairs known = pairs.without(out);
    double[] direction = known.direction(Vectors.without(gradient, out));
    if (known.isEmpty()) {
      Vectors.scale(direction, length);
    }
    for (int j = 0; j < w.length; j++) {
      if (out[j]) {
        direction[j] = -w[j];
      } else if (isHeld(w, j) && direction[j] * gradient[j] >= 0) {
        direction[j] = -length * gradient[j];
      }
    }
    return direction;
  }

  /** Which parameters stay at 0, or go there by themselves. */
  private boolean[] out(double[] w, double[] gradient, double length) {
    boolean[] out = new boolean[w.length];
    for (int j = 0; j < w.length; j++) {
      double to = w[j] - length * gradient[j];
      out[j] = isHeld(w, j) ? gradient[j] == 0 : bounds[j] > 0 && to * Math.signum(w[j]) <= 0;
    }
    return out;
  }

  /** Whether a parameter is at 0 and in the lasso part. */
  private boolean isHeld(double[] w, int j) {
    return bounds[j] > 0 && w[j] == 0;
  }

  @Override
  public Optional<Move> move(Departure departure, double rate) {
    double[] from = departure.from().parameters();
    double next = rate;
    for (int t = 0; t < TRIALS; t++) {
      double[] to = projected(departure, next);
      double[] v = Vectors.difference(to, from);
      double slope = Vectors.dot(departure.gradient(), v);
      if (slope >= 0) {
        next *= MOST_SHARE;
        continue;
      }
      Point point = oracle.at(to);
      double end = slopeAt(point, departure, v);
      if (accepts(departure.from().value(), point.value(), slope, end)) {
        return Optional.of(new Move(point, next));
      }
      next *= share(slope, end);
    }
    return Optional.empty();
  }

  private static boolean accepts(double before, double now, double slope, double end) {
    boolean lower = now <= before + WolfeSearch.C1 * slope;
    boolean level = now <= before + WolfeSearch.ROUNDING * Math.abs(before);
    return lower || (level && end <= (2 * WolfeSearch.C1 - 1) * slope);
  }

  /** By the zero of the slope, taken as linear. */
  private static double share(double slope, double end) {
    return end > 0 && Double.isFinite(end)
        ? Math.min(Math.max(slope / (slope - end), LEAST_SHARE), MOST_SHARE)
        : MOST_SHARE;
  }

  private double[] projected(Departure departure, double rate) {
    double[] from = departure.from().parameters();
    double[] to = Vectors.sum(from, rate, departure.direction());
    for (int j = 0; j < to.length; j++) {
      if (bounds[j] > 0 && !(to[j] * sign(departure, j) > 0)) {
        to[j] = 0;
      }
    }
    return to;
  }

  /** Of the orthant in which the search stays. */
  private static double sign(Departure departure, int j) {
    double w = departure.from().parameters()[j];
    return w == 0 ? -Math.signum(departure.gradient()[j]) : Math.signum(w);
  }

  /** The derivative along v, where the orthant's gradient is g_j + t_j sign_j. */
  private double slopeAt(Point point, Departure departure, double[] v) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum = Math.fma(point.gradient()[j] + bounds[j] * sign(departure, j), v[j], sum);
    }
    return sum;
  }
}

package dev.descent.solve;

import java.util.Optional;

/** How an iteration of l-bfgs gets from a point to a better one. */
sealed interface LineSearch permits WolfeSearch, OrthantSearch {

  /** What vanishes at the optimum: the gradient, or the subgradient of least norm [p]. */
  double[] gradient(Point at);

  /** Where to look from {@code at}, where that gradient is {@code gradient} [p]. */
  double[] direction(Point at, double[] gradient, Pairs pairs);

  /** A better point, tried first at {@code rate} times the direction; empty if there is none. */
  Optional<Move> move(Departure departure, double rate);
}

package dev.descent.solve;

import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import dev.descent.optimize.OptimizerState;
import dev.descent.penalty.Penalty;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The loop of l-bfgs: a state an iteration, looked for when it is asked for. */
final class LbfgsStates implements States {
  private final Lbfgs lbfgs;
  private final Measures measures;
  private final Oracle oracle;
  private final LineSearch search;
  private final Convergence convergence;
  private TrainingState state;

  /** Those of {@link #state}. */
  private Pairs pairs;

  private @Nullable TrainingState ahead;

  /** Those of {@link #ahead}. */
  private Pairs pairsAhead = Pairs.NONE;

  /**
   * Where the next iteration leaves the state, as far as the verdict on the state has found out.
   */
  private @Nullable Departure planned;

  private @Nullable StopReason ended;

  LbfgsStates(Lbfgs lbfgs, Risks risks, Objective objective, TrainingState from) {
    this.lbfgs = lbfgs;
    this.measures = new Measures(risks, lbfgs.metric());
    this.oracle = new Oracle(risks.train(), objective);
    this.search = searchFor(oracle, from.parameters().length);
    this.convergence = new Convergence(lbfgs.tolerance());
    requireSlots(from);
    this.state = from;
    this.pairs = Pairs.in(from.optimizer());
    this.ended = isMeasured(from) ? verdict(from) : null;
  }

  private static LineSearch searchFor(Oracle oracle, int p) {
    Penalty penalty = oracle.objective().penalty();
    return penalty.hasLassoPart() ? OrthantSearch.of(oracle, penalty, p) : new WolfeSearch(oracle);
  }

  private static void requireSlots(TrainingState from) {
    double[][] slots = from.optimizer().slots();
    boolean fit = slots.length == 0 || slots.length % 2 == 1;
    for (double[] slot : slots) {
      fit &= slot.length == from.parameters().length;
    }
    if (!fit) {
      throw new IllegalArgumentException(
          "l-bfgs continues from its own states, of 1 + 2 m vectors like the parameters, but this"
              + " one has "
              + slots.length
              + " vectors; start from its parameters instead");
    }
  }

  /** Whether the objective at the parameters of {@code state} is in its history. */
  private static boolean isMeasured(TrainingState state) {
    return state.optimizer().slots().length > 0;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && ended == null) {
      ahead = isMeasured(state) ? moved() : started();
    }
    return ahead != null;
  }

  @Override
  public TrainingState next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("l-bfgs has ended: " + ended);
    }
    state = ahead;
    pairs = pairsAhead;
    ahead = null;
    ended = verdict(state);
    return state;
  }

  @Override
  public Optional<StopReason> ended() {
    return Optional.ofNullable(ended);
  }

  /**
   * The state before the first iteration with its measure: of an epoch of its own, if not the 0th.
   */
  private TrainingState started() {
    Point start = oracle.at(state.parameters());
    int epoch = state.history().isEmpty() ? 0 : state.epoch() + 1;
    pairsAhead = Pairs.NONE;
    return measures.added(with(Pairs.NONE, start, 0), measure(start), epoch, 0);
  }

  /** The state with another point and pairs. */
  private TrainingState with(Pairs known, Point point, int iterations) {
    return new TrainingState(
        state.step() + iterations,
        point.parameters(),
        new OptimizerState(state.optimizer().step() + iterations, known.slots(point.gradient())),
        state.best(),
        state.history());
  }

  /** What is reported of a point: the gradient is the one that vanishes at the optimum. */
  private Evaluation measure(Point point) {
    Evaluation evaluation = point.evaluation();
    return new Evaluation(evaluation.loss(), evaluation.penalty(), search.gradient(point));
  }

  /** The state after another iteration; null, and a reason, if no step leads on. */
  private @Nullable TrainingState moved() {
    Pairs known = pairs;
    Point from = point(state);
    Departure departure = planned == null ? departure(from, known) : planned;
    planned = null;
    Optional<Move> move = move(departure, known);
    if (move.isEmpty()) {
      double decrement = decrement(departure, known);
      ended = convergence.atAnEnd(state.history(), decrement);
      if (ended == StopReason.CONVERGED || known.isEmpty()) {
        return null;
      }
      known = Pairs.NONE;
      move = move(departure(from, known), known);
      if (move.isEmpty()) {
        return null;
      }
      ended = null;
    }
    Point to = move.get().to();
    double[] s = Vectors.difference(to.parameters(), from.parameters());
    double[] y = Vectors.difference(to.gradient(), from.gradient());
    pairsAhead = known.with(s, y, lbfgs.memory());
    TrainingState next = with(pairsAhead, to, 1);
    return measures.added(next, measure(to), state.epoch() + 1, move.get().rate());
  }

  private Optional<Move> move(Departure departure, Pairs known) {
    return departure.slope() < 0
        ? search.move(departure, firstRate(departure, known))
        : Optional.empty();
  }

  private Departure departure(Point from, Pairs known) {
    double[] gradient = search.gradient(from);
    return new Departure(from, gradient, search.direction(from, gradient, known));
  }

  /** 1 with pairs; without any, the direction has no length that means something. */
  private static double firstRate(Departure departure, Pairs known) {
    return known.isEmpty() ? Math.min(1, 1 / Vectors.norm(departure.gradient())) : 1;
  }

  /** Half the slope times the rate that is tried first. */
  private static double decrement(Departure departure, Pairs known) {
    return 0.5 * Math.abs(departure.slope()) * firstRate(departure, known);
  }

  /** Parameters, objective and gradient as {@code state} remembers them. */
  private static Point point(TrainingState state) {
    Progress progress = state.last();
    return new Point(
        state.parameters(),
        new Evaluation(progress.loss(), progress.penalty(), state.optimizer().slots()[0]));
  }

  private @Nullable StopReason verdict(TrainingState reached) {
    if (!Double.isFinite(reached.last().objective())) {
      return StopReason.DIVERGED;
    }
    Departure departure = departure(point(reached), pairs);
    planned = departure;
    if (reached.last().gradientNorm() == 0) {
      return StopReason.CONVERGED;
    }
    double decrement = pairs.isEmpty() ? Double.POSITIVE_INFINITY : decrement(departure, pairs);
    return convergence
        .verdict(reached.history(), reached.optimizer().step(), decrement)
        .orElse(null);
  }
}

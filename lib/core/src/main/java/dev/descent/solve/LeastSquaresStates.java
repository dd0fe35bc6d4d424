package dev.descent.solve;

import dev.descent.data.Precision;
import dev.descent.objective.Gram;
import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import dev.descent.objective.Regression;
import dev.descent.objective.Risk;
import dev.descent.optimize.OptimizerState;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The loop of the exact solver: the start, the solution by the products, and its corrections. */
public final class LeastSquaresStates implements States {
  /** Corrections become smaller by a factor of thousands; where it takes more, they do not help. */
  private static final int MOST_PASSES = 10;

  /** 256 units in the last place: what an objective in double precision may be wrong by. */
  private static final double ROUNDING = 0x1p-44;

  private static final double LAST_BIT = 0x1p-52;

  /**
   * A decrease by less of the loss changes the fitted values by less than 2^-48 of the residuals,
   * both as root mean squares: no digit that the rows could tell.
   */
  private static final double LEAST_DECREASE = 0x1p-96;

  private final LeastSquares solver;
  private final Risk risk;
  private final Objective objective;
  private final Regression shape;
  private final Measures measures;
  private TrainingState state;
  private @Nullable Corrections corrections;
  private @Nullable Correction next;
  private @Nullable StopReason ended;

  LeastSquaresStates(LeastSquares solver, Risks risks, Objective objective, TrainingState from) {
    this.solver = solver;
    this.risk = risks.train();
    this.objective = objective;
    this.shape = Regression.of(objective);
    this.measures = new Measures(risks, solver.metric());
    this.state = from;
    requireFit(from);
    Corrections.requireFactors(shape, objective.penalty().factors());
  }

  private void requireFit(TrainingState from) {
    int p = from.parameters().length;
    int slots = from.optimizer().slots().length;
    if (p != shape.parameters() || solver.gram().columns() != shape.columns()) {
      throw new IllegalArgumentException(
          p
              + " parameters and products of "
              + solver.gram().columns()
              + " features do not fit "
              + shape);
    }
    if (slots != 0 && slots != 2) {
      throw new IllegalArgumentException(
          "the exact solver continues from its own states, of 2 vectors, but this one has "
              + slots
              + "; start from its parameters instead");
    }
  }

  @Override
  public boolean hasNext() {
    return ended().isEmpty();
  }

  @Override
  public Optional<StopReason> ended() {
    if (ended == null && next == null && isMeasured()) {
      examine();
    }
    return Optional.ofNullable(ended);
  }

  /**
   * Which columns have coefficient 0 since they are constant or depend on others; empty before that
   * is known.
   */
  public Optional<Rank> rank() {
    return Optional.ofNullable(corrections).map(Corrections::rank);
  }

  @Override
  public TrainingState next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the exact solver has ended: " + ended);
    }
    state =
        next == null
            ? measured(start(), state.parameters(), 0)
            : measured(overRows(next.parameters()), next.parameters(), 1);
    next = null;
    return state;
  }

  /** At parameters that are all 0, the products know the loss as well as a pass over the rows. */
  private Evaluation start() {
    double[] parameters = state.parameters();
    boolean zero = DoubleStream.of(parameters).allMatch(value -> value == 0);
    Corrections known = zero ? corrections() : null;
    return known != null ? known.atZero() : overRows(parameters);
  }

  private Evaluation overRows(double[] parameters) {
    return objective.evaluate(risk.at(parameters, risk.all()), parameters);
  }

  private boolean isMeasured() {
    return state.optimizer().slots().length > 0;
  }

  /** The state {@code steps} on, at {@code parameters}. */
  private TrainingState measured(Evaluation evaluation, double[] parameters, int steps) {
    double[] led = Vectors.difference(parameters, state.parameters());
    int passes = state.optimizer().step() + steps;
    TrainingState reached =
        new TrainingState(
            state.step() + steps,
            parameters,
            new OptimizerState(passes, new double[][] {evaluation.gradient(), led}),
            state.best(),
            state.history());
    return measures.added(reached, measure(evaluation, parameters), state.epoch() + steps, steps);
  }

  /** What is reported of parameters: the gradient is the one that vanishes at the optimum. */
  private Evaluation measure(Evaluation at, double[] parameters) {
    double[] vanishing = objective.penalty().subgradient(parameters, at.gradient());
    return new Evaluation(at.loss(), at.penalty(), vanishing);
  }

  /** Finds out where the state leads, or why nowhere. */
  private void examine() {
    Corrections known = corrections();
    if (known == null || !Double.isFinite(state.last().objective())) {
      ended = StopReason.DIVERGED;
    } else if (state.optimizer().step() == 0) {
      next = new Correction(known.solution(state.parameters()), Double.POSITIVE_INFINITY);
    } else {
      double[][] slots = state.optimizer().slots();
      Correction correction = known.at(state.parameters(), slots[0]);
      double size = known.size(Vectors.difference(correction.parameters(), state.parameters()));
      boolean first = state.optimizer().step() == 1;
      boolean counts = correction.decrement() > LEAST_DECREASE * state.last().loss();
      boolean shrinks = first ? size > 0 : size < known.size(slots[1]) / 2;
      if (counts && shrinks && state.optimizer().step() < MOST_PASSES) {
        next = correction;
      } else {
        ended = verdict(correction.decrement());
      }
    }
  }

  /** Null if some product is not finite. */
  private @Nullable Corrections corrections() {
    if (corrections == null) {
      corrections = inSingle().or(this::inDouble).orElse(null);
    }
    return corrections;
  }

  private Optional<Corrections> inSingle() {
    return solver.arithmetic() == Precision.SINGLE
        ? by(Precision.SINGLE).filter(Corrections::doInSingle)
        : Optional.empty();
  }

  private Optional<Corrections> inDouble() {
    return by(Precision.DOUBLE);
  }

  private Optional<Corrections> by(Precision arithmetic) {
    Gram gram = solver.gram().gram(shape, arithmetic);
    return gram.isFinite()
        ? Optional.of(new Corrections(gram, shape, objective.penalty()))
        : Optional.empty();
  }

  private StopReason verdict(double decrement) {
    double start = state.history().stream().mapToDouble(Progress::objective).max().orElse(0);
    double scale = Math.max(state.last().objective(), LAST_BIT * start);
    return decrement <= Math.max(solver.tolerance(), ROUNDING) * scale
        ? StopReason.CONVERGED
        : StopReason.STALLED;
  }
}

package dev.descent.jobs;

import dev.descent.data.SparseStandardizer;
import dev.descent.jobs.Waypoint.Leg;
import dev.descent.jobs.spec.StartSpec;
import dev.descent.model.Model;
import dev.descent.network.Linear;
import dev.descent.objective.Objective;
import dev.descent.objective.TileScale;
import dev.descent.solve.Lbfgs;
import dev.descent.solve.LeastSquaresStates;
import dev.descent.solve.Rank;
import dev.descent.solve.Risks;
import dev.descent.solve.Solver;
import dev.descent.solve.States;
import dev.descent.solve.StopReason;
import dev.descent.solve.StoppingRule;
import dev.descent.solve.StrengthPath;
import dev.descent.solve.TrainingState;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.train.DataSums;
import java.util.Optional;

/**
 * The loop of a training as a job runs it: states in, progress and history out, until a rule stops
 * it.
 */
final class Training {
  private final Recipe recipe;
  private final TrainingData data;
  private final DataSums sums;
  private final Objective objective;

  Training(Recipe recipe, TrainingData data) {
    this(recipe, data, DataSums.of(data, recipe.spec().training().depth()));
  }

  /** With sums that other trainings on the same data have too. */
  Training(Recipe recipe, TrainingData data, DataSums sums) {
    this(recipe, data, sums, objective(recipe, data));
  }

  private static Objective objective(Recipe recipe, TrainingData data) {
    Objective objective = recipe.objective(data.encoding(), data.classes());
    return data.sparse()
        .map(units -> objective.on(scale(units, (Linear) objective.network())))
        .orElse(objective);
  }

  private static TileScale scale(SparseStandardizer units, Linear network) {
    return new TileScale(network, units.factors(), units.shifts());
  }

  private Training(Recipe recipe, TrainingData data, DataSums sums, Objective objective) {
    this.recipe = recipe;
    this.data = data;
    this.sums = sums;
    this.objective = objective;
  }

  /**
   * How it ended.
   *
   * @param parameters the last ones, or the best ones where the job waits for improvement and
   *     nothing follows that
   * @param state the last state
   * @param rank of the columns, where the solver has found it out
   * @param strength of the penalty, where it was chosen from a path
   */
  record Result(
      double[] parameters,
      StopReason reason,
      TrainingState state,
      Optional<Rank> rank,
      Optional<Double> strength) {

    private Result with(double[] others) {
      return new Result(others, reason, state, rank, strength);
    }

    private Result with(double chosen) {
      return new Result(parameters, reason, state, rank, Optional.of(chosen));
    }

    private boolean mayGoOn() {
      return reason != StopReason.DIVERGED && reason != StopReason.MAX_TIME;
    }
  }

  Objective objective() {
    return objective;
  }

  private Risks risks() {
    return new Risks(
        sums.train().risk(objective),
        sums.validation().map(rows -> rows.risk(objective)),
        recipe.shards().map(sums.train()::shards));
  }

  /**
   * Trains from {@code parameters} [p], or from where a path of strengths leads, or from where
   * {@code course} was stopped.
   */
  Result run(double[] parameters, Course course) {
    Optional<StrengthPath.Entry> chosen =
        recipe.path().flatMap(strengths -> path().chosen(strengths, course));
    if (chosen.isEmpty()) {
      return solve(parameters, course);
    }
    double strength = chosen.get().strength();
    Training training = new Training(recipe, data, sums, recipe.at(strength, objective, data));
    return training.solve(chosen.get().parameters(), course).with(strength);
  }

  private Result solve(double[] parameters, Course course) {
    course.begins();
    Risks risks = risks();
    Optional<Lbfgs> then = recipe.then(risks, objective);
    if (course.leg().finishes()) {
      TrainingState start = then.orElseThrow().start(parameters);
      return finish(
          then.get().states(risks, objective, course.stateOr(() -> start)), course.leg(), course);
    }
    Result first =
        start(recipe.solver(risks, objective, sums.train().gram()), risks, parameters, course);
    if (recipe.restoresBest()) {
      first = first.with(first.state().best().parameters());
    }
    if (then.isEmpty() || !first.mayGoOn()) {
      return first;
    }
    TrainingState reached = then.get().after(first.state(), first.parameters());
    return finish(
        then.get().states(risks, objective, reached), Leg.finish(reached.epoch()), course);
  }

  private Result start(Solver solver, Risks risks, double[] parameters, Course course) {
    StoppingRule rule = recipe.stopping(risks, usual(risks), course.within(recipe.maxTime()));
    States states = solver.states(risks, objective, course.stateOr(() -> solver.start(parameters)));
    return run(states, rule, Leg.FIRST, course);
  }

  private Result finish(States states, Leg leg, Course course) {
    StoppingRule rule = recipe.stoppingThen(leg.epochsBefore(), course.within(recipe.maxTime()));
    return run(states, rule, leg, course);
  }

  /** The objective of a fresh start; 0 where training has one. */
  private double usual(Risks risks) {
    if (recipe.spec().training().start() instanceof StartSpec.Fresh) {
      return 0;
    }
    double[] fresh = objective.network().start(recipe.spec().seed());
    return objective.value(risks.train(), fresh);
  }

  private static Result run(States states, StoppingRule rule, Leg leg, Course course) {
    TrainingState state;
    Optional<StopReason> reason = Optional.empty();
    do {
      state = states.next();
      course.reached(state);
      if (state.endsEpoch()) {
        course.add(state.last());
        reason = rule.verdict(state.history());
      }
      if (reason.isEmpty() && !states.hasNext()) {
        reason = states.ended();
      }
      if (reason.isEmpty()) {
        course.passed(leg, state);
      }
    } while (reason.isEmpty());
    Optional<Rank> rank =
        states instanceof LeastSquaresStates exact ? exact.rank() : Optional.empty();
    return new Result(state.parameters(), reason.get(), state, rank, Optional.empty());
  }

  /** The optima of other strengths of the penalty. */
  StrengthChoice path() {
    return new StrengthChoice(
        objective, strength -> recipe.at(strength, objective, data).penalty(), sums, this::model);
  }

  /** The objective that {@code result} is of, where the model has two parameters. */
  Landscape landscape(Result result) {
    Objective last =
        result.strength().map(strength -> recipe.at(strength, objective, data)).orElse(objective);
    return Landscape.of(sums.train().risk(last), last, result.parameters());
  }

  /** The model with {@code parameters} [p]. */
  Model model(double[] parameters) {
    Model model =
        new Model(
            recipe.type(),
            objective.network(),
            objective.loss(),
            parameters,
            data.encoding(),
            data.classes());
    boolean penalized = objective.penalty().ridge() > 0 || objective.penalty().lasso() > 0;
    return penalized ? model : model.unpenalized();
  }
}

package dev.descent.jobs;

import dev.descent.data.Classes;
import dev.descent.data.Precision;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.jobs.spec.AverageEvery;
import dev.descent.jobs.spec.HiddenSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.LossSpec;
import dev.descent.jobs.spec.PenaltyScale;
import dev.descent.jobs.spec.PenaltySpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.jobs.spec.StopMetric;
import dev.descent.jobs.spec.StopSpec;
import dev.descent.jobs.spec.Strength;
import dev.descent.jobs.spec.Then;
import dev.descent.loss.Huber;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Poisson;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.network.Network;
import dev.descent.objective.GramSource;
import dev.descent.objective.Objective;
import dev.descent.penalty.ElasticNet;
import dev.descent.penalty.Lasso;
import dev.descent.penalty.None;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import dev.descent.solve.Lbfgs;
import dev.descent.solve.LeastSquares;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.Solver;
import dev.descent.solve.StoppingRule;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.source.DataException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a job file says about objective, solver and stopping, as the objects that do it. */
record Recipe(JobSpec spec) {
  /** The relative error of the objective at which a problem counts as solved. */
  private static final double SOLVED = 1e-10;

  /** Columns from which products take more than the passes that single precision adds. */
  private static final int SINGLE_PAYS = 256;

  /** The type of the model, as model files name it. */
  String type() {
    return spec.model().type().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Network, loss and penalty for features that {@code encoding} makes; of a path the greatest
   * strength.
   */
  Objective objective(Encoding encoding, Optional<Classes> classes) {
    Loss loss = loss(classes);
    Network network = network(encoding.features().size(), loss.outputs());
    double strength = spec.model().penalty().strength().values()[0];
    return new Objective(network, loss, penalty(strength, network, encoding.standardizer()));
  }

  /** {@code objective} with another strength of the penalty. */
  Objective at(double strength, Objective objective, TrainingData data) {
    Standardizer standardizer = data.encoding().standardizer();
    return objective.with(penalty(strength, objective.network(), standardizer));
  }

  /** The strengths of a path, from the greatest; none if the job gives one strength. */
  Optional<double[]> path() {
    return spec.model().penalty().strength() instanceof Strength.Path path
        ? Optional.of(path.values())
        : Optional.empty();
  }

  private Network network(int inputs, int outputs) {
    Optional<HiddenSpec> hidden = spec.model().hidden();
    if (hidden.isEmpty()) {
      return new Linear(inputs, outputs, spec.model().intercept());
    }
    Activation activation = Activation.valueOf(hidden.get().activation().name());
    return new Mlp(inputs, hidden.get().sizes(), outputs, activation);
  }

  private Loss loss(Optional<Classes> classes) {
    LossSpec loss = spec.model().loss();
    if (loss instanceof LossSpec.Softmax) {
      return new Softmax(classes.orElseThrow().names().size());
    }
    if (loss instanceof LossSpec.Huber huber) {
      return new Huber(huber.delta());
    }
    if (loss instanceof LossSpec.Poisson) {
      return new Poisson();
    }
    if (loss instanceof LossSpec.Logistic) {
      return new Logistic();
    }
    if (loss instanceof LossSpec.Squared) {
      return new Squared();
    }
    throw new IllegalStateException("no loss is known for " + loss);
  }

  /**
   * The solver over {@code risks}.
   *
   * @param gram the products of the training rows
   * @throws DataException if the job waits for a better validation loss and no row is there to
   *     measure it
   */
  Solver solver(Risks risks, Objective objective, GramSource gram) {
    SolverSpec solver = spec.training().solver();
    if (solver instanceof SolverSpec.MiniBatch descent) {
      return descent(descent, risks);
    }
    return solver instanceof SolverSpec.Lbfgs
        ? lbfgs(risks, objective)
        : new LeastSquares(gram, arithmetic(gram.columns()), tolerance(), Metric.TRAIN_LOSS);
  }

  private static Precision arithmetic(int columns) {
    return columns >= SINGLE_PAYS ? Precision.SINGLE : Precision.DOUBLE;
  }

  /** The solver that goes on where mini-batch descent ends, if the job has one. */
  Optional<Lbfgs> then(Risks risks, Objective objective) {
    return finishes() ? Optional.of(lbfgs(risks, objective)) : Optional.empty();
  }

  private boolean finishes() {
    return spec.training().solver() instanceof SolverSpec.MiniBatch descent
        && descent.then() == Then.L_BFGS;
  }

  private Lbfgs lbfgs(Risks risks, Objective objective) {
    int parameters = objective.network().layout().size();
    return new Lbfgs(tolerance(), Lbfgs.memoryFor(parameters), metric(risks));
  }

  private MiniBatchDescent descent(SolverSpec.MiniBatch descent, Risks risks) {
    long batchSize = descent.step().batchSize().among(risks.train().rows());
    int steps = MiniBatchDescent.stepsAnEpoch(risks, batchSize);
    return new MiniBatchDescent(
        new StepRecipe(descent).rule(steps),
        batchSize,
        averageEvery(descent),
        spec.seed(),
        metric(risks),
        judgesGradients());
  }

  private double tolerance() {
    return spec.training().stop().tolerance().orElse(SOLVED);
  }

  /** How many data shards take steps by themselves; empty where a step is one sum over all. */
  Optional<Integer> shards() {
    return spec.training().solver() instanceof SolverSpec.MiniBatch descent
            && averageEvery(descent) > 1
        ? Optional.of(descent.averaging().shards())
        : Optional.empty();
  }

  private static int averageEvery(SolverSpec.MiniBatch descent) {
    return descent.averaging().every() instanceof AverageEvery.Steps steps
        ? steps.steps()
        : Integer.MAX_VALUE;
  }

  /**
   * Divergence first, then the rules of the job file, then the number of epochs; a solver that ends
   * by itself judges its own tolerance, which is that of the last one.
   *
   * @param usual the objective of a fresh start, or 0 if it starts there anyway
   */
  StoppingRule stopping(Risks risks, double usual, StoppingRule maxTime) {
    StopSpec stop = spec.training().stop();
    StoppingRule rule = StoppingRule.divergence(usual);
    if (judgesEpochs()) {
      rule = rule.or(StoppingRule.tolerance(tolerance()));
    }
    if (judgesGradients()) {
      rule = rule.or(StoppingRule.gradientTolerance(tolerance()));
    }
    if (stop.patience().isPresent()) {
      rule = rule.or(StoppingRule.patience(stop.patience().getAsInt(), metric(risks)));
    }
    return rule.or(StoppingRule.maxEpochs(epochs())).or(maxTime);
  }

  private boolean judgesEpochs() {
    return spec.training().solver() instanceof SolverSpec.MiniBatch
        && !finishes()
        && spec.training().stop().tolerance().isPresent();
  }

  /** The gradient does not vanish at the optimum of a lasso part. */
  private boolean judgesGradients() {
    return judgesEpochs() && !spec.model().penalty().hasLassoPart();
  }

  /** The rules for l-bfgs that goes on after {@code epochs} of mini-batch descent. */
  StoppingRule stoppingThen(int epochs, StoppingRule maxTime) {
    return StoppingRule.divergence()
        .or(StoppingRule.maxEpochs(epochs + 1 + SolverSpec.LBFGS_ITERATIONS))
        .or(maxTime);
  }

  /** The most epochs of the first solver; the exact one has its own bound. */
  private int epochs() {
    SolverSpec solver = spec.training().solver();
    if (solver instanceof SolverSpec.MiniBatch descent) {
      return descent.epochs();
    }
    return solver instanceof SolverSpec.Lbfgs lbfgs ? lbfgs.epochs() : Headway.UNBOUNDED;
  }

  /** The most epochs of all solvers, as progress shows it. */
  int allEpochs() {
    return finishes() ? Headway.UNBOUNDED : epochs();
  }

  /** The time allowed. */
  Optional<Duration> maxTime() {
    return spec.training().stop().maxTime();
  }

  /** Whether the best parameters count in the end, not the last ones. */
  boolean restoresBest() {
    return spec.training().stop().patience().isPresent();
  }

  /** A split column may turn out to have no validation rows, which a job file cannot show. */
  private Metric metric(Risks risks) {
    boolean validation = spec.training().stop().metric() == StopMetric.VALIDATION_LOSS;
    if (validation && risks.validation().isEmpty() && restoresBest()) {
      throw new DataException(
          "training.stop.metric = validation-loss: data.split gives no validation row; "
              + "set training.stop.metric = train-loss");
    }
    return validation && risks.validation().isPresent()
        ? Metric.VALIDATION_LOSS
        : Metric.TRAIN_LOSS;
  }

  private Penalty penalty(double strength, Network network, Standardizer standardizer) {
    double[] factors = network.layout().penalized();
    PenaltySpec penalty = spec.model().penalty();
    if (penalty.on() == PenaltyScale.ORIGINAL) {
      // w_kj on the original scale is w_kj / scale_j; a constant column has coefficient 0 on both.
      int columns = standardizer.columns();
      for (int i = 0; i < network.layout().blocks().get(0).size(); i++) {
        double scale = standardizer.scales()[i % columns];
        factors[i] = scale == 0 ? 0 : 1 / scale;
      }
    }
    if (penalty instanceof PenaltySpec.Ridge) {
      return new Ridge(strength, factors);
    }
    if (penalty instanceof PenaltySpec.Lasso) {
      return new Lasso(strength, factors);
    }
    return penalty instanceof PenaltySpec.ElasticNet net
        ? new ElasticNet(strength, net.mixing(), factors)
        : new None();
  }
}

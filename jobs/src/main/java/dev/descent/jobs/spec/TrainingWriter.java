package dev.descent.jobs.spec;

import java.util.OptionalDouble;
import java.util.TreeMap;

/** Writes the section {@code training}. */
final class TrainingWriter {
  private final HoconWriter out;

  TrainingWriter(HoconWriter out) {
    this.out = out;
  }

  void training(TrainingSpec training) {
    solver(training.solver());
    out.word("precision", Words.of(training.precision()));
    out.plain("depth", training.depth());
    training.classWeights().ifPresent(this::classWeights);
    if (training.solver() instanceof SolverSpec.Exact) {
      OptionalDouble tolerance = training.stop().tolerance();
      tolerance.ifPresent(value -> out.section("stop", () -> out.number("tolerance", value)));
    } else {
      out.section("stop", () -> stop(training.stop()));
      start(training.start());
    }
  }

  void checkpoint(CheckpointSpec checkpoint) {
    out.section(
        "checkpoint",
        () -> {
          out.text("directory", checkpoint.directory());
          out.word("every", Literals.text(checkpoint.every()));
        });
  }

  private void solver(SolverSpec solver) {
    if (solver instanceof SolverSpec.MiniBatch descent) {
      out.word("solver", "mini-batch");
      miniBatch(descent);
    } else if (solver instanceof SolverSpec.Lbfgs lbfgs) {
      out.word("solver", "l-bfgs");
      out.plain("epochs", lbfgs.epochs());
    } else {
      out.word("solver", "exact");
    }
  }

  private void miniBatch(SolverSpec.MiniBatch descent) {
    if (descent.then() == Then.L_BFGS) {
      out.word("then", Words.of(descent.then()));
    }
    out.section("optimizer", () -> optimizer(descent.step().optimizer()));
    out.section("rate", () -> rate(descent.step().rate()));
    if (descent.step().batchSize() instanceof BatchSize.Rows batch) {
      out.plain("batch-size", batch.rows());
    } else {
      out.word("batch-size", "full");
    }
    descent.step().clipNorm().ifPresent(norm -> out.number("clip-norm", norm));
    out.plain("epochs", descent.epochs());
    if (descent.averaging().every() instanceof AverageEvery.Steps every) {
      out.plain("average-every", every.steps());
    } else {
      out.word("average-every", "epoch");
    }
    out.plain("shards", descent.averaging().shards());
  }

  private void optimizer(OptimizerSpec optimizer) {
    if (optimizer instanceof OptimizerSpec.Adam adam) {
      out.word("type", "adam");
      out.number("beta1", adam.beta1());
      out.number("beta2", adam.beta2());
      out.number("epsilon", adam.epsilon());
    } else if (optimizer instanceof OptimizerSpec.RmsProp rms) {
      out.word("type", "rmsprop");
      out.number("decay", rms.decay());
      out.number("epsilon", rms.epsilon());
    } else if (optimizer instanceof OptimizerSpec.AdaGrad ada) {
      out.word("type", "adagrad");
      out.number("epsilon", ada.epsilon());
    } else if (optimizer instanceof OptimizerSpec.Momentum heavy) {
      out.word("type", "momentum");
      out.number("momentum", heavy.momentum());
    } else if (optimizer instanceof OptimizerSpec.Nesterov nesterov) {
      out.word("type", "nesterov");
      nesterov.momentum().ifPresent(momentum -> out.number("momentum", momentum));
    } else {
      out.word("type", "sgd");
    }
  }

  private void rate(RateSpec rate) {
    out.word("type", type(rate));
    out.number("initial", rate.initial());
    if (rate instanceof RateSpec.InverseScaling inverse) {
      out.number("power", inverse.power());
    } else if (rate instanceof RateSpec.Exponential exponential) {
      out.number("decay", exponential.decay());
    } else if (rate instanceof RateSpec.Step step) {
      out.plain("every", step.every());
      out.number("factor", step.factor());
    }
    out.plain("warm-up", rate.warmUp());
  }

  private static String type(RateSpec rate) {
    if (rate instanceof RateSpec.InverseScaling) {
      return "inverse-scaling";
    }
    if (rate instanceof RateSpec.Exponential) {
      return "exponential";
    }
    if (rate instanceof RateSpec.Step) {
      return "step";
    }
    return rate instanceof RateSpec.Cosine ? "cosine" : "constant";
  }

  private void classWeights(ClassWeightsSpec weights) {
    if (weights instanceof ClassWeightsSpec.ByClass byClass) {
      out.section("class-weights", () -> new TreeMap<>(byClass.weights()).forEach(out::named));
    } else {
      out.word("class-weights", "balanced");
    }
  }

  private void stop(StopSpec stop) {
    stop.tolerance().ifPresent(tolerance -> out.number("tolerance", tolerance));
    stop.patience().ifPresent(patience -> out.plain("patience", patience));
    out.word("metric", Words.of(stop.metric()));
    stop.maxTime().ifPresent(time -> out.word("max-time", Literals.text(time)));
  }

  private void start(StartSpec start) {
    if (start instanceof StartSpec.FromModel from) {
      out.section("start", () -> out.text("model", from.path()));
    } else {
      out.word("start", start instanceof StartSpec.Champion ? "champion" : "fresh");
    }
  }
}

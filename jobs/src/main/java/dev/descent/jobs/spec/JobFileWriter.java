package dev.descent.jobs.spec;

import java.util.Map;
import java.util.TreeMap;

/** Writes a job as HOCON that reads back as the same job. */
final class JobFileWriter {
  private final HoconWriter out = new HoconWriter();

  String write(JobSpec job) {
    out.text("name", job.name());
    out.plain("seed", job.seed());
    out.section("data", () -> data(job.data()));
    out.section("features", () -> features(job.features()));
    out.section("model", () -> model(job.model()));
    out.section("training", () -> training(job.training()));
    out.section("evaluation", () -> evaluation(job.evaluation()));
    out.section("use", () -> use(job.use()));
    out.section("output", () -> output(job.output()));
    return out.toString();
  }

  private void data(DataSpec data) {
    out.section("train", () -> source(data.train()));
    data.test().ifPresent(test -> out.section("test", () -> source(test)));
    data.split().ifPresent(split -> out.section("split", () -> split(split)));
    out.text("label", data.label());
    data.positive().ifPresent(this::positive);
    data.weight().ifPresent(weight -> out.text("weight", weight));
    if (!data.key().isEmpty()) {
      out.texts("key", data.key());
    }
    out.word("bad-rows", "fail");
  }

  private void source(SourceSpec source) {
    out.word("format", Words.of(source.format()));
    if (source.paths().size() == 1) {
      out.text("path", source.paths().get(0));
    } else {
      out.texts("path", source.paths());
    }
    if (!source.options().isEmpty()) {
      Map<String, String> sorted = new TreeMap<>(source.options());
      out.section("options", () -> sorted.forEach(out::option));
    }
  }

  private void split(SplitSpec split) {
    if (split instanceof SplitSpec.ByHash hash) {
      out.number("test", hash.test());
      out.number("validation", hash.validation());
      out.plain("seed", hash.seed());
      out.word("by", "hash");
    } else if (split instanceof SplitSpec.ByColumn column) {
      out.section("by", () -> out.text("column", column.column()));
    }
  }

  private void positive(Scalar positive) {
    if (positive instanceof Scalar.Text text) {
      out.text("positive", text.value());
    } else if (positive instanceof Scalar.Numeric number) {
      out.number("positive", number.value());
    } else if (positive instanceof Scalar.Truth truth) {
      out.plain("positive", truth.value());
    }
  }

  private void features(FeaturesSpec features) {
    out.texts("columns", features.columns());
    out.texts("exclude", features.exclude());
    out.word("missing", "fail");
    out.number("divide-by", features.divideBy());
    out.plain("standardize", features.standardize());
  }

  private void model(ModelSpec model) {
    out.word("type", Words.of(model.type()));
    if (model.type() == ModelType.LINEAR) {
      out.word("loss", "squared");
    }
    out.plain("intercept", model.intercept());
    out.section("penalty", () -> penalty(model.penalty()));
  }

  private void penalty(PenaltySpec penalty) {
    if (penalty instanceof PenaltySpec.Ridge ridge) {
      out.word("type", "ridge");
      out.number("strength", ridge.strength());
      out.word("on", Words.of(ridge.on()));
    } else {
      out.word("type", "none");
    }
  }

  private void training(TrainingSpec training) {
    out.word("solver", "mini-batch");
    out.word("precision", Words.of(training.precision()));
    out.section("optimizer", () -> optimizer(training.optimizer()));
    out.section("rate", () -> rate(training.rate()));
    if (training.batchSize() instanceof BatchSize.Rows batch) {
      out.plain("batch-size", batch.rows());
    } else {
      out.word("batch-size", "full");
    }
    out.plain("epochs", training.epochs());
    out.plain("average-every", 1);
    out.plain("depth", training.depth());
    out.section("stop", () -> stop(training.stop()));
    out.word("start", "fresh");
  }

  private void optimizer(OptimizerSpec optimizer) {
    if (optimizer instanceof OptimizerSpec.Adam adam) {
      out.word("type", "adam");
      out.number("beta1", adam.beta1());
      out.number("beta2", adam.beta2());
      out.number("epsilon", adam.epsilon());
    } else {
      out.word("type", "sgd");
    }
  }

  private void rate(RateSpec rate) {
    boolean scaling = rate instanceof RateSpec.InverseScaling;
    out.word("type", scaling ? "inverse-scaling" : "constant");
    out.number("initial", rate.initial());
    if (rate instanceof RateSpec.InverseScaling inverse) {
      out.number("power", inverse.power());
    }
  }

  private void stop(StopSpec stop) {
    stop.tolerance().ifPresent(tolerance -> out.number("tolerance", tolerance));
    stop.patience().ifPresent(patience -> out.plain("patience", patience));
    out.word("metric", Words.of(stop.metric()));
    stop.maxTime().ifPresent(time -> out.word("max-time", Literals.text(time)));
  }

  private void evaluation(EvaluationSpec evaluation) {
    evaluation.threshold().ifPresent(threshold -> out.number("threshold", threshold));
    out.word("curves", "exact");
  }

  private void use(UseSpec use) {
    if (use.model() instanceof UsedModel.AtPath at) {
      out.section("model", () -> out.text("path", at.path()));
    } else {
      out.word("model", "latest");
    }
    if (use.data() instanceof SourceSpec source) {
      out.section("data", () -> source(source));
    } else if (use.data() instanceof DataPart part) {
      out.word("data", Words.of(part));
    }
  }

  private void output(OutputSpec output) {
    out.text("runs", output.runs());
    output
        .predictions()
        .ifPresent(predictions -> out.section("predictions", () -> predictions(predictions)));
  }

  private void predictions(PredictionsSpec predictions) {
    out.word("format", Words.of(predictions.format()));
    out.text("path", predictions.path());
    out.word("mode", Words.of(predictions.mode()));
  }
}

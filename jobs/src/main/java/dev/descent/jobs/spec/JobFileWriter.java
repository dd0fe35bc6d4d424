package dev.descent.jobs.spec;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Writes a job as HOCON that reads back as the same job. */
final class JobFileWriter {
  private final HoconWriter out = new HoconWriter();

  String write(JobSpec job) {
    data(job);
    if (!Fitting.isNeedless(job)) {
      model(job);
      out.section("training", () -> training(job.training()));
    }
    new EvaluationWriter(out).section(job);
    out.section("use", () -> use(job.use()));
    out.section("output", () -> output(job.output()));
    job.retrain().ifPresent(retrain -> new RetrainWriter(out).section(retrain));
    job.tune().ifPresent(tune -> new TuneWriter(out).section(tune));
    return out.toString();
  }

  /** Only what the parameters that come of it depend on. */
  String writeFit(JobSpec job) {
    data(job);
    model(job);
    out.section("training", () -> new TrainingWriter(out).training(job.training()));
    return out.toString();
  }

  private void data(JobSpec job) {
    out.text("name", job.name());
    out.plain("seed", job.seed());
    out.section("data", () -> data(job.data()));
  }

  private void model(JobSpec job) {
    out.section("features", () -> features(job.features()));
    out.section("model", () -> new ModelWriter(out).model(job.model()));
  }

  private void training(TrainingSpec training) {
    TrainingWriter writer = new TrainingWriter(out);
    writer.training(training);
    training.checkpoint().ifPresent(writer::checkpoint);
  }

  private void data(DataSpec data) {
    out.section("train", () -> source(data.train()));
    data.test().ifPresent(test -> out.section("test", () -> source(test)));
    data.split().ifPresent(split -> new SplitWriter(out).section(split, data.label()));
    out.number("train-share", data.trainShare());
    if (!data.filter().isEmpty()) {
      out.list("filter", data.filter().stream().map(JobFileWriter::filter).toList());
    }
    out.text("label", data.label());
    data.score().ifPresent(this::score);
    data.positive().ifPresent(positive -> out.word("positive", literal(positive)));
    if (!data.classes().isEmpty()) {
      out.list("classes", data.classes().stream().map(JobFileWriter::literal).toList());
    }
    data.weight().ifPresent(weight -> out.text("weight", weight));
    if (!data.key().isEmpty()) {
      out.texts("key", data.key());
    }
    badRows(data.skipAtMost());
  }

  private void badRows(OptionalDouble skipAtMost) {
    if (skipAtMost.isPresent()) {
      out.section("bad-rows", () -> out.number("skip-at-most", skipAtMost.getAsDouble()));
    } else {
      out.word("bad-rows", "fail");
    }
  }

  private void score(ScoreSpec score) {
    if (score.columns().size() == 1) {
      out.text("score", score.columns().get(0));
    } else {
      out.texts("score", score.columns());
    }
  }

  private void source(SourceSpec source) {
    source
        .format()
        .ifPresent(
            format ->
                out.word(
                    "format",
                    SourceFormat.isWord(format) ? format : ConfigUtil.quoteString(format)));
    if (source.paths().size() == 1) {
      out.text("path", source.paths().get(0));
    } else if (!source.paths().isEmpty()) {
      out.texts("path", source.paths());
    }
    source.table().ifPresent(table -> out.text("table", table));
    if (!source.options().isEmpty()) {
      Map<String, OptionSpec> sorted = new TreeMap<>(source.options());
      out.section("options", () -> sorted.forEach(this::option));
    }
  }

  private void option(String name, OptionSpec option) {
    if (option instanceof OptionSpec.Plain plain) {
      out.option(name, plain.text());
    } else if (option instanceof OptionSpec.InEnvironment secret) {
      out.secret(name, "env", secret.name());
    } else if (option instanceof OptionSpec.InFile secret) {
      out.secret(name, "file", secret.path());
    }
  }

  private static String filter(FilterSpec filter) {
    List<String> values = filter.values().stream().map(JobFileWriter::literal).toList();
    String right = filter.op().isOfList() ? values.toString() : String.join("", values);
    return String.format(
        "{ column = %s, op = %s%s }",
        ConfigUtil.quoteString(filter.column()),
        ConfigUtil.quoteString(filter.op().word()),
        filter.op().isOfNull() ? "" : ", value = " + right);
  }

  private static String literal(Scalar scalar) {
    if (scalar instanceof Scalar.Text text) {
      return ConfigUtil.quoteString(text.value());
    }
    return scalar instanceof Scalar.Numeric number
        ? HoconWriter.digits(number.value())
        : String.valueOf(((Scalar.Truth) scalar).value());
  }

  private void features(FeaturesSpec features) {
    features.vector().ifPresentOrElse(name -> out.text("vector", name), () -> columns(features));
    features
        .polynomial()
        .ifPresent(polynomial -> out.section("polynomial", () -> polynomial(polynomial)));
    out.number("divide-by", features.divideBy());
    out.plain("standardize", features.standardize());
  }

  private void columns(FeaturesSpec features) {
    out.texts("columns", features.columns());
    out.texts("exclude", features.exclude());
    categories(features.categories());
    missing(features.missing());
  }

  private void categories(CategoriesSpec categories) {
    if (!categories.columns().isEmpty()) {
      out.texts("categorical", categories.columns());
    }
    out.word("unseen", Words.of(categories.unseen()));
    categories.rareBelow().ifPresent(below -> out.section("rare", () -> out.plain("below", below)));
    categories.hashed().ifPresent(hashed -> out.section("hashed", () -> hashed(hashed)));
  }

  private void hashed(HashedSpec hashed) {
    out.texts("columns", hashed.columns());
    out.plain("size", hashed.size());
  }

  private void missing(MissingSpec missing) {
    if (!missing.indicator()) {
      out.word("missing", Words.of(missing.fill()));
      return;
    }
    out.section(
        "missing",
        () -> {
          out.word("fill", Words.of(missing.fill()));
          out.plain("indicator", true);
        });
  }

  private void polynomial(PolynomialSpec polynomial) {
    out.plain("degree", polynomial.degree());
    out.plain("interactions-only", polynomial.interactionsOnly());
    out.plain("bias", polynomial.bias());
  }

  private void use(UseSpec use) {
    usedModel(use.model());
    if (use.data() instanceof SourceSpec source) {
      out.section("data", () -> source(source));
    } else if (use.data() instanceof DataPart part) {
      out.word("data", Words.of(part));
    }
  }

  private void usedModel(UsedModel model) {
    if (model instanceof UsedModel.AtPath at) {
      out.section("model", () -> out.text("path", at.path()));
    } else if (model instanceof UsedModel.AtVersion at) {
      out.section("model", () -> out.plain("version", at.number()));
    } else {
      out.word("model", model instanceof UsedModel.Champion ? "champion" : "latest");
    }
  }

  private void output(OutputSpec output) {
    out.text("runs", output.runs());
    out.plain("report", output.report());
    out.plain("landscape", output.landscape());
    out.section(
        "store",
        () -> {
          out.text("path", output.store().path());
          out.plain("single-writer", output.store().singleWriter());
        });
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

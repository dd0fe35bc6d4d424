package dev.descent.jobs.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job file, read and validated; the same one serves {@code train}, {@code evaluate} and {@code
 * predict}.
 *
 * <p>A job with {@code data.score} may have no model: then features, model and training are the
 * defaults, of a model with such scores, and a linear one where the data decide the kind.
 *
 * @param name of the job and of its runs: {@code [a-z0-9][a-z0-9._-]{0,62}} without ".."
 * @param seed of training
 * @param data tables, split and the roles of columns
 * @param features which columns, and how they are prepared
 * @param model what is fitted
 * @param training how it is fitted
 * @param evaluation how it is judged
 * @param use what {@code evaluate} and {@code predict} work on
 * @param output where results go
 * @param retrain when {@code retrain} trains and what the result must reach, if the job has that
 * @param tune what {@code tune} tries, if the job has that
 */
public record JobSpec(
    String name,
    long seed,
    DataSpec data,
    FeaturesSpec features,
    ModelSpec model,
    TrainingSpec training,
    EvaluationSpec evaluation,
    UseSpec use,
    OutputSpec output,
    Optional<RetrainSpec> retrain,
    Optional<TuneSpec> tune) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final String NAME_RULE =
      "must match " + NAME.pattern() + " and must not contain \"..\"";

  public JobSpec {
    if (!isName(name)) {
      throw new IllegalArgumentException("name " + NAME_RULE + ", but was \"" + name + "\"");
    }
    JobRules.ofModel(model, data);
    JobRules.ofScore(new Fitting(features, model, training), data);
    JobRules.ofEvaluation(model, data, evaluation);
    JobRules.ofTraining(model, training);
    retrain.ifPresent(spec -> JobRules.ofRetrain(spec, model, data, evaluation));
    tune.ifPresent(spec -> JobRules.ofTune(spec, model, data, training));
  }

  /**
   * Reads a job file.
   *
   * @param fileName as error messages name the file
   * @param text its HOCON text
   * @param overrides lines {@code key=value} of HOCON, laid over the file in their order
   * @param environment the variables that <code>${?NAME}</code> may name
   * @throws JobFileException with one line for every error of the file and of the overrides
   */
  public static JobSpec parse(
      String fileName, String text, List<String> overrides, Map<String, String> environment) {
    Problems problems = new Problems();
    Settings settings = new JobText(fileName, environment, problems).read(text, overrides);
    new UnknownKeys(settings).report();
    return read(settings, problems);
  }

  /** Whether there are curves: the label is a class, or the data decide whether it is. */
  public boolean hasCurves() {
    boolean untold = data.score().filter(score -> score.kind().isEmpty()).isPresent();
    return untold || model.classifies();
  }

  /**
   * Refuses a job of scores that exist, for a command that needs features and a model.
   *
   * @throws JobFileException when the job has {@code data.score}
   */
  public void requireNoScore(String command) {
    if (data.score().isPresent()) {
      throw new JobFileException(
          "data.score goes with evaluate, but the command is " + command + "; remove it");
    }
  }

  /**
   * The job file with every setting in force, defaults included: readable HOCON in a fixed order of
   * keys, from which {@link #parse} makes an equal value.
   */
  public String render() {
    return new JobFileWriter().write(this);
  }

  /**
   * The settings that the parameters of the model depend on, as {@link #render} writes them: data,
   * features, model and training, and not where results go.
   */
  public String renderFit() {
    return new JobFileWriter().writeFit(this);
  }

  /** The same job that starts fresh. */
  public JobSpec fresh() {
    return with(training.from(new StartSpec.Fresh()), use, output, retrain);
  }

  /** The same job without what does not bear on its model and the judgement of that. */
  public JobSpec decisive() {
    return untuned()
        .with(
            training,
            new UseSpec(new UsedModel.Latest(), DataPart.TEST),
            new OutputSpec(
                Defaults.RUNS, new StoreSpec(Defaults.STORE, false), Optional.empty(), true, false),
            retrain.map(RetrainSpec::silent));
  }

  /** The same job without what {@code tune} tries. */
  public JobSpec untuned() {
    return new JobSpec(
        name,
        seed,
        data,
        features,
        model,
        training,
        evaluation,
        use,
        output,
        retrain,
        Optional.empty());
  }

  private JobSpec with(
      TrainingSpec otherTraining,
      UseSpec otherUse,
      OutputSpec otherOutput,
      Optional<RetrainSpec> otherRetrain) {
    return new JobSpec(
        name,
        seed,
        data,
        features,
        model,
        otherTraining,
        evaluation,
        otherUse,
        otherOutput,
        otherRetrain,
        tune);
  }

  private static JobSpec read(Settings settings, Problems problems) {
    String name = name(settings);
    long seed = settings.integer("seed").orElse(Defaults.SEED);
    ModelKind kind = ModelKind.read(settings);
    DataSpec data = new DataReader(settings, kind).data();
    Fitting fitting = Fitting.read(settings, kind, data);
    EvaluationSpec evaluation = new EvaluationReader(settings, kind, data).evaluation();
    OutputReader output = new OutputReader(settings, kind, data);
    UseSpec use = output.use();
    OutputSpec outputSpec = output.output();
    Optional<RetrainSpec> retrain = new RetrainReader(settings, kind, data).retrain(evaluation);
    Optional<TuneSpec> tune = new TuneReader(settings, kind, data).tune(fitting.training());
    problems.throwIfAny();
    return new JobSpec(
        name,
        seed,
        data,
        fitting.features(),
        fitting.model(),
        fitting.training(),
        evaluation,
        use,
        outputSpec,
        retrain,
        tune);
  }

  private static String name(Settings settings) {
    String name = settings.requiredText("name", "name the job");
    Optional<String> written =
        settings.value("name").map(value -> String.valueOf(value.unwrapped()));
    if (written.isPresent() && settings.soundIn("name") && !isName(name)) {
      settings.refuse("name", NAME_RULE);
    }
    return name;
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.contains("..");
  }
}

package dev.descent.jobs.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is fitted and how: the sections that a job of scores need not have. */
record Fitting(FeaturesSpec features, ModelSpec model, TrainingSpec training) {

  /** Reads the sections; a job of scores without {@code model.type} must not have them. */
  static Fitting read(Settings settings, ModelKind kind, DataSpec data) {
    if (settings.has(ModelKind.TYPE) || !settings.has(ScoreReader.PATH)) {
      return whole(settings, kind, data);
    }
    Stream.of("features", "model", "training")
        .filter(settings::hasBelow)
        .forEach(
            section ->
                settings.note(
                    section,
                    section + " goes with model.type, but there is data.score and no model.type",
                    "remove it, or give model.type"));
    return inPlaceOfNone(data);
  }

  /** Whether the job file without these sections reads as the same job. */
  static boolean isNeedless(JobSpec job) {
    DataSpec data = job.data();
    Optional<ScoreSpec> untold =
        data.score()
            .map(ScoreSpec::columns)
            .map(
                names ->
                    new ScoreSpec(names, ScoreKind.ofData(names, data.positive(), data.classes())));
    return untold.isPresent()
        && untold.equals(data.score())
        && new Fitting(job.features(), job.model(), job.training()).equals(inPlaceOfNone(data));
  }

  /** What stands in the place of the sections in a job that has none of them. */
  static Fitting inPlaceOfNone(DataSpec data) {
    Settings nothing = new JobText("", Map.of(), new Problems()).read("", List.of());
    return whole(nothing, ModelKind.inPlaceOfNone(data.score().flatMap(ScoreSpec::kind)), data);
  }

  private static Fitting whole(Settings settings, ModelKind kind, DataSpec data) {
    FeaturesSpec features = new FeaturesReader(settings, data.train()).features();
    ModelSpec model = new ModelReader(settings, kind).model();
    PenaltySpec penalty = model.penalty();
    return new Fitting(
        features, model, new TrainingReader(settings, kind, penalty, data).training());
  }
}

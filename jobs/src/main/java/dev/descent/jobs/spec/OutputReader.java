package dev.descent.jobs.spec;

import java.util.Optional;

/** Reads the sections {@code use} and {@code output}. */
final class OutputReader {
  private static final String MODEL = "use.model";
  private static final String DATA = "use.data";
  private static final String PREDICTIONS = "output.predictions";

  private static final String LANDSCAPE = "output.landscape";

  private final Settings settings;
  private final ModelKind model;
  private final DataSpec data;

  OutputReader(Settings settings, ModelKind model, DataSpec data) {
    this.settings = settings;
    this.model = model;
    this.data = data;
  }

  UseSpec use() {
    return new UseSpec(usedModel(), usedData());
  }

  OutputSpec output() {
    return new OutputSpec(
        settings.text("output.runs").orElse(Defaults.RUNS),
        new StoreSpec(
            settings.text("output.store.path").orElse(Defaults.STORE),
            settings.flag("output.store.single-writer", false)),
        settings.hasObject(PREDICTIONS) ? Optional.of(predictions()) : Optional.empty(),
        settings.flag("output.report", true),
        landscape());
  }

  /** Of one coefficient and an intercept; how many features there are only the rows tell. */
  private boolean landscape() {
    boolean asked = settings.flag(LANDSCAPE, false);
    if (asked && model.isNone(ModelType.LINEAR, ModelType.LOGISTIC)) {
      String chosen = Words.of(model.type().orElseThrow());
      settings.mismatch(LANDSCAPE, ModelKind.TYPE, "linear or logistic", chosen);
    } else if (asked && !settings.flag("model.intercept", true)) {
      settings.note(
          LANDSCAPE,
          LANDSCAPE + " goes with model.intercept = true, but model.intercept is false",
          "remove it");
    }
    return asked;
  }

  private UsedModel usedModel() {
    if (!settings.hasObject(MODEL)) {
      return Words.of(MODEL, "latest", "champion")
          .or("{ version = NUMBER }")
          .or("{ path = FOLDER }")
          .in(settings)
          .filter("champion"::equals)
          .<UsedModel>map(word -> new UsedModel.Champion())
          .orElseGet(UsedModel.Latest::new);
    }
    Optional<String> path = settings.text(MODEL + ".path");
    Optional<Integer> version = settings.count(MODEL + ".version");
    if (path.isPresent() == version.isPresent() && settings.soundIn(MODEL)) {
      settings.refuse(MODEL, "must be latest, champion, { version = NUMBER } or { path = FOLDER }");
    }
    return version
        .<UsedModel>map(UsedModel.AtVersion::new)
        .or(() -> path.map(UsedModel.AtPath::new))
        .orElseGet(UsedModel.Latest::new);
  }

  private UsedData usedData() {
    if (settings.hasObject(DATA)) {
      return new SourceReader(settings, DATA).source();
    }
    Optional<DataPart> part = Words.of(DATA, DataPart.class).in(settings, DataPart.class);
    boolean needsRows = part.filter(DataPart.VALIDATION::equals).isPresent();
    if (needsRows && !data.hasValidation() && settings.soundIn("data.split")) {
      settings.note(
          DATA,
          "use.data = validation needs data.split.validation > 0 or data.split.by { column }",
          "add one, or use train or test");
    }
    boolean onlyTrain = data.score().isPresent() && !data.hasTest();
    return part.orElse(onlyTrain ? DataPart.TRAIN : DataPart.TEST);
  }

  private PredictionsSpec predictions() {
    String format = PREDICTIONS + ".format";
    if (!settings.has(format)) {
      settings.missing(format, "give csv, json, parquet or orc");
    }
    return new PredictionsSpec(
        Words.of(format, PredictionsFormat.class)
            .later("libsvm", "jdbc", "delta", "iceberg")
            .in(settings, PredictionsFormat.class)
            .orElse(PredictionsFormat.CSV),
        settings.requiredText(PREDICTIONS + ".path", "give the path to write to"),
        Words.of(PREDICTIONS + ".mode", WriteMode.class)
            .in(settings, WriteMode.class)
            .orElse(WriteMode.ERROR));
  }
}

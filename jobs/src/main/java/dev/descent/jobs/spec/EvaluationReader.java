package dev.descent.jobs.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code evaluation}. */
final class EvaluationReader {
  private static final String CURVES = "evaluation.curves";
  private static final String SLICES = "evaluation.slices";
  private static final String BOOTSTRAP = "evaluation.bootstrap";
  private static final String CONFIDENCE = "evaluation.confidence";
  private static final String EXAMPLES = "evaluation.examples";
  private static final String BINS = "{ bins = 65536 }";

  private final Settings settings;
  private final ModelKind kind;
  private final DataSpec data;

  EvaluationReader(Settings settings, ModelKind kind, DataSpec data) {
    this.settings = settings;
    this.kind = kind;
    this.data = data;
  }

  EvaluationSpec evaluation() {
    return new EvaluationSpec(threshold(), curves(), slices(), bootstrap(), examples());
  }

  private Optional<ThresholdSpec> threshold() {
    String path = ThresholdReader.PATH;
    if (kind.isNone(ModelType.LOGISTIC)) {
      settings.mismatch(path, ModelKind.TYPE, ModelType.LOGISTIC, kind.type().orElseThrow());
      return Optional.empty();
    }
    Optional<ScoreKind> scores = data.score().flatMap(ScoreSpec::kind);
    if (scores.filter(ScoreKind.SEVERAL_CLASSES::equals).isPresent()) {
      if (settings.has(path)) {
        settings.note(
            path, path + " goes with two classes, but data.score is of several", "remove it");
      }
      return Optional.empty();
    }
    Optional<ThresholdSpec> threshold = new ThresholdReader(settings).threshold();
    boolean untold = data.score().isPresent() && scores.isEmpty();
    return untold ? threshold : threshold.or(() -> Optional.of(ThresholdSpec.usual()));
  }

  /** Exact ones are no more than what every model has by default. */
  private CurvesSpec curves() {
    boolean exact = settings.value(CURVES).filter(v -> v.unwrapped().equals("exact")).isPresent();
    if (exact || !kind.hasClassesFor(settings, CURVES)) {
      return new CurvesSpec.Exact();
    }
    String bins = CURVES + ".bins";
    if (settings.hasObject(CURVES) && settings.has(bins)) {
      return settings
          .count(bins, CurvesSpec.Bins.LEAST, CurvesSpec.Bins.MOST)
          .<CurvesSpec>map(CurvesSpec.Bins::new)
          .orElseGet(CurvesSpec.Exact::new);
    }
    Words.of(CURVES, "exact").or(BINS).in(settings);
    return new CurvesSpec.Exact();
  }

  private List<String> slices() {
    List<String> slices = settings.texts(SLICES);
    if (new HashSet<>(slices).size() < slices.size()) {
      settings.refuse(SLICES, "must name each column once");
      return List.of();
    }
    Stream.of("data.label", "data.weight", ScoreReader.PATH)
        .filter(path -> settings.names(path).anyMatch(slices::contains))
        .forEach(path -> settings.refuse(SLICES, "must not name " + path));
    return slices;
  }

  private Optional<ExamplesSpec> examples() {
    if (!settings.has(EXAMPLES)) {
      return Optional.empty();
    }
    if (data.score().isPresent()) {
      settings.note(
          EXAMPLES, EXAMPLES + " goes with a model, but there is data.score", "remove it");
      return Optional.empty();
    }
    return Optional.of(
        new ExamplesSpec(
            settings
                .count(EXAMPLES + ".rows", 1, ExamplesSpec.MOST_ROWS)
                .orElse(Defaults.EXAMPLE_ROWS),
            settings
                .count(EXAMPLES + ".worst", 1, ExamplesSpec.MOST_WORST)
                .orElse(Defaults.WORST_ROWS)));
  }

  private Optional<BootstrapSpec> bootstrap() {
    int replicates = settings.count(BOOTSTRAP, 0, BootstrapSpec.MOST).orElse(0);
    double confidence = settings.number(CONFIDENCE, Bound.OPEN_UNIT).orElse(Defaults.CONFIDENCE);
    if (replicates > 0) {
      return Optional.of(new BootstrapSpec(replicates, confidence));
    }
    if (settings.has(CONFIDENCE) && settings.soundIn(BOOTSTRAP)) {
      settings.note(
          CONFIDENCE,
          CONFIDENCE + " goes with evaluation.bootstrap > 0",
          "remove it, or give the number of replicates");
    }
    return Optional.empty();
  }
}

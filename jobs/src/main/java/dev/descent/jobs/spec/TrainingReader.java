package dev.descent.jobs.spec;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the section {@code training}. */
final class TrainingReader {
  private static final String SOLVER = "training.solver";
  private static final String THEN = "training.then";
  private static final String START = "training.start";
  private static final String PRECISION = "training.precision";
  private static final String CHECKPOINT = "training.checkpoint";
  private static final String STRENGTHS = "model.penalty.strengths";
  private static final TypeKeys KEYS =
      TypeKeys.of("training", SOLVER)
          .with("optimizer", "mini-batch")
          .with("rate", "mini-batch")
          .with("batch-size", "mini-batch")
          .with("average-every", "mini-batch")
          .with("shards", "mini-batch")
          .with("clip-norm", "mini-batch")
          .with("then", "mini-batch")
          .with("epochs", "mini-batch", "l-bfgs")
          .with("start", "mini-batch", "l-bfgs")
          .with("stop.patience", "mini-batch", "l-bfgs")
          .with("stop.metric", "mini-batch", "l-bfgs")
          .with("stop.max-time", "mini-batch", "l-bfgs");
  private static final Map<String, String> REASONS =
      Map.of(
          "mini-batch", "",
          "l-bfgs", "which steps on all rows and finds the length of its steps",
          "exact", "which solves from nothing in one go");

  private final Settings settings;
  private final ModelKind kind;
  private final PenaltySpec penalty;
  private final DataSpec data;

  TrainingReader(Settings settings, ModelKind kind, PenaltySpec penalty, DataSpec data) {
    this.settings = settings;
    this.kind = kind;
    this.penalty = penalty;
    this.data = data;
  }

  TrainingSpec training() {
    Optional<String> chosen = Words.of(SOLVER, "mini-batch", "l-bfgs", "exact").in(settings);
    String word = chosen.orElse("mini-batch");
    if (chosen.isPresent() || !settings.has(SOLVER)) {
      KEYS.check(settings, word, REASONS.getOrDefault(word, ""));
      path(word);
    }
    SolverSpec solver =
        switch (word) {
          case "exact" -> exact();
          case "l-bfgs" -> lbfgs();
          default -> miniBatch();
        };
    return new TrainingSpec(
        solver,
        precision(solver),
        settings.count("training.depth").orElse(Defaults.DEPTH),
        solver instanceof SolverSpec.Exact ? new StartSpec.Fresh() : start(),
        new ClassWeightsReader(settings, kind).classWeights(),
        stop(solver),
        settings.hasObject(CHECKPOINT) ? Optional.of(checkpoint()) : Optional.empty());
  }

  private CheckpointSpec checkpoint() {
    String every = CHECKPOINT + ".every";
    return new CheckpointSpec(
        settings.requiredText(CHECKPOINT + ".directory", "give the folder to write to"),
        settings.duration(every).orElse(Defaults.CHECKPOINT_EVERY));
  }

  private SolverSpec miniBatch() {
    boolean lbfgs = Words.of(THEN, "l-bfgs").in(settings).isPresent();
    if (lbfgs) {
      convex(THEN, "remove it");
    }
    Then then = lbfgs ? Then.L_BFGS : Then.NOTHING;
    return new MiniBatchReader(settings, kind, penalty).miniBatch(then);
  }

  private SolverSpec lbfgs() {
    convex(SOLVER, "use mini-batch");
    int epochs = settings.count("training.epochs").orElse(SolverSpec.LBFGS_ITERATIONS);
    return new SolverSpec.Lbfgs(epochs);
  }

  private SolverSpec exact() {
    kind.withoutClosedForm(SOLVER + " = exact")
        .ifPresent(reason -> settings.note(SOLVER, reason, "use mini-batch or l-bfgs"));
    return new SolverSpec.Exact();
  }

  /** A lasso part goes with L-BFGS where the loss is convex. */
  private void convex(String path, String advice) {
    if (penalty.hasLassoPart() && kind.type().filter(ModelType.MLP::equals).isPresent()) {
      settings.note(
          path,
          path
              + " = l-bfgs does not go with "
              + PenaltyReader.lassoPart(penalty)
              + " and model.type = mlp: OWL-QN needs a convex loss",
          advice);
    }
  }

  private void path(String solver) {
    if (penalty.strength() instanceof Strength.Path && !solver.equals("exact")) {
      settings.note(
          STRENGTHS,
          STRENGTHS + " goes with training.solver = exact, but training.solver is " + solver,
          "set training.solver = exact, or give one strength");
    }
  }

  private Precision precision(SolverSpec solver) {
    Precision precision =
        Words.of(PRECISION, Precision.class).in(settings, Precision.class).orElse(Precision.AUTO);
    if (solver instanceof SolverSpec.Exact && precision == Precision.SINGLE) {
      settings.note(
          PRECISION,
          "training.precision = single does not go with training.solver = exact,"
              + " which computes in double",
          "use auto or double");
      return Precision.AUTO;
    }
    return precision;
  }

  private StartSpec start() {
    if (!settings.hasObject(START)) {
      return Words.of(START, "fresh", "champion")
          .or("{ model = path }")
          .in(settings)
          .filter("champion"::equals)
          .<StartSpec>map(word -> new StartSpec.Champion())
          .orElseGet(StartSpec.Fresh::new);
    }
    Optional<String> model = settings.text(START + ".model");
    if (model.isEmpty() && settings.soundIn(START)) {
      settings.refuse(START, "must be fresh, champion or { model = path }");
    }
    return model.<StartSpec>map(StartSpec.FromModel::new).orElseGet(StartSpec.Fresh::new);
  }

  private StopSpec stop(SolverSpec solver) {
    StopReader reader = new StopReader(settings, data);
    if (solver instanceof SolverSpec.Exact) {
      return reader.onlyTolerance();
    }
    boolean miniBatchOnly =
        solver instanceof SolverSpec.MiniBatch descent && descent.then() == Then.NOTHING;
    return reader.stop(
        miniBatchOnly ? OptionalDouble.empty() : OptionalDouble.of(Defaults.LBFGS_TOLERANCE));
  }
}

package dev.descent.jobs;

import dev.descent.encode.Encoding;
import dev.descent.jobs.run.ModelFolder;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.StartSpec;
import dev.descent.model.Model;
import dev.descent.model.WarmStart;
import dev.descent.network.Network;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.TableStatistics;
import dev.descent.spark.data.TrainingData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The parameters that a job starts from.
 *
 * @param parameters [p]
 * @param words what a warm start has found or where training goes on, for people; empty for a fresh
 *     one
 */
record Start(double[] parameters, Optional<String> words) {
  private static final String KEY = "training.start: the model in ";

  /** More features are counted and not named. */
  private static final int MOST_NAMED = 5;

  /**
   * That of {@code training.start}, or where the run was stopped; what a warm start finds is said
   * in run.json too.
   *
   * @throws dev.descent.jobs.store.StoreRuleException if it was stopped with other rows
   */
  static Start of(Recipe recipe, Network network, TrainingData data, JobRun run) {
    run.checkpoints().ifPresent(checkpoints -> bind(checkpoints, run, data.statistics()));
    return run.checkpoints()
        .filter(checkpoints -> checkpoints.from().isPresent())
        .map(checkpoints -> goingOn(checkpoints, run))
        .orElseGet(() -> first(recipe, network, data, run));
  }

  private static void bind(Checkpoints checkpoints, JobRun run, TableStatistics statistics) {
    checkpoints.bind(
        String.format(
            Locale.ROOT,
            "%016x with %d, %d and %d rows to train, validate and test",
            statistics.fingerprint(),
            statistics.rows(Side.TRAIN),
            statistics.rows(Side.VALIDATION),
            statistics.rows(Side.TEST)));
    List<Object> resumptions = checkpoints.resumptions();
    if (!resumptions.isEmpty()) {
      run.put("resumed", resumptions);
    }
  }

  private static Start first(Recipe recipe, Network network, TrainingData data, JobRun run) {
    Map<String, Object> said = new LinkedHashMap<>();
    Optional<Model> from = model(recipe, run, said);
    if (from.isEmpty()) {
      return new Start(network.start(recipe.spec().seed()), Optional.empty());
    }
    String path = String.valueOf(said.get("model"));
    requireSameKind(recipe, from.get(), data, path);
    WarmStart start = warm(from.get(), network, data.encoding(), path);
    said.put("added", start.added());
    said.put("dropped", start.dropped());
    run.put("start", said);
    run.checkpoints().ifPresent(checkpoints -> checkpoints.startsFrom(said));
    return new Start(
        start.parameters(),
        Optional.of(
            "starts from the model in "
                + path
                + named("; new, from 0: ", start.added())
                + named("; left out: ", start.dropped())));
  }

  /** Whatever has become of the model that the run started from. */
  private static Start goingOn(Checkpoints checkpoints, JobRun run) {
    checkpoints
        .start()
        .ifPresent(
            said -> {
              run.put("start", said);
              checkpoints.startsFrom(said);
            });
    Waypoint from = checkpoints.from().orElseThrow();
    String passedOver =
        checkpoints.damaged().stream().map("; passed over: "::concat).collect(Collectors.joining());
    return new Start(
        from.state().parameters(),
        Optional.of(
            "goes on with run "
                + run.folder().id()
                + " after epoch "
                + from.state().epoch()
                + ", step "
                + from.state().step()
                + passedOver));
  }

  private static String named(String before, List<String> features) {
    if (features.isEmpty()) {
      return "";
    }
    String names = features.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int others = features.size() - MOST_NAMED;
    return before + names + (others > 0 ? " and " + others + " others" : "");
  }

  /** The model to start from, where there is one; {@code said} gets where it is. */
  private static Optional<Model> model(Recipe recipe, JobRun run, Map<String, Object> said) {
    StartSpec start = recipe.spec().training().start();
    Configuration hadoop = run.spark().sparkContext().hadoopConfiguration();
    if (start instanceof StartSpec.FromModel from) {
      said.put("model", from.path());
      return Optional.of(ModelFolder.read(from.path(), hadoop));
    }
    if (start instanceof StartSpec.Champion) {
      NamedModel champion = NamedModel.champion(recipe.spec(), hadoop);
      said.put("model", champion.path());
      said.put("version", champion.version().orElseThrow());
      return Optional.of(champion.model());
    }
    return Optional.empty();
  }

  private static WarmStart warm(Model model, Network network, Encoding encoding, String path) {
    try {
      return WarmStart.of(model, network, encoding);
    } catch (IllegalArgumentException e) {
      throw new JobFileException(
          KEY + path + " does not fit: " + e.getMessage() + "; use training.start = fresh");
    }
  }

  private static void requireSameKind(Recipe recipe, Model model, TrainingData data, String path) {
    if (!model.type().equals(recipe.type())) {
      throw new JobFileException(
          KEY + path + " is " + model.type() + ", but model.type is " + recipe.type());
    }
    if (!model.classes().equals(data.classes())) {
      throw new JobFileException(
          KEY
              + path
              + " has the classes "
              + model.classes().map(Object::toString).orElse("none")
              + ", but the training rows have "
              + data.classes().map(Object::toString).orElse("none"));
    }
  }
}

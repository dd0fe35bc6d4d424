package dev.descent.jobs.spec;

import com.typesafe.config.ConfigUtil;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key of the contract: those of this version, and those that are only known by name. */
final class Keys {
  private static final List<String> SOURCES = List.of("data.train", "data.test", "use.data");

  private static final Set<String> SETTINGS =
      withSources(
          """
          name seed
          data.split.test data.split.validation data.split.seed data.split.by data.split.by.column
          data.split.by.group data.split.by.time data.split.stratify
          data.label data.score data.positive data.classes data.weight data.key data.bad-rows
          data.bad-rows.skip-at-most data.filter
          features.columns features.exclude features.vector features.missing features.divide-by
          features.standardize features.polynomial.degree features.polynomial.interactions-only
          features.polynomial.bias features.categorical features.unseen features.rare.below
          features.hashed.columns features.hashed.size
          features.missing.indicator features.missing.fill
          model.type model.loss model.loss.huber.delta model.intercept model.hidden
          model.activation
          model.penalty.type model.penalty.strength model.penalty.mixing model.penalty.on
          model.penalty.strengths.from model.penalty.strengths.to model.penalty.strengths.steps
          training.solver training.then training.precision training.batch-size training.epochs
          training.average-every training.shards training.depth training.clip-norm
          training.class-weights training.start training.start.model
          training.optimizer.type training.optimizer.beta1 training.optimizer.beta2
          training.optimizer.epsilon training.optimizer.momentum training.optimizer.decay
          training.rate.type training.rate.initial training.rate.power training.rate.decay
          training.rate.every training.rate.factor training.rate.warm-up
          training.stop.tolerance training.stop.patience training.stop.metric
          training.stop.max-time training.checkpoint.directory training.checkpoint.every
          evaluation.threshold evaluation.threshold.maximize evaluation.threshold.beta
          evaluation.threshold.precision-at-least evaluation.threshold.recall-at-least
          evaluation.threshold.cost.false-positive evaluation.threshold.cost.false-negative
          evaluation.curves evaluation.curves.bins evaluation.slices
          evaluation.bootstrap evaluation.confidence
          use.model use.model.path use.model.version use.data
          output.runs output.report output.store.path output.store.single-writer
          output.predictions.format output.predictions.path output.predictions.mode
          retrain.when.every retrain.when.or-new-rows
          retrain.gates.metric retrain.gates.improve-by retrain.gates.never-below
          retrain.gates.confidence retrain.gates.slices-may-lose retrain.gates.drift-psi-at-most
          retrain.alerts.command retrain.alerts.webhook retrain.alerts.webhook.env
          retrain.alerts.webhook.file retrain.alerts.on retrain.alerts.max-time
          """,
          List.of("format", "path", "table", "options"));

  private static final Set<String> LATER =
      withSources(
          """
          tune
          """,
          List.of());

  private static final Set<String> SECTIONS = sections();

  private Keys() {}

  /** Whether a value of this version may stand at the path. */
  static boolean isSetting(String path) {
    return SETTINGS.contains(path);
  }

  /** Whether the contract has the key and this version does not. */
  static boolean isLater(String path) {
    return LATER.contains(path);
  }

  /** Whether keys may stand below the path. */
  static boolean isSection(String path) {
    return SECTIONS.contains(path);
  }

  /** The known key that an unknown one was probably meant to be, if any is near. */
  static Optional<String> near(String unknown) {
    Set<String> known = new LinkedHashSet<>(SETTINGS);
    known.addAll(SECTIONS);
    known.addAll(LATER);
    Optional<String> close = Spelling.nearest(unknown, known, limit(unknown));
    return close.isPresent() ? close : sameName(unknown);
  }

  /** A key of another section with the same name, if there is exactly one. */
  private static Optional<String> sameName(String unknown) {
    List<String> found =
        SETTINGS.stream().filter(key -> last(key).equals(last(unknown))).limit(2).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static int limit(String unknown) {
    return Spelling.limit(last(unknown));
  }

  private static String last(String path) {
    List<String> elements = ConfigUtil.splitPath(path);
    return elements.get(elements.size() - 1);
  }

  private static Set<String> withSources(String words, List<String> ofSources) {
    Stream<String> sourceKeys =
        SOURCES.stream().flatMap(source -> ofSources.stream().map(key -> source + "." + key));
    return Stream.concat(Stream.of(words.trim().split("\\s+", -1)), sourceKeys)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> sections() {
    return Stream.concat(SETTINGS.stream(), LATER.stream())
        .flatMap(Keys::ancestors)
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The paths above a path, from the longest. */
  static Stream<String> ancestors(String path) {
    List<String> elements = ConfigUtil.splitPath(path);
    return Stream.iterate(elements.size() - 1, n -> n > 0, n -> n - 1)
        .map(n -> ConfigUtil.joinPath(elements.subList(0, n)));
  }
}

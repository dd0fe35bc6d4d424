package dev.descent.jobs.spec;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the key {@code training.class-weights}. */
final class ClassWeightsReader {
  private static final String PATH = "training.class-weights";
  private static final String FORM = "{ label = weight }";

  private final Settings settings;
  private final ModelKind kind;

  ClassWeightsReader(Settings settings, ModelKind kind) {
    this.settings = settings;
    this.kind = kind;
  }

  Optional<ClassWeightsSpec> classWeights() {
    if (settings.value(PATH).isEmpty() || !kind.hasClassesFor(settings, PATH)) {
      return Optional.empty();
    }
    if (settings.value(PATH).get() instanceof ConfigObject object) {
      return byClass(object);
    }
    return Words.of(PATH, "balanced")
        .or(FORM)
        .in(settings)
        .map(word -> new ClassWeightsSpec.Balanced());
  }

  private Optional<ClassWeightsSpec> byClass(ConfigObject object) {
    Map<String, Double> weights = new TreeMap<>();
    boolean all = true;
    for (String label : new TreeSet<>(object.keySet())) {
      String path = PATH + "." + ConfigUtil.joinPath(label);
      OptionalDouble weight = weight(path);
      weight.ifPresent(value -> weights.put(label, value));
      all &= weight.isPresent() || !settings.has(path);
    }
    if (!all) {
      return Optional.empty();
    }
    return weights.values().stream().anyMatch(weight -> weight > 0)
        ? Optional.of(new ClassWeightsSpec.ByClass(weights))
        : settings.refuse(PATH, "must be balanced or " + FORM + " with a weight > 0");
  }

  private OptionalDouble weight(String path) {
    if (settings.hasObject(path)) {
      settings.refuse(path, "must be a number >= 0", "put a label with dots in double quotes");
      return OptionalDouble.empty();
    }
    return settings.number(path, Bound.NON_NEGATIVE);
  }
}

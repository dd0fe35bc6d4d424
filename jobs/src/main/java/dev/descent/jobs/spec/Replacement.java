package dev.descent.jobs.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces a whole object of the file where overrides change its kind.
 *
 * <p>When overrides change the {@code type} of an optimizer, a rate or a penalty, the key of {@code
 * data.split.by}, or the key of {@code evaluation.threshold} or what it maximizes, then only the
 * keys that overrides set are left of it, so that no stale key of the file stays.
 */
final class Replacement {
  private static final String BY = "data.split.by";
  private static final String THRESHOLD = "evaluation.threshold";
  private static final String OF_F_BETA = THRESHOLD + ".beta";
  private static final Map<String, String> DEFAULT_TYPES =
      Map.of(
          "training.optimizer", Defaults.OPTIMIZER,
          "training.rate", Defaults.RATE,
          "model.penalty", Defaults.PENALTY);

  private final Config file;
  private final Places places;

  Replacement(Config file, Places places) {
    this.file = file;
    this.places = places;
  }

  Config in(Config all) {
    Config result = all;
    for (Map.Entry<String, String> entry : DEFAULT_TYPES.entrySet()) {
      if (changes(all, entry.getKey() + ".type", entry.getValue())) {
        result = withoutStale(result, entry.getKey());
      }
    }
    if (hasNewKey(THRESHOLD) || changes(all, THRESHOLD + ".maximize", "")) {
      result = withoutStale(result, THRESHOLD);
    }
    return hasNewKey(BY) ? withoutStale(result, BY) : result;
  }

  private boolean changes(Config all, String word, String absent) {
    Object before = at(file, word).map(ConfigValue::unwrapped).orElse(absent);
    Optional<Object> now = at(all, word).map(ConfigValue::unwrapped);
    return places.overridden(word) && now.isPresent() && !now.get().equals(before);
  }

  /** Whether overrides set a key that chooses the kind of an object, and that the file has not. */
  private boolean hasNewKey(String section) {
    if (!isObject(file, section)) {
      return false;
    }
    int length = ConfigUtil.splitPath(section).size() + 1;
    return places
        .keysSetBelow(section)
        .map(key -> ConfigUtil.joinPath(ConfigUtil.splitPath(key).subList(0, length)))
        .anyMatch(key -> !key.equals(OF_F_BETA) && at(file, key).isEmpty());
  }

  private Config withoutStale(Config config, String path) {
    if (!isObject(config, path)) {
      return config;
    }
    Config result = config;
    for (String key : ((ConfigObject) config.getValue(path)).keySet()) {
      String full = path + "." + ConfigUtil.joinPath(key);
      if (!places.overridden(full)) {
        result = result.withoutPath(full);
      }
    }
    return result;
  }

  private static boolean isObject(Config config, String path) {
    return at(config, path).filter(v -> v.valueType() == ConfigValueType.OBJECT).isPresent();
  }

  private static Optional<ConfigValue> at(Config config, String path) {
    return config.hasPath(path) ? Optional.of(config.getValue(path)) : Optional.empty();
  }
}

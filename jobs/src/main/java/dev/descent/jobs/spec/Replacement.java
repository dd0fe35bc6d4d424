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
 * <p>When overrides change the {@code type} of an optimizer, a rate or a penalty, or the key of
 * {@code data.split.by}, then only the keys that overrides set are left of it, so that no stale key
 * of the file stays.
 */
final class Replacement {
  private static final String BY = "data.split.by";
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
      String type = entry.getKey() + ".type";
      Object before = at(file, type).map(ConfigValue::unwrapped).orElse(entry.getValue());
      Optional<Object> now = at(all, type).map(ConfigValue::unwrapped);
      if (places.overridden(type) && now.isPresent() && !now.get().equals(before)) {
        result = withoutStale(result, entry.getKey());
      }
    }
    return newKeyOfBy() ? withoutStale(result, BY) : result;
  }

  private boolean newKeyOfBy() {
    if (!isObject(file, BY)) {
      return false;
    }
    return places.keysSetBelow(BY).anyMatch(key -> at(file, key).isEmpty());
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

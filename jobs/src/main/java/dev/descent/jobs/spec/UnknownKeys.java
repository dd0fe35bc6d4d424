package dev.descent.jobs.spec;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Optional;
import java.util.TreeMap;

/** Finds keys that no reader reads. */
final class UnknownKeys {
  private final Settings settings;

  UnknownKeys(Settings settings) {
    this.settings = settings;
  }

  void report() {
    visit("", settings.config().root());
  }

  private void visit(String section, ConfigObject object) {
    new TreeMap<>(object)
        .forEach(
            (key, value) -> {
              String name = ConfigUtil.joinPath(key);
              judge(section.isEmpty() ? name : section + "." + name, value);
            });
  }

  private void judge(String path, ConfigValue value) {
    boolean absent = value.valueType() == ConfigValueType.NULL;
    if (value instanceof ConfigObject object && Keys.isSection(path)) {
      visit(path, object);
    } else if (Keys.isSection(path) && !Keys.isSetting(path) && !absent) {
      settings.refuse(path, "must be a section { ... }");
    } else if (!Keys.isSetting(path) && !Keys.isSection(path)) {
      Optional<String> near = Keys.near(path);
      settings.note(
          path, "unknown key " + path, near.map(key -> "did you mean " + key + "?").orElse(""));
    }
  }
}

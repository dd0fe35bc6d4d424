package dev.descent.jobs.spec;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the options of a data source, of which secrets are only named and never shown. */
final class OptionReader {
  private static final String FORMS = "must be { env = NAME } or { file = PATH }";

  private final Settings settings;
  private final String section;

  OptionReader(Settings settings, String section) {
    this.settings = settings;
    this.section = section;
  }

  Map<String, OptionSpec> options() {
    Map<String, OptionSpec> options = new TreeMap<>();
    if (settings.value(section).isEmpty()) {
      return options;
    }
    if (!(settings.value(section).get() instanceof ConfigObject object)) {
      settings.refuse(section, "must be a section { name = value }");
      return options;
    }
    for (String name : object.keySet()) {
      String path = section + "." + ConfigUtil.joinPath(name);
      option(name, path).ifPresent(option -> options.put(name, option));
    }
    return options;
  }

  private Optional<OptionSpec> option(String name, String path) {
    Optional<ConfigValue> value = settings.value(path);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof ConfigObject object) {
      return object(name, path, object);
    }
    if (Secrets.areNamed(name)) {
      return hidden(path, path + " " + FORMS + ", for a secret does not stand in a job file");
    }
    Optional<String> text = Literals.optionText(value.get());
    if (text.filter(url -> url.startsWith("jdbc:") && Secrets.areIn(url)).isPresent()) {
      return hidden(
          path, path + " must not hold a password; give options user and password { env = NAME }");
    }
    return text.isPresent()
        ? text.map(OptionSpec.Plain::new)
        : settings.refuse(
            path, "must be a string, number or boolean", "put a name with dots in double quotes");
  }

  private Optional<OptionSpec> object(String name, String path, ConfigObject object) {
    Optional<OptionSpec> secret = secret(object);
    if (secret.isPresent() || !Environment.isResolved(object)) {
      return secret;
    }
    return Secrets.areNamed(name) || Secrets.areNamed(object.render())
        ? hidden(path, path + " " + FORMS + ", for a secret does not stand in a job file")
        : settings.refuse(
            path, "must be a string, number or boolean", "put a name with dots in double quotes");
  }

  /** What names a secret by where it is, if the object is that. */
  static Optional<OptionSpec> secret(ConfigObject object) {
    if (object.size() != 1) {
      return Optional.empty();
    }
    Map.Entry<String, ConfigValue> only = object.entrySet().iterator().next();
    if (!Settings.isFilledText(only.getValue())) {
      return Optional.empty();
    }
    String text = (String) only.getValue().unwrapped();
    return switch (only.getKey()) {
      case "env" -> Optional.of(new OptionSpec.InEnvironment(text));
      case "file" -> Optional.of(new OptionSpec.InFile(text));
      default -> Optional.empty();
    };
  }

  /** Notes an error without the value. */
  private <T> Optional<T> hidden(String path, String message) {
    settings.note(path, message, "");
    return Optional.empty();
  }
}

package dev.descent.jobs.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the place of substitutions: those of the file, or else of the environment. */
final class Resolution {
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{\\??([^}]*)\\}");

  private final String file;
  private final Map<String, String> variables;

  Resolution(String file, Map<String, String> variables) {
    this.file = file;
    this.variables = variables;
  }

  /**
   * Resolves; a substitution without a value is an error, and passed over for the others' sake.
   *
   * @throws JobFileException when the others cannot be read because of it
   */
  Config strictly(Config config, Problems problems) {
    return resolve(config, problems).orElseThrow(() -> new JobFileException(problems.lines()));
  }

  /** Resolves what can be; nothing when that is not possible. */
  Config leniently(Config config) {
    return resolve(config, new Problems()).orElseGet(ConfigFactory::empty);
  }

  private Optional<Config> resolve(Config config, Problems problems) {
    Environment environment = new Environment(variables);
    ConfigResolveOptions options =
        ConfigResolveOptions.defaults().setUseSystemEnvironment(false).appendResolver(environment);
    while (true) {
      try {
        return Optional.of(config.resolve(options));
      } catch (ConfigException.UnresolvedSubstitution e) {
        Matcher matcher = SUBSTITUTION.matcher(String.valueOf(e.getMessage()));
        String name = matcher.find() ? matcher.group(1) : "";
        if (!environment.letPass(name)) {
          return Optional.empty();
        }
        problems.add("", Complaint.line(e), noValue(name, e));
      } catch (ConfigException e) {
        problems.addFirst("not valid HOCON: " + Complaint.of(e, file));
        return Optional.empty();
      }
    }
  }

  private String noValue(String name, ConfigException e) {
    return String.format(
        "${%s} has no value (%s); set the environment variable, or write ${?%s}",
        name, Complaint.place(e, file), name);
  }
}

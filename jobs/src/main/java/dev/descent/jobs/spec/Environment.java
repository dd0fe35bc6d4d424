package dev.descent.jobs.spec;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up substitutions that the job file does not answer itself. */
final class Environment implements ConfigResolver {
  private static final String ORIGIN = "environment variable ";
  private static final String UNRESOLVED = "unresolved substitution";

  private final Map<String, String> variables;
  private final Set<String> unresolved = new HashSet<>();

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** Lets a substitution pass that has no value; false when it was let pass before. */
  boolean letPass(String path) {
    return unresolved.add(path);
  }

  /** The words "environment variable NAME" when the value comes from one. */
  static Optional<String> variable(ConfigValue value) {
    return Optional.of(value.origin().description()).filter(text -> text.startsWith(ORIGIN));
  }

  /** Whether neither the value nor anything in it is a substitution that has none. */
  static boolean isResolved(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object.values().stream().allMatch(Environment::isResolved);
    }
    return value instanceof ConfigList list
        ? list.stream().allMatch(Environment::isResolved)
        : !value.origin().description().contains(UNRESOLVED);
  }

  // The library's own contract: null is "not found".
  @Override
  @SuppressWarnings("NullAway")
  public @Nullable ConfigValue lookup(String path) {
    if (unresolved.contains(path)) {
      return ConfigValueFactory.fromAnyRef("", UNRESOLVED);
    }
    List<String> elements = ConfigUtil.splitPath(path);
    String name = String.join(".", elements);
    String value = variables.get(name);
    return value == null ? null : ConfigValueFactory.fromAnyRef(value, ORIGIN + name);
  }

  @Override
  public ConfigResolver withFallback(ConfigResolver fallback) {
    return this;
  }
}

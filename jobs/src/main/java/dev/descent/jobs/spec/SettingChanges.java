package dev.descent.jobs.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between two jobs as {@link JobSpec#renderFit} writes them. */
public final class SettingChanges {
  /** More are counted and not named. */
  private static final int MOST_NAMED = 4;

  private SettingChanges() {}

  /** In words, such as "training.epochs was 20 and is 30"; empty where nothing differs. */
  public static Optional<String> between(String before, String now) {
    if (before.equals(now)) {
      return Optional.empty();
    }
    Map<String, String> old = settings(before);
    Map<String, String> current = settings(now);
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(current.keySet());
    keys.removeIf(key -> Objects.equals(old.get(key), current.get(key)));
    int others = keys.size() - MOST_NAMED;
    String named =
        keys.stream()
            .limit(MOST_NAMED)
            .map(key -> key + " was " + shown(old.get(key)) + " and is " + shown(current.get(key)))
            .collect(Collectors.joining(", "));
    return Optional.of(others > 0 ? named + " and " + others + " others" : named);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "not set" : value;
  }

  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new TreeMap<>();
    config(text)
        .entrySet()
        .forEach(
            entry ->
                settings.put(
                    entry.getKey(), entry.getValue().render(ConfigRenderOptions.concise())));
    return settings;
  }

  private static Config config(String text) {
    try {
      return ConfigFactory.parseString(text);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("not a job: " + e.getMessage(), e);
    }
  }
}

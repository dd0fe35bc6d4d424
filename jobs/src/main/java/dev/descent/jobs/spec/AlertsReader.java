package dev.descent.jobs.spec;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the section {@code retrain.alerts}. */
final class AlertsReader {
  private static final String PATH = "retrain.alerts";
  private static final String COMMAND = PATH + ".command";
  private static final String WEBHOOK = PATH + ".webhook";
  private static final String ON = PATH + ".on";
  private static final String MAX_TIME = PATH + ".max-time";

  private final Settings settings;

  AlertsReader(Settings settings) {
    this.settings = settings;
  }

  Optional<AlertsSpec> alerts() {
    if (!settings.hasObject(PATH)) {
      return Optional.empty();
    }
    if (!settings.has(COMMAND) && !settings.has(WEBHOOK)) {
      settings.note(PATH, PATH + " needs a command or a webhook", "give one, or remove " + PATH);
    }
    List<String> command = command();
    Optional<OptionSpec> webhook = webhook();
    boolean wrong = command.isEmpty() && webhook.isEmpty();
    return Optional.of(
        new AlertsSpec(wrong ? List.of("missing") : command, webhook, on(), maxTime()));
  }

  private List<String> command() {
    List<String> command = settings.texts(COMMAND);
    if (command.isEmpty() && settings.has(COMMAND) && settings.soundIn(COMMAND)) {
      settings.refuse(COMMAND, "must list a program and its arguments");
    }
    return command;
  }

  /** What is wrong is told without the value, which may be a secret. */
  private Optional<OptionSpec> webhook() {
    Optional<ConfigValue> value = settings.value(WEBHOOK);
    Optional<OptionSpec> webhook =
        value.flatMap(
            given ->
                given instanceof ConfigObject object
                    ? OptionReader.secret(object)
                    : Optional.of(given)
                        .filter(Settings::isFilledText)
                        .map(text -> (String) text.unwrapped())
                        .filter(AlertsSpec::isUrl)
                        .map(OptionSpec.Plain::new));
    if (value.isPresent() && webhook.isEmpty() && settings.soundIn(WEBHOOK)) {
      settings.note(
          WEBHOOK,
          WEBHOOK + " must be " + AlertsSpec.URL_RULE,
          "of a secret one say { env = NAME } or { file = PATH }");
    }
    return webhook;
  }

  private Set<AlertEvent> on() {
    if (!settings.has(ON)) {
      return EnumSet.allOf(AlertEvent.class);
    }
    List<String> words = Arrays.stream(AlertEvent.values()).map(AlertEvent::word).toList();
    List<String> given = settings.texts(ON);
    if (settings.soundIn(ON) && (given.isEmpty() || !words.containsAll(given))) {
      settings.refuse(ON, "must list one or more of " + String.join(", ", words));
    }
    EnumSet<AlertEvent> on = EnumSet.noneOf(AlertEvent.class);
    Arrays.stream(AlertEvent.values()).filter(e -> given.contains(e.word())).forEach(on::add);
    return on.isEmpty() ? EnumSet.allOf(AlertEvent.class) : on;
  }

  private Duration maxTime() {
    Optional<Duration> time = settings.value(MAX_TIME).flatMap(Literals::duration);
    return time.filter(AlertsSpec::isLength)
        .or(
            () ->
                settings.refuse(
                    MAX_TIME, "must be a duration > 0 and at most 1h with a unit, such as 30s"))
        .orElse(Defaults.ALERT_MAX_TIME);
  }
}

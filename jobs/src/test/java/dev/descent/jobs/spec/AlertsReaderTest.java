package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsReaderTest {
  private static final String PATH = "retrain.alerts.";

  static final String FULL =
      alerts(
          "command = [\"bin/tell me\", \"$a\"], webhook { file = h }, on = [failed], max-time ="
              + " 5s");

  static String alerts(String alerts) {
    return Jobs.logistic(line(alerts));
  }

  private static String line(String alerts) {
    return "data.split.test = 0.2, retrain { gates.metric = f1, alerts { " + alerts + " } }";
  }

  private static Optional<AlertsSpec> read(String job) {
    return Jobs.parse(job).retrain().flatMap(RetrainSpec::alerts);
  }

  @Test
  void readsEveryKey() {
    assertThat(read(FULL))
        .contains(
            new AlertsSpec(
                List.of("bin/tell me", "$a"),
                Optional.of(new OptionSpec.InFile("h")),
                Set.of(AlertEvent.FAILED),
                Duration.ofSeconds(5)));
  }

  @Test
  void oneRecipientIsEnough() {
    Set<AlertEvent> all = EnumSet.allOf(AlertEvent.class);
    Duration half = Duration.ofSeconds(30);
    assertThat(read(alerts("command = [true_]")))
        .contains(new AlertsSpec(List.of("true_"), Optional.empty(), all, half));
    assertThat(read(alerts("webhook = \"https://h:8/a?b=c\"")))
        .contains(
            new AlertsSpec(
                List.of(), Optional.of(new OptionSpec.Plain("https://h:8/a?b=c")), all, half));
    assertThat(read(alerts("webhook.env = H")))
        .contains(
            new AlertsSpec(List.of(), Optional.of(new OptionSpec.InEnvironment("H")), all, half));
  }

  /** Who is told has no bearing on what is decided. */
  @Test
  void aDecisionDoesNotDependOnThem() {
    String without = Jobs.parse(FULL, "retrain.alerts = null").decisive().render();
    assertThat(Jobs.parse(FULL).decisive().render()).isEqualTo(without);
    assertThat(Jobs.parse(FULL).render()).isNotEqualTo(without).contains("alerts {");
  }

  static Stream<Arguments> guards() {
    String url =
        PATH
            + "webhook must be a URL that begins with http:// or https:// and names a host,"
            + " without user, password or fragment";
    String secret = "; of a secret one say { env = NAME } or { file = PATH }";
    return Stream.of(
        bites(
            line(""),
            "retrain.alerts needs a command or a webhook",
            "; give one, or remove retrain.alerts"),
        bites(
            line("command = []"),
            PATH + "command must list a program and its arguments, but was []"),
        bites(
            line("command = mail"),
            PATH + "command must be a list of strings that are not blank, but was \"mail\""),
        bites(
            line("command = [a, 5]"),
            PATH + "command must be a list of strings that are not blank, but was [\"a\",5]"),
        bites(line("webhook = canary"), url, secret),
        bites(line("webhook = \"ftp://canary\""), url, secret),
        bites(line("webhook = \"https://canary:canary@h\""), url, secret),
        bites(line("webhook = \"https:///canary\""), url, secret),
        bites(line("webhook = \"https://h/#canary\""), url, secret),
        bites(line("webhook { env = A, file = canary }"), url, secret),
        bites(line("webhook = 5"), url, secret),
        bites(
            line("command = [a], on = []"),
            PATH + "on must list one or more of promoted, kept, refused, failed, but was []"),
        bites(
            line("command = [a], on = [failed, not-due]"),
            PATH
                + "on must list one or more of promoted, kept, refused, failed, but was"
                + " [\"failed\",\"not-due\"]"),
        bites(
            line("command = [a], max-time = 0s"),
            PATH
                + "max-time must be a duration > 0 and at most 1h with a unit, such as 30s, but was"
                + " \"0s\""),
        bites(
            line("command = [a], max-time = 61m"),
            PATH
                + "max-time must be a duration > 0 and at most 1h with a unit, such as 30s, but was"
                + " \"61m\""),
        bites(
            line("command = [a], max-time = 30"),
            PATH
                + "max-time must be a duration > 0 and at most 1h with a unit, such as 30s, but was"
                + " 30"));
  }

  @ParameterizedTest
  @MethodSource("guards")
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.logistic(line))).containsExactly(message);
  }

  @Test
  void recordsAreWithinTheirBounds() {
    Set<AlertEvent> all = EnumSet.allOf(AlertEvent.class);
    Duration second = Duration.ofSeconds(1);
    for (Map.Entry<String, Runnable> guard :
        Map.<String, Runnable>of(
                "retrain.alerts needs a command or a webhook",
                () -> new AlertsSpec(List.of(), Optional.empty(), all, second),
                "retrain.alerts.command must not be blank",
                () -> new AlertsSpec(List.of(" "), Optional.empty(), all, second),
                "retrain.alerts.on must name at least one",
                () -> new AlertsSpec(List.of("a"), Optional.empty(), Set.of(), second),
                "retrain.alerts.max-time must be > 0 and at most 1h, but was PT0S",
                () -> new AlertsSpec(List.of("a"), Optional.empty(), all, Duration.ZERO),
                "retrain.alerts.max-time must be > 0 and at most 1h, but was PT2H",
                () -> new AlertsSpec(List.of("a"), Optional.empty(), all, Duration.ofHours(2)))
            .entrySet()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> guard.getValue().run())
          .withMessage(guard.getKey());
    }
  }
}

package dev.descent.jobs;

import dev.descent.jobs.run.Json;
import dev.descent.jobs.spec.AlertEvent;
import dev.descent.jobs.spec.AlertsSpec;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.OptionSpec;
import dev.descent.jobs.spec.RetrainSpec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells those whom a job names how retraining ended. It has ended by then: whatever goes wrong here
 * changes neither the outcome nor the exit code.
 *
 * @param name of the job
 * @param on what is told
 * @param recipients who is told
 */
record Alerts(String name, Set<AlertEvent> on, List<Recipient> recipients) {

  /**
   * How somebody was told.
   *
   * @param problem what went wrong, if anything did
   */
  record Told(Recipient recipient, AlertEvent event, Optional<String> problem) {
    /** An entry of alerts.json. */
    Map<String, Object> toMap() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("key", recipient.key());
      json.put("event", event.word());
      json.put("problem", problem.map(words -> "it " + words).orElse(null));
      return json;
    }

    /** A line for people, where something went wrong. */
    Optional<String> warning() {
      return problem.map(
          words -> recipient.key() + " was not told of " + event.word() + ": it " + words);
    }
  }

  /**
   * Those of a job, with their secrets.
   *
   * @throws JobFileException if a secret is not where the job file says, or is no URL
   */
  static Alerts of(JobSpec spec, SourceSecrets secrets) {
    Optional<AlertsSpec> alerts = spec.retrain().flatMap(RetrainSpec::alerts);
    List<Recipient> recipients = new ArrayList<>();
    alerts.ifPresent(
        some -> {
          if (!some.command().isEmpty()) {
            recipients.add(new AlertCommand(some.command(), some.maxTime()));
          }
          some.webhook()
              .ifPresent(
                  option -> recipients.add(new AlertWebhook(url(option, secrets), some.maxTime())));
        });
    return new Alerts(spec.name(), alerts.map(AlertsSpec::on).orElse(Set.of()), recipients);
  }

  private static URI url(OptionSpec option, SourceSecrets secrets) {
    String key = "retrain.alerts.webhook";
    String url = secrets.resolved(key, option);
    if (!AlertsSpec.isUrl(url)) {
      throw new JobFileException(
          key + ": the secret must be " + AlertsSpec.URL_RULE + "; its text is not shown here");
    }
    return URI.create(url);
  }

  /**
   * Tells everybody, one after the other.
   *
   * @param ending what --json prints
   */
  List<Told> tell(Map<String, Object> ending) {
    Optional<AlertEvent> event = event(ending).filter(on::contains);
    if (event.isEmpty()) {
      return List.of();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("event", event.get().word());
    json.putAll(ending);
    byte[] content = (Json.line(json) + "\n").getBytes(StandardCharsets.UTF_8);
    return recipients.stream()
        .map(recipient -> new Told(recipient, event.get(), recipient.tell(content)))
        .toList();
  }

  /** Nothing where training was not due, and where somebody interrupted it who knows of it. */
  private static Optional<AlertEvent> event(Map<String, Object> ending) {
    Object code = ending.get("exitCode");
    if (Integer.valueOf(ExitCode.INTERRUPTED).equals(code)) {
      return Optional.empty();
    }
    boolean decided = Set.<Object>of(ExitCode.DONE, ExitCode.REFUSED).contains(code);
    return decided
        ? Set.of(AlertEvent.PROMOTED, AlertEvent.KEPT, AlertEvent.REFUSED).stream()
            .filter(event -> event.word().equals(ending.get("outcome")))
            .findFirst()
        : Optional.of(AlertEvent.FAILED);
  }
}

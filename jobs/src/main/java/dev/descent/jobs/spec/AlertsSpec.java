package dev.descent.jobs.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code retrain.alerts}: who is told how it ended.
 *
 * @param command a program and its arguments; none where only the webhook is told
 * @param webhook a URL, or where it is found if it is a secret
 * @param on what is told
 * @param maxTime how long each of the two may take, above 0 and at most an hour
 */
public record AlertsSpec(
    List<String> command, Optional<OptionSpec> webhook, Set<AlertEvent> on, Duration maxTime) {
  /** What a webhook must be. */
  public static final String URL_RULE =
      "a URL that begins with http:// or https:// and names a host, without user, password or"
          + " fragment";

  static final Duration LONGEST = Duration.ofHours(1);

  public AlertsSpec {
    command = List.copyOf(command);
    command.forEach(word -> Bound.requireText("retrain.alerts.command", word));
    if (command.isEmpty() && webhook.isEmpty()) {
      throw new IllegalArgumentException("retrain.alerts needs a command or a webhook");
    }
    if (on.isEmpty()) {
      throw new IllegalArgumentException("retrain.alerts.on must name at least one");
    }
    on = Set.copyOf(on);
    if (!isLength(maxTime)) {
      throw new IllegalArgumentException(
          "retrain.alerts.max-time must be > 0 and at most 1h, but was " + maxTime);
    }
  }

  static boolean isLength(Duration time) {
    return !time.isZero() && !time.isNegative() && time.compareTo(LONGEST) <= 0;
  }

  /** Whether a text is {@link #URL_RULE}. */
  public static boolean isUrl(String text) {
    try {
      URI url = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return web
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The events in their order. */
  Set<AlertEvent> inOrder() {
    return EnumSet.copyOf(on);
  }
}

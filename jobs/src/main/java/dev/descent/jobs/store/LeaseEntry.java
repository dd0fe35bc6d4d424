package dev.descent.jobs.store;

import dev.descent.jobs.run.Json;
import dev.descent.model.Fields;
import dev.descent.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One file of a lease: that somebody holds it until some time, or has released it.
 *
 * @param number its place, from 1
 * @param until when it ends unless it is renewed, by the holder's clock; when it was written, if it
 *     is released
 */
record LeaseEntry(long number, Holder holder, State state, Instant until) {
  private static final int FORMAT = 1;
  private static final Set<String> KEYS =
      Set.of("format", "number", "state", "until", "id", "host", "process", "started", "place");

  /** What an entry says. */
  enum State {
    HELD,
    RELEASED
  }

  byte[] toBytes() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("number", number);
    json.put("state", state.name());
    json.put("until", until.toString());
    json.put("id", holder.id());
    json.put("host", holder.host());
    json.put("process", holder.process());
    json.put("started", holder.started());
    json.put("place", holder.place());
    return (Json.line(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one.
   *
   * @throws ModelException if it is not entry {@code number} of format 1
   */
  static LeaseEntry parse(long number, byte[] content) {
    String file = Lease.FOLDER + "/" + LogEntry.name(number);
    Fields json = Fields.parse(file, content).only(KEYS);
    if (json.whole("format") != FORMAT || json.whole("number") != number) {
      throw json.refusal(
          "must be entry " + number + " of format " + FORMAT + ", but was " + json.object());
    }
    Holder holder =
        new Holder(
            json.text("id"),
            json.text("host"),
            json.whole("process"),
            json.text("started"),
            json.text("place"));
    try {
      return new LeaseEntry(
          number, holder, State.valueOf(json.text("state")), Instant.parse(json.text("until")));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }
}

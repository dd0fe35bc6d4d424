package dev.descent.jobs.store;

import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.run.Json;
import dev.descent.model.Fields;
import dev.descent.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One file of the log.
 *
 * @param number its place, from 1
 * @param id random, so that a writer knows its own entry from one that says the same
 * @param time when it was written, by the writer's clock; the order is that of the numbers
 * @param change what was done
 */
record LogEntry(long number, String id, Instant time, Change change) {
  static final Pattern NAME = Pattern.compile("[0-9]{20}\\.json");

  private static final int FORMAT = 1;
  private static final Set<String> ALWAYS =
      Set.of("format", "number", "id", "time", "operation", "version");

  /** The name of the file. */
  static String name(long number) {
    return String.format(Locale.ROOT, "%020d.json", number);
  }

  byte[] toBytes() {
    return (Json.line(toMap()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** As JSON. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("number", number);
    json.put("id", id);
    json.put("time", time.toString());
    json.put("operation", change.operation());
    json.put("version", change.version());
    json.putAll(change.details());
    return json;
  }

  /**
   * Reads a file of the log.
   *
   * @throws ModelException if it is not entry {@code number} of format 1
   */
  static LogEntry parse(long number, byte[] content) {
    Fields json = Fields.parse("log/" + name(number), content);
    if (json.whole("format") != FORMAT) {
      throw json.refusal("format must be " + FORMAT + ", but was " + json.whole("format"));
    }
    if (json.whole("number") != number) {
      throw json.refusal("number must be " + number + ", but was " + json.whole("number"));
    }
    Instant time = time(json);
    return new LogEntry(number, json.text("id"), time, change(json, time));
  }

  private static Change change(Fields json, Instant time) {
    int version = version(json, "version");
    String operation = json.text("operation");
    return switch (operation) {
      case "publish" ->
          new Change.Publish(
              published(only(json, "run", "parametersSha256", "files", "decided"), version, time));
      case "promote" -> new Change.Promote(version, expected(only(json, Expectation.KEY)));
      case "rollback" -> new Change.RollBack(version, expected(only(json, Expectation.KEY)));
      case "delete" -> {
        only(json);
        yield new Change.Delete(version);
      }
      default ->
          throw json.refusal(
              "operation must be publish, promote, rollback or delete, but was " + operation);
    };
  }

  private static Fields only(Fields json, String... more) {
    Set<String> keys = new HashSet<>(ALWAYS);
    keys.addAll(Set.of(more));
    return json.only(keys);
  }

  private static Version published(Fields json, int version, Instant time) {
    Fields listed = json.object("files").only(Set.copyOf(FinishedRun.FILES));
    Map<String, FileMark> files = new LinkedHashMap<>();
    for (String name : FinishedRun.FILES) {
      if (listed.has(name)) {
        files.put(name, mark(listed.object(name).only(Set.of("bytes", "sha256"))));
      }
    }
    if (!files.keySet().containsAll(FinishedRun.ALWAYS)) {
      throw json.refusal("files must have " + String.join(", ", FinishedRun.ALWAYS));
    }
    Optional<String> decided =
        json.has("decided") ? Optional.of(json.text("decided")) : Optional.empty();
    return new Version(
        version, json.text("run"), json.text("parametersSha256"), files, time, decided);
  }

  private static FileMark mark(Fields json) {
    try {
      return new FileMark(json.whole("bytes"), json.text("sha256"));
    } catch (IllegalArgumentException e) {
      throw json.refusal(String.valueOf(e.getMessage()));
    }
  }

  private static OptionalInt expected(Fields json) {
    return json.has(Expectation.KEY)
        ? OptionalInt.of(version(json, Expectation.KEY))
        : OptionalInt.empty();
  }

  private static int version(Fields json, String key) {
    long version = json.whole(key);
    if (version < 1 || version > Integer.MAX_VALUE) {
      throw json.refusal(key + " must be from 1 to 2^31 - 1, but was " + version);
    }
    return (int) version;
  }

  private static Instant time(Fields json) {
    try {
      return Instant.parse(json.text("time"));
    } catch (DateTimeException e) {
      throw new ModelException(
          json.file() + ": time must be a time, but was " + json.text("time"), e);
    }
  }
}

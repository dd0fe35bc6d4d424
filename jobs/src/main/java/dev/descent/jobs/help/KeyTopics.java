package dev.descent.jobs.help;

import com.typesafe.config.ConfigUtil;
import dev.descent.jobs.spec.Key;
import dev.descent.jobs.spec.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The topics of the job file: the file itself, and its keys and sections in their order. */
final class KeyTopics {
  static final String JOB = "job";

  private static final String INTRODUCTION =
      """
      A job file is HOCON: `key = value`, with sections in braces or dots in keys, and comments behind `#`.
      It is strict: an unknown key, a wrong type or a value out of bounds is an error, and all errors are told at once.

      `key=value` behind the job file on the command line is one line laid over it. `${?NAME}` is the value of a variable
      of the environment, where there is one. `descent init TABLE` writes a first job file for a table.

      The keys are `name` and `seed`, and those of the sections:

      """;

  private KeyTopics() {}

  static List<Topic> all() {
    List<Topic> topics = new ArrayList<>();
    topics.add(new Topic(JOB, JOB, "How a job file is written, and its sections.", introduction()));
    Keys.all().forEach(key -> topics.add(topic(key)));
    return topics;
  }

  private static String introduction() {
    return INTRODUCTION
        + Keys.all().stream()
            .filter(key -> key.isSection() && key.section().isEmpty())
            .map(key -> "- `" + key.path() + "`: " + key.text() + "\n")
            .collect(Collectors.joining());
  }

  private static Topic topic(Key key) {
    String top = ConfigUtil.splitPath(key.path()).get(0);
    String page = top.equals(key.path()) && !key.isSection() ? JOB : top;
    String text = Wrapped.of(key.text());
    return new Topic(
        page,
        key.path(),
        key.text(),
        key.isSection() ? text : value(key) + "\n\n" + text + example(key));
  }

  private static String value(Key key) {
    String usual =
        key.usual()
            .map(value -> value.equals("required") ? "; required" : "; default `" + value + "`")
            .orElse("");
    return Wrapped.of("Value: " + key.value() + usual);
  }

  private static String example(Key key) {
    String model = key.model().map(type -> ", with `model.type = " + type + "`").orElse("");
    return "\n\nExample" + model + ":\n\n    " + key.example().orElseThrow();
  }
}

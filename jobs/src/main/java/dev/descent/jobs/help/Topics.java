package dev.descent.jobs.help;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All topics: of commands, of the job file, and texts. */
public final class Topics {
  private static final String INDEX = "index";

  private final List<Topic> commands;
  private final List<Topic> job = KeyTopics.all();
  private final List<Topic> texts =
      List.of(text("method", "What is computed, and why it has the same bits everywhere."));

  /** Those of the commands, beside which the others stand. */
  public Topics(List<Topic> commands) {
    this.commands = List.copyOf(commands);
  }

  /** What there is, as a text for the terminal. */
  public String list() {
    return String.join(
        "\n",
        "descent help TOPIC tells of",
        "",
        "commands:",
        lines(commands),
        "",
        "the job file, its sections, and each key by its path, such as model.penalty.strength:",
        lines(job),
        "",
        "and:",
        lines(texts));
  }

  /**
   * A topic and those below it, as a text for the terminal.
   *
   * @throws JobFileException when there is none of the name, with the nearest one
   */
  public String tell(String name) {
    String told =
        all()
            .filter(topic -> topic.isIn(name))
            .map(topic -> topic.name() + "\n\n" + plain(topic.text()))
            .collect(Collectors.joining("\n\n\n"));
    if (told.isEmpty()) {
      throw new JobFileException(
          "there is no topic " + name + near(name) + " (descent help lists them)");
    }
    return told;
  }

  /** The pages of Markdown by name, an index first; topics of one name share a page. */
  public Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(INDEX, index());
    all()
        .forEach(
            topic ->
                pages.merge(
                    topic.page(),
                    "# " + topic.name() + "\n\n" + topic.text() + "\n",
                    (above, one) -> above + "\n" + (topic.isFirst() ? one : "#" + one)));
    return pages;
  }

  /** The names of all. */
  public List<String> names() {
    return all().map(Topic::name).distinct().toList();
  }

  private Stream<Topic> all() {
    return Stream.of(commands, job, texts).flatMap(List::stream);
  }

  private String near(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    List<String> same = names().stream().filter(one -> one.endsWith("." + last)).toList();
    return same.isEmpty()
        ? Spelling.nearest(name, names(), Spelling.limit(name))
            .map(one -> "; did you mean " + one + "?")
            .orElse("")
        : "; did you mean " + String.join(" or ", same) + "?";
  }

  private String index() {
    return "# Descent\n\n## Commands\n\n"
        + links(commands)
        + "\n## The job file\n\n"
        + links(job)
        + "\n## And\n\n"
        + links(texts);
  }

  private static String links(List<Topic> topics) {
    return topics.stream()
        .filter(Topic::isFirst)
        .map(
            topic -> "- [" + topic.name() + "](" + topic.page() + ".md): " + topic.summary() + "\n")
        .collect(Collectors.joining());
  }

  private static String lines(List<Topic> topics) {
    return topics.stream()
        .filter(Topic::isFirst)
        .map(topic -> String.format("  %-11s %s", topic.name(), plain(topic.summary())))
        .collect(Collectors.joining("\n"));
  }

  /** Without the marks of Markdown. */
  private static String plain(String markdown) {
    return markdown.replaceAll("(?m)^#+ ", "").replace("`", "");
  }

  private static Topic text(String name, String summary) {
    try (InputStream in = Topics.class.getResourceAsStream(name + ".md")) {
      if (in == null) {
        throw new IllegalStateException("no " + name + ".md beside " + Topics.class);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Topic(name, name, summary, text);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ".md cannot be read", e);
    }
  }
}

package dev.descent.jobs.help;

/**
 * Something that help tells of.
 *
 * @param page the page that it stands on, which has the name of its first topic
 * @param name as one asks for it
 * @param summary one line for a list of topics
 * @param text Markdown, without its heading
 */
public record Topic(String page, String name, String summary, String text) {
  public Topic {
    if (summary.isBlank() || summary.contains("\n") || text.isBlank()) {
      throw new IllegalArgumentException("the topic " + name + " needs a line and a text");
    }
  }

  boolean isFirst() {
    return page.equals(name);
  }

  /** Whether it is the topic of the name, or one below it. */
  boolean isIn(String asked) {
    return name.equals(asked) || name.startsWith(asked + ".") || name.startsWith(asked + " ");
  }
}

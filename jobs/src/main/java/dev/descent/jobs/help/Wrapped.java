package dev.descent.jobs.help;

/** Lines that fit a terminal. */
final class Wrapped {
  private static final int WIDTH = 100;

  private Wrapped() {}

  /** The words of a text, in lines of at most {@value #WIDTH} characters unless one is longer. */
  static String of(String text) {
    StringBuilder lines = new StringBuilder();
    int room = WIDTH;
    for (String word : text.split(" ", -1)) {
      boolean first = lines.isEmpty();
      boolean fits = first || word.length() + 1 <= room;
      lines.append(first ? "" : fits ? " " : "\n").append(word);
      room = (fits ? room : WIDTH) - word.length() - (fits && !first ? 1 : 0);
    }
    return lines.toString();
  }
}

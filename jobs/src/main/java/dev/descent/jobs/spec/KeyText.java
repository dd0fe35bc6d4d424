package dev.descent.jobs.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code keys.txt}: blocks of lines, apart by an empty one.
 *
 * <p>A block begins with {@code PATH: VALUE}, or several paths with commas between them, which have
 * all the same to say. Then come {@code default: VALUE} where there is one, sentences, {@code for:
 * TYPE} where the example is of one type of model only, and {@code example: LINE}.
 */
final class KeyText {
  private static final String FILE = "keys.txt";

  private KeyText() {}

  static List<Key> read() {
    try (InputStream in = KeyText.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("no " + FILE + " beside " + KeyText.class);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  static List<Key> parse(String text) {
    return Arrays.stream(text.strip().split("\n\n+", -1)).flatMap(KeyText::block).toList();
  }

  private static Stream<Key> block(String block) {
    List<String> lines = new ArrayList<>(block.lines().toList());
    String head = lines.remove(0);
    int colon = head.indexOf(": ");
    if (colon < 0) {
      throw new IllegalArgumentException("no PATH: VALUE but " + head + " (" + FILE + ")");
    }
    String value = head.substring(colon + 2);
    Optional<String> usual = take(lines, "default: ");
    Optional<String> model = take(lines, "for: ");
    Optional<String> example = take(lines, "example: ");
    String sentences = String.join(" ", lines);
    List<String> paths = List.of(head.substring(0, colon).split(", ", -1));
    return paths.stream()
        .map(
            path -> new Key(path, value, usual, sentences, model, of(path, paths.get(0), example)));
  }

  /** The example of the first path, in the section of another one. */
  private static Optional<String> of(String path, String first, Optional<String> example) {
    return example.map(line -> line.replace(above(first), above(path)));
  }

  private static String above(String path) {
    return path.substring(0, path.lastIndexOf('.') + 1).replaceFirst("\\.$", "");
  }

  /** The rest of the line that begins so, which is then not among them. */
  private static Optional<String> take(List<String> lines, String mark) {
    Optional<String> line = lines.stream().filter(each -> each.startsWith(mark)).findFirst();
    line.ifPresent(lines::remove);
    return line.map(each -> each.substring(mark.length()));
  }
}

package dev.descent.jobs.spec;

import com.typesafe.config.ConfigUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key of the job file, or a section of keys: what the parser knows and what is told of it.
 *
 * @param path its dotted path
 * @param value what its value must be, in the words of the parser's error
 * @param usual its value where a job file does not have it, if that is one value
 * @param text what it does, in a sentence or a few
 * @param model the type of the model that the example goes with, if not with all
 * @param example a line of a job file that has the key; none of a section
 */
public record Key(
    String path,
    String value,
    Optional<String> usual,
    String text,
    Optional<String> model,
    Optional<String> example) {
  static final String SECTION = "a section { ... }";

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");

  public Key {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the key " + path + " has no sentence");
    }
    if (value.equals(SECTION) == example.isPresent()) {
      throw new IllegalArgumentException("keys have an example and sections none: " + path);
    }
  }

  /** Whether nothing but keys below it may stand there. */
  public boolean isSection() {
    return value.equals(SECTION);
  }

  /** The section that it stands in, without a name for the top of the file. */
  public String section() {
    List<String> elements = ConfigUtil.splitPath(path);
    return elements.size() == 1
        ? ""
        : ConfigUtil.joinPath(elements.subList(0, elements.size() - 1));
  }

  /** The words among the values that it may have. */
  public List<String> words() {
    return Arrays.stream(value.split(", | or ", -1)).filter(WORD.asMatchPredicate()).toList();
  }
}

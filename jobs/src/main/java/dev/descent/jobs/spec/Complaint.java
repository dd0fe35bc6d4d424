package dev.descent.jobs.spec;

import com.typesafe.config.ConfigException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the HOCON library complains about, in one line that ends with its place. */
final class Complaint {
  private static final Pattern UNCLOSED =
      Pattern.compile("close (parentheses|brace) .*(not:|got) end of file");

  private Complaint() {}

  /** The complaint without advice about other syntaxes, then the place in parentheses. */
  static String of(ConfigException e, String origin) {
    String message =
        String.valueOf(e.getMessage()).lines().map(String::strip).collect(Collectors.joining(" "));
    if (e.origin() != null && message.startsWith(e.origin().description())) {
      message = message.substring(e.origin().description().length()).replaceFirst("^[: ]+", "");
    }
    if (UNCLOSED.matcher(message).find()) {
      message = "a { is not closed by }";
    }
    message = message.replaceFirst(",? ?(or|and) you may be able to rename the file.*", ")");
    return message + " (" + place(e, origin) + ")";
  }

  /** The origin with the line, where there is one. */
  static String place(ConfigException e, String origin) {
    if (e.origin() == null) {
      return origin;
    }
    String description = e.origin().description();
    int line = e.origin().lineNumber();
    String name = line > 0 ? description.replaceFirst(":? *" + line + "$", "") : description;
    return line > 0 && !name.startsWith(Assignment.place("")) ? name + ": " + line : name;
  }

  /** The line, or 0. */
  static int line(ConfigException e) {
    return e.origin() == null ? 0 : Math.max(0, e.origin().lineNumber());
  }
}

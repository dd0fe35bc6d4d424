package dev.descent.jobs.spec;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes indented HOCON, one setting a line. */
final class HoconWriter {
  private static final double LONGEST_INTEGER = 1e15;
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final Pattern PLAIN_OPTION = Pattern.compile("true|false|0|-?[1-9][0-9]{0,17}");

  private final StringBuilder text = new StringBuilder();
  private int depth;

  void section(String key, Runnable settings) {
    if (depth == 0) {
      text.append('\n');
    }
    line(key + " {");
    depth++;
    settings.run();
    depth--;
    line("}");
  }

  void text(String key, String value) {
    line(key + " = " + ConfigUtil.quoteString(value));
  }

  void texts(String key, List<String> values) {
    line(
        key
            + " = "
            + values.stream()
                .map(ConfigUtil::quoteString)
                .collect(Collectors.joining(", ", "[", "]")));
  }

  /** A word that needs no quotes. */
  void word(String key, String word) {
    line(key + " = " + word);
  }

  void plain(String key, long value) {
    line(key + " = " + value);
  }

  void plain(String key, boolean value) {
    line(key + " = " + value);
  }

  /** A number with as many digits as tell it from its neighbours. */
  void number(String key, double value) {
    boolean integer = value == Math.rint(value) && Math.abs(value) < LONGEST_INTEGER;
    String digits = integer ? Long.toString((long) value) : Double.toString(value);
    line(key + " = " + digits.replace(".0E", "e").replace('E', 'e'));
  }

  /** An option of a data source, whose name may need quotes and whose text often does. */
  void option(String name, String value) {
    boolean plainKey = PLAIN_KEY.matcher(name).matches() && !name.equals("include");
    boolean plainValue = PLAIN_OPTION.matcher(value).matches();
    line(
        (plainKey ? name : ConfigUtil.quoteString(name))
            + " = "
            + (plainValue ? value : ConfigUtil.quoteString(value)));
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }
}

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
    list(key, values.stream().map(ConfigUtil::quoteString).toList());
  }

  /** A list of values that are HOCON as they are. */
  void list(String key, List<String> literals) {
    line(key + " = " + literals.stream().collect(Collectors.joining(", ", "[", "]")));
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

  void number(String key, double value) {
    line(key + " = " + digits(value));
  }

  /** A number with as many digits as tell it from its neighbours. */
  static String digits(double value) {
    boolean integer = value == Math.rint(value) && Math.abs(value) < LONGEST_INTEGER;
    String digits = integer ? Long.toString((long) value) : Double.toString(value);
    return digits.replace(".0E", "e").replace('E', 'e');
  }

  /** A number under a name that may need quotes. */
  void named(String name, double value) {
    number(key(name), value);
  }

  /** An option of a data source, whose name may need quotes and whose text often does. */
  void option(String name, String value) {
    boolean plain = PLAIN_OPTION.matcher(value).matches();
    line(key(name) + " = " + (plain ? value : ConfigUtil.quoteString(value)));
  }

  /** Where the secret of an option is found. */
  void secret(String name, String kind, String place) {
    line(key(name) + " { " + kind + " = " + ConfigUtil.quoteString(place) + " }");
  }

  private static String key(String name) {
    boolean plain = PLAIN_KEY.matcher(name).matches() && !name.equals("include");
    return plain ? name : ConfigUtil.quoteString(name);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }
}

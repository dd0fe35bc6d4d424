package dev.descent.jobs.init;

import dev.descent.data.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the first lines of a CSV file have to be read.
 *
 * @param delimiter between fields
 * @param fields of the lines, without quotes and spaces around them
 * @param spaces whether they stand before fields
 */
record CsvLook(char delimiter, List<List<String>> fields, boolean spaces) {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final char QUOTE = '"';

  /** Of lines, at least one. */
  static CsvLook of(List<String> lines) {
    char delimiter = ',';
    int most = 1;
    for (char candidate : DELIMITERS) {
      int width = usualWidth(lines, candidate);
      if (width > most) {
        delimiter = candidate;
        most = width;
      }
    }
    char chosen = delimiter;
    List<List<String>> raw = lines.stream().map(line -> split(line, chosen)).toList();
    long behind = raw.stream().mapToLong(line -> line.size() - 1L).sum();
    long spaced =
        raw.stream().flatMap(line -> line.stream().skip(1)).filter(f -> f.startsWith(" ")).count();
    return new CsvLook(
        chosen,
        raw.stream().map(line -> line.stream().map(CsvLook::bare).toList()).toList(),
        spaced * 2 > behind);
  }

  /** The number of fields that nine of ten lines have; 0 if there is none. */
  private static int usualWidth(List<String> lines, char delimiter) {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    lines.forEach(line -> counts.merge(split(line, delimiter).size(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .filter(usual -> usual.getValue() * 10 >= lines.size() * 9)
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private static List<String> split(String line, char delimiter) {
    List<String> fields = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int at = 0; at < line.length(); at++) {
      quoted ^= line.charAt(at) == QUOTE;
      if (!quoted && line.charAt(at) == delimiter) {
        fields.add(line.substring(from, at));
        from = at + 1;
      }
    }
    fields.add(line.substring(from));
    return fields;
  }

  private static String bare(String field) {
    String text = field.strip();
    boolean quoted = text.length() > 1 && text.charAt(0) == QUOTE && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /**
   * Whether the first line names columns: texts that differ, above a column of numbers or never met
   * again in any column.
   */
  boolean hasHeader() {
    List<String> first = fields.get(0);
    List<List<String>> others = fields.subList(1, fields.size());
    boolean names =
        first.stream().noneMatch(name -> name.isEmpty() || Numbers.isSpelled(name))
            && new HashSet<>(first).size() == first.size();
    if (!names || others.isEmpty()) {
      return names;
    }
    boolean met = false;
    for (int j = 0; j < first.size(); j++) {
      int column = j;
      List<String> values =
          others.stream().filter(line -> column < line.size()).map(l -> l.get(column)).toList();
      if (values.stream().filter(Numbers::isSpelled).count() * 2 > values.size()) {
        return true;
      }
      met |= values.contains(first.get(j));
    }
    return !met;
  }

  /** The options of Spark's reader. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("header", String.valueOf(hasHeader()));
    if (delimiter != ',') {
      options.put("sep", String.valueOf(delimiter));
    }
    if (spaces) {
      options.put("ignoreLeadingWhiteSpace", "true");
    }
    return options;
  }
}

package dev.descent.jobs.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSV file that a run has written: fields in quotes may hold commas, line breaks and quotes, the
 * last ones twice (RFC 4180).
 *
 * @param columns its header
 * @param rows its fields, each as many as there are columns
 */
public record CsvTable(List<String> columns, List<List<String>> rows) {
  private static final Pattern FIELD =
      Pattern.compile("\\G(\"(?:[^\"]++|\"\")*+\"|[^,\n]*+)([,\n])");

  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new StorageException(
            "a line must have the fields " + columns + ", but was " + String.join(",", row));
      }
    }
  }

  /** The table that {@code text} spells; without columns and rows if it is empty. */
  static CsvTable parse(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String written = field.group(1);
      boolean quoted = written.startsWith("\"");
      line.add(quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written);
      if (field.group(2).equals("\n")) {
        lines.add(List.copyOf(line));
        line.clear();
      }
    }
    return lines.isEmpty()
        ? new CsvTable(List.of(), List.of())
        : new CsvTable(lines.get(0), lines.subList(1, lines.size()));
  }

  /** The values of a column; "Infinity" is one. */
  public double[] numbers(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new StorageException("there must be a column " + column + ", but there are " + columns);
    }
    return rows.stream().mapToDouble(row -> Double.parseDouble(row.get(index))).toArray();
  }
}

package dev.descent.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of some rows the value in each column of the slices, as its place in a list of values. */
final class Slices implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A column with more values than this is no column to slice by. */
  static final int MOST = 1000;

  private final String[] columns;
  private final String[][] values;
  private final int[][] codes;

  private Slices(String[] columns, String[][] values, int[][] codes) {
    this.columns = columns;
    this.values = values;
    this.codes = codes;
  }

  static Slices none() {
    return new Slices(new String[0], new String[0][], new int[0][]);
  }

  /** The parts of {@code whole} and the rows of each. */
  Map<Part, int[]> parts(Part whole) {
    Map<Part, int[]> parts = new LinkedHashMap<>();
    for (int j = 0; j < columns.length; j++) {
      int[] sizes = new int[values[j].length];
      for (int code : codes[j]) {
        sizes[code]++;
      }
      int[][] rows = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
      for (int i = codes[j].length - 1; i >= 0; i--) {
        rows[codes[j][i]][--sizes[codes[j][i]]] = i;
      }
      for (int code = 0; code < rows.length; code++) {
        if (rows[code].length > 0) {
          parts.put(whole.where(columns[j], values[j][code]), rows[code]);
        }
      }
    }
    return parts;
  }

  /** Gathers the values of the rows of one task. */
  static final class Writer {
    private final String[] columns;
    private final int[][] codes;

    /** Shared by all chunks of the task. */
    private final List<Map<String, Integer>> places;

    private Writer(String[] columns, int rows, List<Map<String, Integer>> places) {
      this.columns = columns;
      this.codes = new int[columns.length][rows];
      this.places = places;
    }

    /** A writer of chunks of {@code rows} rows. */
    static Writer of(List<String> columns, int rows) {
      List<Map<String, Integer>> places = new ArrayList<>();
      columns.forEach(column -> places.add(new LinkedHashMap<>()));
      return new Writer(columns.toArray(String[]::new), rows, places);
    }

    /** Another one, for rows of another side. */
    Writer another() {
      return new Writer(columns, columns.length == 0 ? 0 : codes[0].length, places);
    }

    int columns() {
      return columns.length;
    }

    /**
     * Sets the value of row {@code i} in column {@code j}. Beyond one too many all further values
     * are one, so that a column with too many shows as one.
     */
    void set(int j, int i, String value) {
      Map<String, Integer> known = places.get(j);
      String name =
          known.size() > MOST && !known.containsKey(value)
              ? known.keySet().iterator().next()
              : value;
      codes[j][i] = known.computeIfAbsent(name, fresh -> known.size());
    }

    /** The values of the first {@code rows} rows. */
    Slices first(int rows) {
      return new Slices(
          columns,
          places.stream()
              .map(known -> known.keySet().toArray(String[]::new))
              .toArray(String[][]::new),
          Arrays.stream(codes).map(all -> Arrays.copyOf(all, rows)).toArray(int[][]::new));
    }
  }
}

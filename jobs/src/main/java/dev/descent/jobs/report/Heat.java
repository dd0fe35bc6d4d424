package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of numbers whose cells are the stronger the larger they are.
 *
 * @param note below it; empty for none
 */
record Heat(String title, Grid grid, Shade shade, String note) implements Part {

  /** What a cell is strong by. */
  enum Shade {
    /** Its share of the row. */
    ROW,
    /** Its size beside the largest of the table, in two colours by sign. */
    SIGN
  }

  /**
   * The numbers.
   *
   * @param corner what rows and columns are
   * @param values a list for each row
   */
  record Grid(String corner, List<String> rows, List<String> columns, List<List<Double>> values) {}

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "heat");
    map.put("title", title);
    map.put("corner", grid.corner());
    map.put("rows", grid.rows().stream().map(Show::name).toList());
    map.put("columns", grid.columns().stream().map(Show::name).toList());
    map.put("values", grid.values());
    map.put("shade", shade.name());
    map.put("note", note);
    return map;
  }
}

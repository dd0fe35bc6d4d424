package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing of a section: the object that report.js shows, by its {@code kind}. */
sealed interface Part
    permits Part.Words,
        Part.Facts,
        Part.Tiles,
        Part.Table,
        Part.Listing,
        LineChart,
        BarChart,
        ColumnChart,
        SquareChart,
        LandscapeChart,
        Heat,
        PointChart,
        ImagePart,
        ThresholdPart {

  Map<String, Object> toMap();

  private static Map<String, Object> ofKind(String kind) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", kind);
    return map;
  }

  /** A paragraph. */
  record Words(String text) implements Part {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("kind", "words", "text", text);
    }
  }

  /**
   * Names and what they are.
   *
   * @param items texts or numbers by name
   */
  record Facts(String title, Map<String, Object> items) implements Part {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = ofKind("facts");
      map.put("title", title);
      map.put(
          "items", items.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList());
      return map;
    }
  }

  /** The few numbers that matter most. */
  record Tiles(List<Tile> tiles) implements Part {
    @Override
    public Map<String, Object> toMap() {
      return Map.of("kind", "tiles", "items", tiles.stream().map(Tile::toMap).toList());
    }
  }

  /**
   * A number in large digits.
   *
   * @param note what it means, in a few words
   */
  record Tile(String name, double value, String note) {
    Map<String, Object> toMap() {
      return Map.of("name", name, "value", value, "note", note);
    }
  }

  /**
   * Rows of texts and numbers.
   *
   * @param note below it; empty for none
   * @param best of each row the columns that stand out; empty for none
   */
  record Table(
      String title,
      List<String> columns,
      List<List<Object>> rows,
      String note,
      List<List<Integer>> best)
      implements Part {
    Table(String title, List<String> columns, List<List<Object>> rows, String note) {
      this(title, columns, rows, note, List.of());
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = ofKind("table");
      map.put("title", title);
      map.put("columns", columns);
      map.put("rows", rows);
      map.put("note", note);
      map.put("best", best);
      return map;
    }
  }

  /** A text that people copy, or open to read: a command, a job file. */
  record Listing(String title, String text, Optional<String> folded) implements Part {
    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = ofKind("listing");
      map.put("title", title);
      map.put("text", text);
      map.put("folded", folded.orElse(""));
      return map;
    }
  }
}

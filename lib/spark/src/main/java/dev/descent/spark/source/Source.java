package dev.descent.spark.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table to open.
 *
 * @param format csv, json, parquet, orc, libsvm, jdbc, or the name of another data source on the
 *     class path; empty for a table of the catalog
 * @param paths of files; may be empty for other data sources
 * @param table the name of a table of the catalog or of a database
 * @param options of the data source, with secrets in plain text
 */
public record Source(
    Optional<String> format,
    List<String> paths,
    Optional<String> table,
    Map<String, String> options) {
  public Source {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
  }

  /** What it is called in messages: its table, its paths, or its format. */
  public String name() {
    return table.orElseGet(
        () -> paths.isEmpty() ? format.orElse("the table") : String.join(", ", paths));
  }

  /** Without the values of options. */
  @Override
  public String toString() {
    return "Source[format=" + format + ", paths=" + paths + ", table=" + table + "]";
  }
}

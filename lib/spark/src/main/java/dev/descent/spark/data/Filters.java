package dev.descent.spark.data;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.descent.spark.source.DataException;
import dev.descent.spark.source.FolderColumns;
import dev.descent.spark.source.TableReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCRelation;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/**
 * Leaves the rows that meet every condition.
 *
 * <p>Lines that cannot be read stay, to be counted as bad rows, and so do rows that meet the other
 * conditions where a cell to compare with a number holds none. Columns that folders give are judged
 * before anything is read of a file.
 */
public final class Filters {
  private final String where;
  private final Dataset<Row> rows;
  private final boolean hasLines;

  private Filters(String where, Dataset<Row> rows) {
    this.where = where;
    this.rows = rows;
    this.hasLines = List.of(rows.columns()).contains(TableReader.MALFORMED);
  }

  /**
   * The rows of {@code rows} that meet all of {@code filters}.
   *
   * @param where the key of the job file that named the table, for messages
   * @throws DataException if a column is not there or cannot be compared with a value
   */
  public static Dataset<Row> apply(String where, Dataset<Row> rows, List<Filter> filters) {
    return filters.isEmpty() ? rows : new Filters(where, rows).apply(filters);
  }

  private Dataset<Row> apply(List<Filter> filters) {
    List<String> folders = FolderColumns.of(rows);
    List<Condition> ofFolders = new ArrayList<>();
    List<Condition> ofFiles = new ArrayList<>();
    for (Filter filter : filters) {
      boolean folder = folders.contains(filter.column());
      (folder ? ofFolders : ofFiles).add(condition(filter));
    }
    Dataset<Row> left = rows;
    if (!ofFolders.isEmpty()) {
      left = left.filter(all(ofFolders));
    }
    if (!ofFiles.isEmpty()) {
      Column met = all(ofFiles);
      left = left.filter(hasLines ? named(TableReader.MALFORMED).isNotNull().or(met) : met);
    }
    List<Condition> fallible =
        Stream.concat(ofFolders.stream(), ofFiles.stream())
            .filter(condition -> condition.unusable().isPresent())
            .toList();
    return fallible.isEmpty() ? left : marked(left, fallible);
  }

  private Condition condition(Filter filter) {
    List<String> all = List.of(rows.columns());
    String of = "data.filter of " + where;
    if (!all.contains(filter.column())) {
      throw new DataException(Table.unknown(of, filter.column(), all));
    }
    StructField field = rows.schema().apply(filter.column());
    return Condition.of(of, field, filter, cell(field));
  }

  /** A database would compare text in an order of its own, so its text is compared here. */
  private Column cell(StructField field) {
    Column cell = named(field.name());
    boolean ofDatabase =
        rows.queryExecution().analyzed() instanceof LogicalRelation logical
            && logical.relation() instanceof JDBCRelation;
    return ofDatabase && field.dataType() instanceof StringType ? concat(cell, lit("")) : cell;
  }

  private static Column all(List<Condition> conditions) {
    return conditions.stream().map(Condition::keeps).reduce(Column::and).orElseThrow();
  }

  /** Rows whose cell is no number say so in the columns of lines that cannot be read. */
  private Dataset<Row> marked(Dataset<Row> left, List<Condition> fallible) {
    Column line = hasLines ? named(TableReader.MALFORMED) : lit(null).cast("string");
    Column told =
        List.of(rows.columns()).contains(TableReader.REASON)
            ? named(TableReader.REASON)
            : lit(RowReader.FIELDS);
    Column reason = when(line.isNotNull(), told);
    for (Condition condition : fallible) {
      Column unusable = condition.unusable().orElseThrow();
      Column cell = named(condition.column());
      reason = reason.when(unusable, lit(condition.problem()));
      line = coalesce(line, when(unusable, cell.cast("string")));
    }
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      if (!TableReader.isHidden(name)) {
        columns.add(named(name));
      }
    }
    columns.add(line.as(TableReader.MALFORMED));
    columns.add(reason.as(TableReader.REASON));
    return left.select(columns.toArray(Column[]::new));
  }

  /** The column of exactly this name. */
  static Column named(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}

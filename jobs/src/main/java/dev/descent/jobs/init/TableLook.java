package dev.descent.jobs.init;

import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * What some rows of a table look like.
 *
 * @param options to read it with
 * @param columns in the order of the table
 * @param rows how many were looked at
 * @param malformed how many of them cannot be read
 */
record TableLook(Map<String, String> options, List<ColumnLook> columns, long rows, long malformed) {
  private static final int MOST_ROWS = 10_000;
  private static final int MOST_CELLS = 2_000_000;
  private static final int LINES = 200;
  private static final long SEED = 42;
  private static final String WHERE = "init";
  private static final String NULL_VALUE = "nullValue";

  /** What people write where there is no value; the first ones also beside other texts. */
  private static final List<String> NULL_WORDS =
      List.of("?", "NA", "N/A", "NULL", "null", "NaN", "nan", "None", "-", ".");

  private static final Set<String> BESIDE_TEXTS = Set.of("?", "NA", "N/A", "NULL", "null");

  /**
   * Of rows of {@code file}, as the commands read them.
   *
   * @throws DataException if it cannot be read or has no row
   */
  static TableLook of(TableFile file, SparkSession spark) {
    Map<String, String> options =
        file.format().equals("csv") ? csvOptions(file, spark) : new LinkedHashMap<>();
    Dataset<Row> table =
        new TableReader(spark).read(WHERE, file.format(), List.of(file.path()), options);
    List<Row> rows = some(table);
    if (rows.isEmpty()) {
      throw new DataException("init: " + file.path() + " has no rows; it needs some to look at");
    }
    TableLook look = of(options, rows, Optional.empty());
    Optional<String> word =
        file.format().equals("csv") ? nullWord(look.columns()) : Optional.empty();
    word.ifPresent(text -> options.put(NULL_VALUE, text));
    return word.isPresent() ? of(options, rows, word) : look;
  }

  /** Rows from everywhere: a table may be sorted by what is to be predicted. */
  private static List<Row> some(Dataset<Row> table) {
    int most = Math.min(MOST_ROWS, 1 + MOST_CELLS / Math.max(1, table.schema().size()));
    long all = table.count();
    return all <= most
        ? table.collectAsList()
        : table.sample(false, (double) most / all, SEED).takeAsList(2 * most);
  }

  private static Map<String, String> csvOptions(TableFile file, SparkSession spark) {
    List<String> lines =
        spark.read().textFile(file.path()).takeAsList(LINES).stream()
            .filter(line -> !line.isBlank())
            .toList();
    if (lines.isEmpty()) {
      throw new DataException("init: " + file.path() + " is empty; it needs rows to look at");
    }
    return CsvLook.of(lines).options();
  }

  private static TableLook of(
      Map<String, String> options, List<Row> rows, Optional<String> nullWord) {
    StructField[] fields = rows.get(0).schema().fields();
    List<String> names = Stream.of(fields).map(StructField::name).toList();
    int malformed = names.indexOf(TableReader.MALFORMED);
    List<ColumnLook> columns = new ArrayList<>();
    for (StructField field : fields) {
      columns.add(new ColumnLook(field, nullWord));
    }
    long bad = 0;
    for (Row row : rows) {
      if (malformed >= 0 && !row.isNullAt(malformed)) {
        bad++;
      } else {
        for (int j = 0; j < columns.size(); j++) {
          columns.get(j).add(row.get(j));
        }
      }
    }
    List<ColumnLook> shown = columns.stream().filter(column -> !isHidden(column.name())).toList();
    return new TableLook(options, shown, rows.size(), bad);
  }

  private static boolean isHidden(String name) {
    return name.equals(TableReader.MALFORMED) || name.equals(TableReader.REASON);
  }

  /** The word that stands for missing values: the only text among numbers, or beside texts. */
  private static Optional<String> nullWord(List<ColumnLook> columns) {
    Map<String, Long> uses = new LinkedHashMap<>();
    for (ColumnLook column : columns) {
      Set<String> texts = column.texts();
      NULL_WORDS.stream()
          .filter(texts::contains)
          .filter(word -> column.isMixed() ? texts.size() == 1 : BESIDE_TEXTS.contains(word))
          .forEach(word -> uses.merge(word, 1L, Long::sum));
    }
    return uses.entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }

  /** How many rows have a value that is not finite in a column, at least. */
  long infinite() {
    return columns.stream().mapToLong(ColumnLook::infinite).max().orElse(0);
  }

  /** The column of that name. */
  Optional<ColumnLook> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}

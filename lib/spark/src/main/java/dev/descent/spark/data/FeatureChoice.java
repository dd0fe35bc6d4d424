package dev.descent.spark.data;

import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which columns of a table are to be features; names, or globs with *.
 *
 * @param columns those to use
 * @param excluded those to leave out
 * @param hashed those whose values are hashed, which no other list names
 */
public record FeatureChoice(List<String> columns, List<String> excluded, List<String> hashed) {
  static final String HASHED = "features.hashed.columns";
  private static final String COLUMNS = "features.columns";
  private static final String ANY = "*";

  public FeatureChoice {
    columns = List.copyOf(columns);
    excluded = List.copyOf(excluded);
    hashed = List.copyOf(hashed);
  }

  /** Of columns none of which is hashed. */
  public FeatureChoice(List<String> columns, List<String> excluded) {
    this(columns, excluded, List.of());
  }

  /**
   * Their names, in the order of the table for each glob and the hashed ones behind all others;
   * {@code reserved} columns are taken by no glob.
   *
   * @throws DataException if a name has no column or one of vectors, is reserved or listed twice,
   *     or nothing is left
   */
  public List<String> of(Dataset<Row> rows, List<String> reserved) {
    List<String> all =
        Stream.of(rows.schema().fieldNames()).filter(name -> !TableReader.isHidden(name)).toList();
    List<String> hashing = select(HASHED, hashed, all, reserved);
    requireSome(HASHED, hashed, hashed.isEmpty() || !hashing.isEmpty(), all);
    for (String name : columns) {
      requireNotHashed(COLUMNS, name, hashing);
    }
    List<String> taken = Stream.concat(reserved.stream(), hashing.stream()).toList();
    List<String> chosen = select(COLUMNS, columns, all, taken);
    boolean mayBeNone = !hashing.isEmpty() && (columns.isEmpty() || columns.contains(ANY));
    requireSome(COLUMNS, columns, mayBeNone || !chosen.isEmpty(), all);
    chosen.addAll(hashing);
    VectorColumn.requireNone(rows.schema(), chosen);
    return chosen;
  }

  /** Checks that {@code name}, which {@code key} lists, is none of the hashed columns. */
  static void requireNotHashed(String key, String name, List<String> hashed) {
    if (hashed.contains(name)) {
      throw new DataException(
          key + ": " + name + " is one of " + HASHED + "; list it in one of the two");
    }
  }

  private List<String> select(
      String key, List<String> wanted, List<String> all, List<String> taken) {
    List<String> chosen = new ArrayList<>();
    for (String pattern : wanted) {
      if (!pattern.contains(ANY) && !all.contains(pattern)) {
        throw new DataException(Table.unknown(key, pattern, all));
      }
      if (taken.contains(pattern)) {
        throw new DataException(
            key
                + ": "
                + pattern
                + " is the label, weight or split column and cannot be a feature; leave it out");
      }
      all.stream()
          .filter(name -> Table.matches(pattern, name) && !taken.contains(name))
          .filter(name -> excluded.stream().noneMatch(glob -> Table.matches(glob, name)))
          .filter(name -> !chosen.contains(name))
          .forEach(chosen::add);
    }
    return chosen;
  }

  private void requireSome(String key, List<String> wanted, boolean some, List<String> all) {
    if (!some) {
      throw new DataException(
          key
              + " "
              + wanted
              + " less features.exclude "
              + excluded
              + " leaves no column of "
              + all);
    }
  }
}

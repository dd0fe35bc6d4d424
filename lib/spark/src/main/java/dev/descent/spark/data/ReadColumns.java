package dev.descent.spark.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Where the columns are that are to be features, and what each of them may turn out to be. */
final class ReadColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<ColumnCensus.Kind> kinds = new ArrayList<>();
  private final ArrayList<ColumnType> types = new ArrayList<>();
  private final int[] ordinals;
  private final FeatureRules.Fill fill;

  /**
   * The features of {@code table}.
   *
   * @param categorical those that are categories whatever they hold
   * @param hashed those whose values are hashed
   * @param fill of missing numbers
   */
  ReadColumns(Table table, List<String> categorical, List<String> hashed, FeatureRules.Fill fill) {
    this.fill = fill;
    StructType schema = table.rows().schema();
    List<String> names = table.columns().features();
    ordinals = names.stream().mapToInt(schema::fieldIndex).toArray();
    for (String name : names) {
      ColumnType type = ColumnType.ofContent(schema.apply(name)).orElseThrow();
      types.add(type);
      kinds.add(
          hashed.contains(name)
              ? ColumnCensus.Kind.HASHED
              : categorical.contains(name)
                  ? ColumnCensus.Kind.CATEGORIES
                  : type == PlainType.TEXT ? ColumnCensus.Kind.TEXTS : ColumnCensus.Kind.NUMBERS);
    }
  }

  List<ColumnCensus.Kind> kinds() {
    return kinds;
  }

  FeatureRules.Fill fill() {
    return fill;
  }

  ColumnType type(int j) {
    return types.get(j);
  }

  int ordinal(int j) {
    return ordinals[j];
  }
}

package dev.descent.spark.evaluate;

import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Hashed;
import dev.descent.encode.Vector;
import dev.descent.model.Model;
import dev.descent.spark.data.RowCells;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some rows of one side to look at: those with the least hashes, which are a sample, and those with
 * the largest losses. Copies of a row count once, rows of weight 0 do not count, and neither does
 * the order of the rows.
 *
 * @param columns whose values each row has: those of the model, and where a row is on a map
 */
public record Examples(List<String> columns, List<Example> sample, List<Example> worst) {
  /** Of more values, those of a row are not kept: columns behind them, and longer vectors. */
  static final int MOST_VALUES = 1024;

  private static final Set<String> PLACE = Set.of("latitude", "longitude", "lat", "lon", "lng");

  /** Copies the lists. */
  public Examples {
    columns = List.copyOf(columns);
    sample = List.copyOf(sample);
    worst = List.copyOf(worst);
  }

  /**
   * What to keep.
   *
   * @param rows of the sample
   * @param worst how many with the largest losses
   */
  public record Wanted(Side side, int rows, int worst) implements Serializable {}

  /** Reads each of {@code tables}, whose bad rows are left out, once. */
  public static Examples of(
      Model model, List<Table> tables, Evaluation.Settings settings, Wanted wanted) {
    try (ModelScores subject = ModelScores.of(model, tables)) {
      return of(subject, tables, settings, wanted);
    }
  }

  private static Examples of(
      ModelScores subject, List<Table> tables, Evaluation.Settings settings, Wanted wanted) {
    Model model = subject.model();
    List<Table> ready = tables.stream().map(subject::columns).toList();
    List<String> columns = columns(model, ready);
    ExampleRows all = new ExampleRows(wanted);
    for (Table table : ready) {
      RowReader reader = subject.reader(table, settings.labels());
      ExamplePass pass =
          new ExamplePass(subject, reader, new RowCells(table, columns, categories(model)), wanted);
      all.merge(
          table.pass(
              () ->
                  table
                      .internalRows()
                      .mapPartitions(rows -> List.of(pass.over(rows)).iterator())
                      .treeAggregate(
                          new ExampleRows(wanted),
                          ExampleRows::merge,
                          ExampleRows::merge,
                          settings.depth(),
                          true)));
    }
    return new Examples(columns, all.sample(), all.worst());
  }

  private static List<String> columns(Model model, List<Table> tables) {
    List<String> inputs = model.encoding().columns();
    boolean large = model.encoding().expansion().vector().map(Vector::size).orElse(0) > MOST_VALUES;
    Stream<String> place =
        tables.stream().map(RowCells::readable).reduce(Examples::common).orElse(List.of()).stream()
            .filter(name -> PLACE.contains(name.toLowerCase(Locale.ROOT)))
            .filter(name -> tables.stream().noneMatch(table -> isLabel(table, name)));
    return Stream.concat(inputs.stream().limit(large ? 0 : MOST_VALUES), place).distinct().toList();
  }

  private static Set<String> categories(Model model) {
    return model.encoding().expansion().inputs().stream()
        .filter(column -> column instanceof Categorical || column instanceof Hashed)
        .map(Column::name)
        .collect(Collectors.toSet());
  }

  private static boolean isLabel(Table table, String column) {
    return table.columns().label().filter(column::equals).isPresent();
  }

  private static List<String> common(List<String> one, List<String> other) {
    return one.stream().filter(other::contains).toList();
  }
}

package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.data.Precision;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.math.Moments;
import java.util.Optional;

/**
 * A table made ready for training: checked, encoding and classes fitted on its training rows, tiles
 * cached.
 */
public final class TrainingData implements AutoCloseable {
  private final TableStatistics statistics;
  private final Encoding encoding;
  private final Optional<Classes> classes;
  private final LabelReader labels;
  private final HashOrderedTiles train;
  private final Optional<HashOrderedTiles> validation;

  /** How features are standardized. */
  public enum Scaling {
    NONE,
    CENTRED,
    SCALED
  }

  /**
   * How to prepare a table.
   *
   * @param target what the label is
   * @param features how columns become features
   * @param precision of the tiles, or empty for float64 while they stay small
   * @param classWeights of the training rows
   * @param seed of the hash order
   * @param partitions of the tiles, or empty to follow cores and bytes; never changes a bit
   * @param depth of the trees that merge
   */
  public record Settings(
      Target target,
      Scaling scaling,
      FeatureRules features,
      ClassWeights classWeights,
      Optional<Precision> precision,
      long seed,
      Optional<Integer> partitions,
      int depth) {}

  private TrainingData(Table table, Settings settings) {
    LabelReader any = settings.target().beforeClasses();
    FittedColumns.Fitted fitted =
        FittedColumns.of(table, any, settings.features(), settings.depth());
    TableStatistics all = fitted.statistics();
    requireUsable(table, all);
    String label = table.columns().label().orElse("");
    classes = settings.target().classes(SeenLabels.of(label, all));
    labels = settings.target().reader(classes);
    BadRows strange = ofNoClass(all, label);
    if (strange.rows() == 0) {
      statistics = all;
    } else if (table.skip().skips()) {
      fitted = FittedColumns.of(table, labels, settings.features(), settings.depth());
      statistics = fitted.statistics();
      requireUsable(table, statistics);
    } else {
      table.skip().require(table.where(), strange);
      statistics = all;
    }
    encoding =
        new Encoding(fitted.expansion(), standardizer(statistics.features(), settings.scaling()));
    train = tiles(table, Side.TRAIN, settings);
    validation =
        statistics.rows(Side.VALIDATION) > 0
            ? Optional.of(tiles(table, Side.VALIDATION, settings))
            : Optional.empty();
  }

  /**
   * Reads {@code table} twice: for its statistics, then for its tiles; more often where columns
   * hold text or missing values are filled.
   *
   * @throws DataException if the columns cannot be expanded, rows cannot be used, no training row
   *     is left, or the label does not fit the model
   */
  public static TrainingData prepare(Table table, Settings settings) {
    return new TrainingData(table, settings);
  }

  /** What the first pass found. */
  public TableStatistics statistics() {
    return statistics;
  }

  /** The encoding fitted on the training rows. */
  public Encoding encoding() {
    return encoding;
  }

  /** The classes of the training rows, for a classification. */
  public Optional<Classes> classes() {
    return classes;
  }

  /** n_k, how many training rows each class has [K]; empty for numbers. */
  public long[] rowsOfClasses() {
    long[] rows = new long[labels.names().size()];
    if (classes.isPresent()) {
      statistics.labels().forEach((label, count) -> rows[labels.index(label)] += count);
    }
    return rows;
  }

  /** The training rows. */
  public HashOrderedTiles train() {
    return train;
  }

  /** The validation rows, if there are any. */
  public Optional<HashOrderedTiles> validation() {
    return validation;
  }

  /** About how many bytes all tiles hold in memory. */
  public long bytes() {
    return train.bytes() + validation.map(HashOrderedTiles::bytes).orElse(0L);
  }

  /** Gives the memory of the tiles back. */
  @Override
  public void close() {
    train.close();
    validation.ifPresent(HashOrderedTiles::close);
  }

  private static void requireUsable(Table table, TableStatistics statistics) {
    table.skip().require(table.where(), statistics.bad());
    requireRows(table, statistics.rows(Side.TRAIN));
  }

  /** Checks that there are training rows. */
  static void requireRows(Table table, long trainRows) {
    if (trainRows == 0) {
      throw new DataException(
          table.where()
              + ": there is no training row with a weight above 0; check the path, the file, data.filter, data.split and data.weight");
    }
  }

  /** Rows to measure with that are of none of the classes that the training rows have. */
  private BadRows ofNoClass(TableStatistics all, String column) {
    BadRows bad = new BadRows();
    if (classes.isEmpty()) {
      return bad;
    }
    all.otherLabels()
        .forEach(
            (label, rows) -> {
              if (labels.index(label) == LabelReader.UNKNOWN) {
                bad.add(labels.refusal(column), "\"" + label + "\"", rows);
              }
            });
    return bad;
  }

  private static Standardizer standardizer(Moments moments, Scaling scaling) {
    return switch (scaling) {
      case NONE -> Standardizer.none(moments.columns());
      case CENTRED -> Standardizer.centred(moments);
      case SCALED -> Standardizer.scaled(moments);
    };
  }

  private HashOrderedTiles tiles(Table table, Side side, Settings settings) {
    long rows = statistics.rows(side);
    TilePlan plan =
        new TilePlan.Choice(
                statistics.rows(Side.TRAIN),
                encoding.features().size(),
                settings.precision(),
                settings.partitions(),
                table.rows().sparkSession().sparkContext().defaultParallelism())
            .of(rows);
    return HashOrderedTiles.of(
        table,
        side,
        rows,
        new HashOrderedTiles.Settings(
            encoding,
            labels(side, settings),
            plan.precision(),
            settings.seed(),
            plan.partitions()));
  }

  /** Class weights are for learning: what is measured counts every row as it is. */
  private LabelReader labels(Side side, Settings settings) {
    return side == Side.TRAIN && classes.isPresent()
        ? labels.weighing(settings.classWeights().of(classes.get(), rowsOfClasses()))
        : labels;
  }
}

package dev.descent.spark.data;

import dev.descent.data.Classes;
import dev.descent.data.Precision;
import dev.descent.data.SparseStandardizer;
import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.math.ColumnMoments;
import dev.descent.math.SparseSummary;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.DataException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A table made ready for training: checked, encoding and classes fitted on its training rows, tiles
 * cached.
 */
public final class TrainingData implements AutoCloseable {
  private final TableStatistics statistics;
  private final TileContent content;
  private final Optional<Classes> classes;
  private final LabelReader labels;
  private final HashOrderedTiles train;
  private final Optional<HashOrderedTiles> validation;

  /** Below this share of features that are not 0 their products are faster than those of all. */
  static final double SPARSE_BELOW = 0.125;

  /**
   * Whether features that are 0 stand in the tiles, or are left out where most features are 0,
   * which linear networks and sums of gradients allow.
   */
  public enum Zeros {
    STORED(TilePlan.Layout.DENSE),
    /** Row by row, for steps of mini-batches. */
    LEFT_OUT(TilePlan.Layout.SPARSE_ROWS),
    /** Column by column, for steps of all rows. */
    LEFT_OUT_BY_COLUMNS(TilePlan.Layout.SPARSE_COLUMNS);

    private final TilePlan.Layout layout;

    Zeros(TilePlan.Layout layout) {
      this.layout = layout;
    }

    /** What is known of sparse features if they are to be stored as such. */
    Optional<SparseSummary> leftOut(Optional<SparseSummary> found) {
      return found.filter(moments -> this != STORED && moments.density() < SPARSE_BELOW);
    }

    /** The form of the features in tiles. */
    public Encoding.Form form(Optional<SparseSummary> found) {
      return leftOut(found).isPresent() ? Encoding.Form.SPARSE : Encoding.Form.DENSE;
    }

    /** What the features of a row take in tiles. */
    public TilePlan.Width width(Optional<SparseSummary> found, int features) {
      return leftOut(found)
          .map(moments -> TilePlan.Width.sparse(moments, layout))
          .orElseGet(() -> TilePlan.Width.dense(features));
    }
  }

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
   * @param classWeights of the training rows
   * @param tiles what is settled of them
   * @param seed of the hash order
   * @param depth of the trees that merge
   */
  public record Settings(
      Target target,
      Scaling scaling,
      FeatureRules features,
      ClassWeights classWeights,
      Tiles tiles,
      long seed,
      int depth) {}

  /**
   * What is settled of tiles before the table is read.
   *
   * @param precision or empty for float64 while they stay small
   * @param partitions or empty to follow cores and bytes; never changes a bit
   */
  public record Tiles(Optional<Precision> precision, Optional<Integer> partitions, Zeros zeros) {
    /** Of all features, in one precision and number of partitions. */
    public static Tiles of(Precision precision, int partitions) {
      return new Tiles(Optional.of(precision), Optional.of(partitions), Zeros.STORED);
    }
  }

  /**
   * What all tiles will take.
   *
   * @param bytes in memory, about
   */
  public record Expected(long bytes, Precision precision) {}

  private TrainingData(Table table, Settings settings, Consumer<Expected> told) {
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
    content = content(fitted.expansion(), settings);
    told.accept(
        new Expected(
            expectedBytes(table, Side.TRAIN, settings)
                + expectedBytes(table, Side.VALIDATION, settings),
            plan(table, Side.TRAIN, settings).precision()));
    train = tiles(table, Side.TRAIN, settings);
    validation =
        statistics.rows(Side.VALIDATION) > 0
            ? Optional.of(tiles(table, Side.VALIDATION, settings))
            : Optional.empty();
  }

  /**
   * Goes through {@code table} twice: for its statistics, then for its tiles; more often where
   * columns hold text or missing values are filled. Vectors are kept in memory in between, see
   * {@link KeptRows}.
   *
   * @throws DataException if the columns cannot be expanded, rows cannot be used, no training row
   *     is left, or the label does not fit the model
   */
  public static TrainingData prepare(Table table, Settings settings) {
    return prepare(table, settings, expected -> {});
  }

  /**
   * The same.
   *
   * @param told what the tiles will take, before any is made
   */
  public static TrainingData prepare(Table table, Settings settings, Consumer<Expected> told) {
    Optional<KeptRows> kept = KeptRows.of(table);
    try {
      return new TrainingData(kept.map(table::keeping).orElse(table), settings, told);
    } finally {
      kept.ifPresent(KeptRows::close);
    }
  }

  /** What the first pass found. */
  public TableStatistics statistics() {
    return statistics;
  }

  /** The encoding fitted on the training rows. */
  public Encoding encoding() {
    return content.encoding();
  }

  /** What stands in the tiles for sparse features; empty where all features are stored. */
  public Optional<SparseStandardizer> sparse() {
    return Optional.ofNullable(content.sparse());
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

  private static Standardizer standardizer(ColumnMoments moments, Scaling scaling) {
    return switch (scaling) {
      case NONE -> Standardizer.none(moments.columns());
      case CENTRED -> Standardizer.centred(moments);
      case SCALED -> Standardizer.scaled(moments);
    };
  }

  private TileContent content(Expansion expansion, Settings settings) {
    Standardizer standardizer = standardizer(statistics.features(), settings.scaling());
    return settings
        .tiles()
        .zeros()
        .leftOut(statistics.sparse())
        .map(
            moments ->
                new TileContent(
                    new Encoding(expansion, standardizer, Encoding.Form.SPARSE),
                    new SparseStandardizer(standardizer, moments)))
        .orElseGet(() -> TileContent.dense(new Encoding(expansion, standardizer)));
  }

  private TilePlan plan(Table table, Side side, Settings settings) {
    return new TilePlan.Choice(
            statistics.rows(Side.TRAIN),
            settings.tiles().zeros().width(statistics.sparse(), encoding().features().size()),
            settings.tiles().precision(),
            settings.tiles().partitions(),
            table.rows().sparkSession().sparkContext().defaultParallelism())
        .of(statistics.rows(side));
  }

  private long expectedBytes(Table table, Side side, Settings settings) {
    TilePlan plan = plan(table, side, settings);
    boolean weighted =
        table.columns().weight().isPresent()
            || (side == Side.TRAIN && !(settings.classWeights() instanceof ClassWeights.Equal));
    return plan.bytes(weighted ? plan.rows() : 0);
  }

  private HashOrderedTiles tiles(Table table, Side side, Settings settings) {
    return HashOrderedTiles.of(
        table,
        side,
        new HashOrderedTiles.Settings(
            content, labels(side, settings), plan(table, side, settings), settings.seed()));
  }

  /** Class weights are for learning: what is measured counts every row as it is. */
  private LabelReader labels(Side side, Settings settings) {
    return side == Side.TRAIN && classes.isPresent()
        ? labels.weighing(settings.classWeights().of(classes.get(), rowsOfClasses()))
        : labels;
  }
}

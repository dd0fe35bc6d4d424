package dev.descent.jobs;

import dev.descent.data.Classes;
import dev.descent.data.Precision;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.jobs.spec.SplitSpec;
import dev.descent.spark.data.FeatureRules;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.TableSample;
import dev.descent.spark.data.TilePlan;
import dev.descent.spark.data.TrainingData;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * What is known of a job before it trains.
 *
 * @param rows of data.train, and where there is one of data.test, by key
 * @param sides how many rows of data.train each side has, about
 * @param estimates of what the driver needs
 * @param hashed what the sample shows of hashed columns, if there are any
 * @param cached what the executors keep in memory, as far as there is room
 * @param warnings one line each
 */
record Check(
    Map<String, Long> rows,
    Map<Side, Long> sides,
    Estimates estimates,
    Optional<HashedColumns> hashed,
    List<Estimate> cached,
    List<String> warnings) {
  private static final int SAMPLE_ROWS = 10_000;
  private static final int ROWS_A_FEATURE = 10;

  /**
   * Looks at the data of a job: counts its rows and reads the first ones.
   *
   * @throws dev.descent.spark.data.DataException if training would be refused for what they show
   */
  static Check of(JobSpec spec, SparkSession spark) {
    JobTables tables = new JobTables(spec, spark);
    Table table = tables.unsplitTrain();
    TrainingData.Settings settings = tables.settings();
    List<String> warnings = new ArrayList<>();
    Map<String, Long> rows = new LinkedHashMap<>();
    long all = count(table, rows);
    LabelReader labels = settings.target().beforeClasses();
    TableSample sample = TableSample.of(table, labels, lenient(settings.features()), SAMPLE_ROWS);
    int features = sample.expansion().features().size();
    Optional<Classes> classes =
        sample.judged(table, settings.target(), extent(all, sample), warnings);
    columns(sample, warnings);
    if (!spec.model().penalty().penalizes()) {
      few(all, features, warnings);
    }
    tables
        .test(table.columns().features())
        .ifPresent(
            other -> {
              TableSample test = TableSample.of(other, labels, sample.expansion(), SAMPLE_ROWS);
              test.requireUsable(other, extent(count(other, rows), test), warnings);
            });
    Map<Side, Long> sides = sides(spec, sample, all);
    double share = spec.data().trainShare();
    sides.computeIfPresent(Side.TRAIN, (side, n) -> Math.round(share * n));
    Estimates.Shape shape =
        new Estimates.Shape(
            features,
            Estimates.outputs(spec, classes),
            settings.tiles().zeros().form(sample.sparse()));
    TilePlan.Width width = settings.tiles().zeros().width(sample.sparse(), features);
    Plans plans = Plans.of(settings, width, sides, spark.sparkContext().defaultParallelism());
    MemoryLimits limits = MemoryLimits.of(spark);
    Estimates estimates =
        new Estimates(spec, shape, Estimates.sums(spec, plans.train.partitions()), limits);
    List<Estimate> cached =
        List.of(
            ofTiles(spec, plans.expected(spec), limits),
            ofStorage("scored rows", scoredBytes(spec, rows, shape.outputs()), limits, ""));
    cached.stream().filter(Estimate::isTooLarge).map(Estimate::line).forEach(warnings::add);
    Optional<HashedColumns> hashed = HashedColumns.of(sample.expansion(), sample.hashed());
    hashed
        .filter(columns -> columns.met().isFull())
        .ifPresent(columns -> warnings.add(sample.here(columns.line())));
    return new Check(rows, sides, estimates, hashed, cached, warnings);
  }

  private static long count(Table table, Map<String, Long> rows) {
    long count = table.count();
    rows.put(table.where(), count);
    return count;
  }

  /** The tiles of the rows that are trained on and those that are measured at every epoch. */
  private record Plans(TilePlan train, TilePlan validation) {
    static Plans of(
        TrainingData.Settings settings, TilePlan.Width width, Map<Side, Long> sides, int cores) {
      long trainRows = sides.getOrDefault(Side.TRAIN, 0L);
      TilePlan.Choice choice =
          new TilePlan.Choice(
              trainRows, width, settings.tiles().precision(), settings.tiles().partitions(), cores);
      return new Plans(choice.of(trainRows), choice.of(sides.getOrDefault(Side.VALIDATION, 0L)));
    }

    /** Validation rows have no class weights. */
    TrainingData.Expected expected(JobSpec spec) {
      boolean weight = spec.data().weight().isPresent();
      boolean ofClasses = spec.training().classWeights().isPresent();
      long bytes =
          train.bytes(weight || ofClasses ? train.rows() : 0)
              + validation.bytes(weight ? validation.rows() : 0);
      return new TrainingData.Expected(bytes, train.precision());
    }
  }

  private static void few(long rows, int features, List<String> warnings) {
    if (rows < (long) ROWS_A_FEATURE * features) {
      warnings.add(
          rows
              + " rows for "
              + features
              + " features are fewer than "
              + ROWS_A_FEATURE
              + " a feature; set model.penalty, or use fewer features");
    }
  }

  /** A category that a sample of the training rows lacks is not unseen yet. */
  private static FeatureRules lenient(FeatureRules rules) {
    FeatureRules.Categories asked = rules.categories();
    return rules.with(
        new FeatureRules.Categories(
            asked.columns(), FeatureRules.Unseen.IGNORE, asked.levels(), asked.rareBelow()));
  }

  private static TableSample.Extent extent(long rows, TableSample sample) {
    return rows == sample.bad().allRows() ? TableSample.Extent.WHOLE : TableSample.Extent.PART;
  }

  private static void columns(TableSample sample, List<String> warnings) {
    long seen = sample.bad().allRows();
    sample
        .constant()
        .forEach(
            name ->
                warnings.add(
                    "column "
                        + name
                        + " has one value in "
                        + seen
                        + " rows; a column of one value teaches nothing, leave it out (features.exclude)"));
    sample
        .distinct()
        .forEach(
            name ->
                warnings.add(
                    "column "
                        + name
                        + " looks like an identifier: each of "
                        + seen
                        + " rows has another value; leave it out (features.exclude), and name it in data.key if it is one"));
  }

  /** By the shares of the job file, or as in the sample where a column says it. */
  private static Map<Side, Long> sides(JobSpec spec, TableSample sample, long rows) {
    Map<Side, Long> sides = new EnumMap<>(Side.class);
    Optional<SplitSpec> split = spec.data().split();
    if (split.filter(SplitSpec.ByColumn.class::isInstance).isPresent()) {
      long seen = Math.max(1, sample.rowsOfSides().values().stream().mapToLong(n -> n).sum());
      sample
          .rowsOfSides()
          .forEach((side, n) -> sides.put(side, Math.round((double) n / seen * rows)));
      return sides;
    }
    long test = Math.round(split.map(SplitSpec::testShare).orElse(0.0) * rows);
    long validation = Math.round(split.map(SplitSpec::validationShare).orElse(0.0) * rows);
    sides.put(Side.TEST, test);
    sides.put(Side.VALIDATION, validation);
    sides.put(Side.TRAIN, rows - test - validation);
    return sides;
  }

  /** A label, scores, and a weight and a hash where they are needed. */
  private static long scoredBytes(JobSpec spec, Map<String, Long> rows, int outputs) {
    long numbers = 1L + outputs;
    numbers += spec.data().weight().isPresent() ? 1 : 0;
    numbers += spec.evaluation().bootstrap().isPresent() ? 1 : 0;
    return rows.values().stream().mapToLong(n -> n).sum() * numbers * Double.BYTES;
  }

  /** Tiles, which take half as much in single precision, if the solver can use it. */
  static Estimate ofTiles(JobSpec spec, TrainingData.Expected tiles, MemoryLimits limits) {
    boolean canBeHalf =
        tiles.precision() == Precision.DOUBLE
            && !(spec.training().solver() instanceof SolverSpec.Exact);
    return ofStorage(
        "tiles", tiles.bytes(), limits, canBeHalf ? ", or set training.precision = single" : "");
  }

  /** What executors keep in memory as far as there is room. */
  private static Estimate ofStorage(String name, long bytes, MemoryLimits limits, String besides) {
    return new Estimate(
        name,
        bytes,
        "the storage memory of the executors",
        limits.storage(),
        "the rest goes to their disks, which is slower; give executors more memory" + besides);
  }

  private Stream<Estimate> needs() {
    return Stream.concat(estimates.all().stream(), cached.stream());
  }

  /** What --json shows. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows);
    Map<String, Object> bySide = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      bySide.put(side.name().toLowerCase(Locale.ROOT), sides.getOrDefault(side, 0L));
    }
    json.put("sides", bySide);
    json.put("features", estimates.shape().features());
    json.put("parameters", (long) estimates.parameters());
    hashed.ifPresent(columns -> json.put("hashed", columns.toMap()));
    json.put("estimates", needs().map(Estimate::toMap).toList());
    json.put("warnings", warnings);
    return json;
  }

  /** Lines for people. */
  List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    lines.add(name + ": checked, nothing was trained");
    rows.forEach((where, n) -> lines.add(String.format(Locale.ROOT, "  %-26s %,d rows", where, n)));
    for (Side side : Side.values()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-26s about %,d",
              side.name().toLowerCase(Locale.ROOT),
              sides.getOrDefault(side, 0L)));
    }
    lines.add(String.format(Locale.ROOT, "  %-26s %,d", "features", estimates.shape().features()));
    lines.add(
        String.format(Locale.ROOT, "  %-26s %,d", "parameters", (long) estimates.parameters()));
    hashed.ifPresent(
        columns ->
            lines.add(String.format(Locale.ROOT, "  %-26s %s", "hashed columns", columns.line())));
    needs()
        .forEach(
            need ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "  memory: %-20s %-12s of %s, %s",
                        need.name(),
                        Estimate.shown(need.bytes()),
                        Estimate.shown(need.of()),
                        need.limit())));
    warnings.forEach(warning -> lines.add("  warning: " + warning));
    return lines;
  }
}

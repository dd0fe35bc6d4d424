package dev.descent.jobs.bench;

import dev.descent.math.SplitMix;
import dev.descent.metric.ScoreBins;
import dev.descent.spark.evaluate.CurveMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The area under the ROC curve of generated scores, and what each engine gives with it: the area
 * under the PR curve by MLlib, all metrics of two classes by Descent.
 *
 * <p>Row i has a score p, uniform in [0, 1), and the label 1 with the probability p, else 0.
 * Everything is a function of the row's number.
 *
 * @param curves exact, or in one pass within a bound, which is a race of Descent with itself
 */
record RocAreas(Size size, CurveMethod curves) implements Workload {
  static final String SCORE = "score";
  static final String LABEL = "label";
  static final String POSITIVE = "1";

  private static final long SEED = 1;
  private static final int BINS = 65_536;

  /** Far above the bound of so many bins, which is about 1 / (2 BINS). */
  private static final double LEAST_EXACT = 1e-4;

  /** How many rows, and the area that counting their pairs in integers gives. */
  enum Size {
    ONE_HUNDRED_THOUSAND("-100k", 100_000, 0.8313360817265498),
    TEN_MILLION("", 10_000_000, 0.833379677712808),
    ONE_HUNDRED_MILLION("-100m", 100_000_000, 0.8333750432323683);

    private final String suffix;
    private final long rows;
    private final double area;

    Size(String suffix, long rows, double area) {
      this.suffix = suffix;
      this.rows = rows;
      this.area = area;
    }

    long rows() {
      return rows;
    }
  }

  static RocAreas exact(Size size) {
    return new RocAreas(size, new CurveMethod.Exact());
  }

  static RocAreas onePass(Size size) {
    return new RocAreas(size, new CurveMethod.OnePass(new ScoreBins(BINS)));
  }

  @Override
  public String name() {
    return "roc-areas" + size.suffix + (isExact() ? "" : "-one-pass");
  }

  @Override
  public Optional<Workload> small() {
    return Optional.of(new RocAreas(Size.ONE_HUNDRED_THOUSAND, curves));
  }

  @Override
  public Goal goal() {
    return new Goal.Area(size.area, isExact() ? 0 : LEAST_EXACT);
  }

  /** MLlib has no bound to offer for bins, and takes minutes for 100,000,000 scores. */
  @Override
  public List<EngineKind> engines() {
    return isExact() && size != Size.ONE_HUNDRED_MILLION
        ? List.of(EngineKind.DESCENT, EngineKind.MLLIB_JAVA)
        : List.of(EngineKind.DESCENT);
  }

  @Override
  public Optional<Workload> longer() {
    return isExact() ? Optional.empty() : Optional.of(exact(size));
  }

  private boolean isExact() {
    return curves instanceof CurveMethod.Exact;
  }

  @Override
  public void write(SparkSession spark, Optional<Path> data, Tables tables) {
    StructType schema =
        new StructType()
            .add(SCORE, DataTypes.DoubleType, false)
            .add(LABEL, DataTypes.DoubleType, false);
    MapFunction<Long, Row> generate = RocAreas::row;
    spark
        .range(0, size.rows, 1, spark.sparkContext().defaultParallelism())
        .map(generate, Encoders.row(schema))
        .write()
        .parquet(tables.test().toString());
  }

  private static Row row(long i) {
    SplitMix random = SplitMix.forPurpose(SEED, "row", i);
    double score = unit(random);
    return RowFactory.create(score, unit(random) < score ? 1.0 : 0.0);
  }

  private static double unit(SplitMix random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  @Override
  public Outcome run(Engine engine, Tables tables) {
    return engine.measure(this, tables);
  }
}

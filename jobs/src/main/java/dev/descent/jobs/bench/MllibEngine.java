package dev.descent.jobs.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.mllib.evaluation.BinaryClassificationMetrics;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Spark MLlib: columns assembled to vectors, cached, and fitted by an estimator; scores cached and
 * measured by its class for that.
 */
final class MllibEngine implements Engine {
  private static final double NANOS = 1e9;
  private static final String FEATURES = "features";

  private final SparkSession spark;

  MllibEngine(SparkSession spark) {
    this.spark = spark;
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  @Override
  public Map<String, Object> limits() {
    return Limits.ofNetlib();
  }

  @Override
  public Outcome train(ModelWorkload workload, Tables tables) {
    long start = System.nanoTime();
    Dataset<Row> train =
        rows(workload.label(), tables.train()).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      train.count();
      long cached = System.nanoTime();
      Transformer model = workload.fit(train);
      long fitted = System.nanoTime();
      Outcome outcome =
          new Outcome(
              (fitted - cached) / NANOS,
              (cached - start) / NANOS,
              objective(workload, model, train));
      return tables.hasTest()
          ? outcome.with(Outcome.ACCURACY, accuracy(model, rows(workload.label(), tables.test())))
          : outcome;
    } finally {
      train.unpersist(true);
    }
  }

  /** Without a step its loss is of the model that it starts from, the share of each label. */
  @Override
  public Outcome ingest(Ingestion workload, Tables tables) {
    long start = System.nanoTime();
    LogisticRegressionModel model =
        new LogisticRegression().setMaxIter(0).fit(rows(DenseRows.LABEL, tables.train()));
    double seconds = (System.nanoTime() - start) / NANOS;
    return new Outcome(seconds, 0, model.summary().objectiveHistory()[0]);
  }

  @Override
  public double predict(BatchPrediction workload, Tables tables) {
    LogisticRegressionModel model =
        new LogisticRegression()
            .setMaxIter(BatchPrediction.ITERATIONS)
            .fit(rows(DenseRows.LABEL, tables.train()));
    return Limits.seconds(
        () -> {
          Dataset<Row> table = spark.read().parquet(tables.train().toString());
          model
              .transform(assembled(table, features(table, DenseRows.LABEL)))
              .drop(FEATURES, "rawPrediction")
              .write()
              .mode(SaveMode.Overwrite)
              .parquet(tables.predictions().toString());
        });
  }

  /** With as many bins as there are scores. */
  @Override
  public Outcome measure(RocAreas workload, Tables tables) {
    try (ScoredRows scored = ScoredRows.of(spark, tables)) {
      long start = System.nanoTime();
      RDD<Tuple2<Object, Object>> pairs =
          scored
              .rows()
              .toJavaRDD()
              .map(row -> new Tuple2<Object, Object>(row.getDouble(0), row.getDouble(1)))
              .rdd();
      BinaryClassificationMetrics metrics = new BinaryClassificationMetrics(pairs, 0);
      double area = metrics.areaUnderROC();
      metrics.areaUnderPR();
      Outcome outcome = scored.outcome(start, area, 0);
      metrics.unpersist();
      return outcome;
    }
  }

  /** A partition for every thread, as far as the files allow. */
  private Dataset<Row> rows(String label, Path table) {
    Dataset<Row> rows = spark.read().parquet(table.toString());
    String[] features = features(rows, label);
    return (isVector(rows, features) ? named(rows, features[0]) : assembled(rows, features))
        .select(functions.col(label).cast("double").as("label"), functions.col(FEATURES))
        .coalesce(spark.sparkContext().defaultParallelism());
  }

  private static String[] features(Dataset<Row> rows, String label) {
    return Arrays.stream(rows.columns())
        .filter(column -> !column.equals(label))
        .toArray(String[]::new);
  }

  private static boolean isVector(Dataset<Row> rows, String[] features) {
    return features.length == 1
        && rows.schema().apply(features[0]).dataType().equals(SQLDataTypes.VectorType());
  }

  private static Dataset<Row> named(Dataset<Row> rows, String vector) {
    return rows.withColumnRenamed(vector, FEATURES);
  }

  private static Dataset<Row> assembled(Dataset<Row> rows, String[] features) {
    return new VectorAssembler().setInputCols(features).setOutputCol(FEATURES).transform(rows);
  }

  private static double accuracy(Transformer model, Dataset<Row> rows) {
    Column right = functions.col("prediction").equalTo(functions.col("label")).cast("double");
    return model.transform(rows).select(functions.avg(right)).head().getDouble(0);
  }

  private static double objective(ModelWorkload workload, Transformer model, Dataset<Row> rows) {
    return workload
        .told(model)
        .orElseGet(
            () ->
                model.transform(rows).toJavaRDD().mapToDouble(workload::loss).mean()
                    + workload.penalty(model));
  }
}

package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.descent.data.Precision;
import dev.descent.spark.TestSession;
import dev.descent.spark.Wire;
import dev.descent.spark.source.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Rows that are kept between passes are those of the table, with their files. */
final class KeptRowsIT {
  private static final String NUMBERS =
      "id % 3 = 0 flag, cast(id % 100 as tinyint) byte, cast(id % 30000 as smallint) short,"
          + " if(id % 11 = 4, null, cast(id as int)) int, id long, cast(id as float) / 3 single,"
          + " if(id % 7 = 2, null, cast(id as double) / 3) double, cast(id % 5 as int) few,"
          + " date_from_unix_date(cast(id as int)) date, timestamp_seconds(id) time,"
          + " if(id % 3 = 1, null, concat('t', id % 11)) text, concat('only ', id) once,"
          + " id % 2 label, id % 2 half";

  private static final String ARRAYS =
      "if(id % 13 = 5, null, array(cast(id as double), -0.0D, if(id % 17 = 3, null, 1.5D))) v,"
          + " if(id % 4 = 1, array(), array(cast(id as float), 2F)) floats,"
          + " array(cast(id % 100 as tinyint)) bytes, array(id, 3L) longs";

  private static final String DENSE =
      "array(cast(id as double), id % 7) v, id % 3 % 2 label, id % 2 half";

  private static final String ML =
      "named_struct('type', cast(id % 2 as tinyint), 'size', if(id % 2 = 0, 3, null),"
          + " 'indices', if(id % 2 = 0, array(0, 2), null),"
          + " 'values', if(id % 2 = 0, array(cast(id as double), 0.5D), array(1D, 2D, id / 3))) v";

  private static final TrainingData.Settings SETTINGS =
      new TrainingData.Settings(
          new Target.TwoClasses(Optional.empty()),
          TrainingData.Scaling.CENTRED,
          FeatureRules.none(),
          new ClassWeights.Equal(),
          TrainingData.Tiles.of(Precision.SINGLE, 3),
          42,
          2);

  private static final int ROWS = 30_000;

  private final SparkSession spark = TestSession.spark();
  private final Path folder;

  KeptRowsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void areTheRowsOfTheFiles() {
    for (String vectors : List.of(ARRAYS, ML)) {
      Table table = table(written("parquet", NUMBERS + ", " + vectors));
      List<List<String>> expected = values(InternalRows.of(table.rows()), table);
      assertThat(expected.stream().mapToInt(List::size).sum()).isEqualTo(ROWS);
      assertThat(expected.get(0).stream().map(KeptRowsIT::file).distinct().count())
          .isGreaterThan(1);
      try (KeptRows kept = KeptRows.of(table).orElseThrow()) {
        assertThat(values(kept.rows(), table)).isEqualTo(expected);
        assertThat(kept.isWhole()).isTrue();
        assertThat(values(table.keeping(kept).internalRows(), table)).isEqualTo(expected);
      }
    }
  }

  @Test
  void areReadAgainWhereSomeDoNotFit() {
    Table table = table(written("parquet", NUMBERS + ", " + ARRAYS));
    List<Object> before = persistent();
    try (KeptRows kept = KeptRows.of(table).orElseThrow()) {
      List<List<String>> first = values(kept.rows(), table);
      int id = (Integer) since(before).get(0);
      SparkEnv.get().blockManager().removeBlock(new RDDBlockId(id, 0), true);
      assertThat(kept.isWhole()).isFalse();
      assertThat(values(kept.rows(), table)).isEqualTo(first);
      assertThat(since(before)).isEmpty();
    }
  }

  @Test
  void giveTheirMemoryBack() {
    List<Object> before = persistent();
    try (TrainingData data = TrainingData.prepare(table(written("parquet", DENSE)), SETTINGS)) {
      assertThat(data.statistics().rows(Side.TRAIN)).isEqualTo(ROWS);
      assertThat(since(before)).hasSize(1);
    }
    assertThat(since(before)).isEmpty();
  }

  @Test
  void areThoseOfVectorsInParquet() {
    assertThat(KeptRows.of(table(written("orc", NUMBERS + ", " + ARRAYS)))).isEmpty();
    Dataset<Row> files = written("parquet", NUMBERS + ", " + ARRAYS);
    assertThat(KeptRows.of(table(files.where("long > 5")))).isEmpty();
    assertThat(KeptRows.of(table(files, "double"))).isEmpty();
    String others = NUMBERS + ", " + ARRAYS + ", cast(id as decimal(12, 3)) decimal";
    assertThat(KeptRows.of(table(written("parquet", others)))).isEmpty();
  }

  @Test
  void areNotThoseOfFilesThatAreLargeBesideTheMemory() {
    Table table = table(written("parquet", NUMBERS + ", " + ARRAYS));
    long bytes = table.rows().queryExecution().analyzed().stats().sizeInBytes().toLong();
    try (KeptRows kept = KeptRows.of(table, 4 * bytes).orElseThrow()) {
      assertThat(kept.isWhole()).isFalse();
    }
    assertThat(KeptRows.of(table, 4 * bytes - 1)).isEmpty();
  }

  /** Two numbers of a vector, where it lies, the label, half and a hash; Spark believes it. */
  @Test
  void takeWhatTheySay() {
    Table table = table(written("parquet", DENSE));
    KeptBatch batch =
        InternalRows.batches(InternalRows.source(table.rows())).map(KeptBatch::of).first();
    long bytes = (long) batch.rows() * (2 * 8 + 2 * 4 + 8 + 4 + 8);
    assertThat(batch.estimatedSize()).isCloseTo(bytes, withinPercentage(2));
    assertThat(SizeEstimator.estimate(batch)).isEqualTo(batch.estimatedSize());
  }

  @Test
  void crossTheWire() {
    for (String vectors : List.of(ARRAYS, ML)) {
      Table table = table(written("parquet", NUMBERS + ", " + vectors));
      Wire.assertSurvives(
          InternalRows.batches(InternalRows.source(table.rows())).map(KeptBatch::of).first());
    }
  }

  /** Of several files, in batches of which none is the last of its file. */
  private Dataset<Row> written(String format, String columns) {
    String path = folder.resolve("t" + folder.toFile().list().length).toString();
    spark.range(0, ROWS, 1, 3).createOrReplaceTempView("ids");
    spark
        .sql("select " + columns + " from ids")
        .write()
        .partitionBy("half")
        .format(format)
        .save(path);
    return spark.read().format(format).load(path);
  }

  private static Table table(Dataset<Row> rows) {
    return table(rows, "v");
  }

  private static Table table(Dataset<Row> rows, String feature) {
    Columns columns =
        new Columns(List.of(feature), Optional.of("label"), Optional.empty(), List.of());
    return new Table("data.train", rows, columns, new Split.All(Side.TRAIN));
  }

  /** The numbers of what is to be cached. */
  private List<Object> persistent() {
    return List.copyOf(
        CollectionConverters.asJava(spark.sparkContext().getPersistentRDDs()).keySet());
  }

  private List<Object> since(List<Object> before) {
    return persistent().stream().filter(rdd -> !before.contains(rdd)).toList();
  }

  /** Every value and the file of every row, partition by partition. */
  private static List<List<String>> values(JavaRDD<InternalRow> rows, Table table) {
    StructField[] fields = table.rows().schema().fields();
    return rows.map(row -> values(row, fields) + Sample.inFile("")).glom().collect();
  }

  private static List<Object> values(InternalRow row, StructField[] fields) {
    return IntStream.range(0, fields.length).mapToObj(k -> value(row, k, fields[k])).toList();
  }

  private static Object value(InternalRow row, int ordinal, StructField field) {
    if (row.isNullAt(ordinal)) {
      return "null";
    }
    Optional<VectorType> vector = VectorType.of(field);
    return vector.isPresent()
        ? vector.get().text(row, ordinal) + vector.get().cells(row, ordinal).size()
        : row.get(ordinal, field.dataType());
  }

  private static String file(String value) {
    return value.substring(value.lastIndexOf(" in "));
  }
}

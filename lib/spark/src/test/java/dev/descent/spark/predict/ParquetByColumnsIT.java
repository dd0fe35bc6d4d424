package dev.descent.spark.predict;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.crypto.EncryptionPropertiesFactory;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.immutable.Map$;

/** Files that are written column after column beside those that Spark writes. */
final class ParquetByColumnsIT {
  private static final String PAGE_ROWS = "parquet.page.row.count.limit";

  @TempDir private Path folder;

  /** In one file: all types, with nulls and without, in pages of 20,000 rows. */
  private static Dataset<Row> rows(int count) {
    return TestSession.spark()
        .range(0, count, 1, 1)
        .withColumn("flag", functions.expr("id % 3 = 0"))
        .withColumn("tiny", functions.expr("cast(id % 7 as tinyint)"))
        .withColumn("small", functions.expr("cast(id % 701 as smallint)"))
        .withColumn("whole", functions.expr("cast(hash(id) as int)"))
        .withColumn("single", functions.expr("cast(sin(id) as float)"))
        .withColumn("twofold", functions.expr("cos(id)"))
        .withColumn("word", functions.expr("concat('w', id % 11)"))
        .withColumn("text", functions.expr("repeat(cast(id as string), cast(id % 9 as int))"))
        .withColumn("maybe", functions.expr("if(id % 5 < 2, null, id / 3)"))
        .withColumn("never", functions.expr("cast(null as float)"))
        .withColumn("rarely", functions.expr("if(id % 1000 = 1, 'here', null)"))
        .withColumn("odd", functions.expr("double(if(id % 4 = 0, 'NaN', -0.0))"))
        .withColumn("day", functions.expr("date_add(date'1500-01-01', cast(id as int))"))
        .withColumn("time", functions.expr("timestamp_seconds(id)"))
        .withColumn("price", functions.expr("cast(id as decimal(9, 2))"))
        .withColumn(
            "list",
            functions.expr("if(id % 6 = 0, null, array_repeat(1D / id, cast(id % 3 as int)))"))
        .withColumn("pair", functions.expr("struct(id, if(id % 2 = 0, 'a', null) as b)"))
        .withColumn("bytes", functions.expr("unhex(hex(id))"));
  }

  private Path written(Dataset<Row> rows, String format, Map<String, String> options) {
    Path to = folder.resolve(format);
    rows.write().format(format).options(options).save(to.toString());
    return to;
  }

  private static String byColumns() {
    return ParquetByColumns.class.getName();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd"})
  void filesAreThoseOfSpark(String codec) throws IOException {
    Map<String, String> options =
        Map.of("compression", codec, Dictionaries.OPTION + "single", "false");
    requireAlike(rows(45_678), options);
  }

  @Test
  void newerPagesAreThoseOfSpark() throws IOException {
    requireAlike(rows(45_678), Map.of("parquet.writer.version", "PARQUET_2_0"));
  }

  /** Files of no row and of one are not special. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000, 1001})
  void fewRowsAreAlikeToo(int count) throws IOException {
    requireAlike(rows(count), Map.of());
  }

  /** After a row that cannot be written, also in the middle of its columns. */
  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1500})
  void aFileWithARowThatFailedIsNoneOfParquet(int before) throws IOException {
    StructType schema =
        new StructType().add("x", DataTypes.DoubleType).add("day", DataTypes.DateType);
    Job job = Job.getInstance(TestSession.spark().sessionState().newHadoopConf());
    OutputWriterFactory factory =
        new ParquetByColumns().prepareWrite(TestSession.spark(), job, Map$.MODULE$.empty(), schema);
    Path to = folder.resolve("file.parquet");
    OutputWriter file =
        factory.newInstance(
            to.toString(),
            schema,
            new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID()));
    assertThat(file).isInstanceOf(ParquetColumnsFile.class);
    for (int i = 0; i < before; i++) {
      file.write(new GenericInternalRow(new Object[] {1.0 * i, i}));
    }
    InternalRow bad = new GenericInternalRow(new Object[] {1.0, "no day"});
    assertThatThrownBy(() -> file.write(bad)).isInstanceOf(ClassCastException.class);
    file.close();
    assertThatThrownBy(() -> Footers.of(folder)).hasMessageContaining("is not a Parquet file");
  }

  private void requireAlike(Dataset<Row> rows, Map<String, String> options) throws IOException {
    Path expected = written(rows, "parquet", options);
    Path found = written(rows, byColumns(), options);
    assertThat(read(found)).isEqualTo(read(expected));
    assertThat(Footers.of(found)).hasSize(1);
    ParquetMetadata theirs = Footers.of(expected).get(0);
    ParquetMetadata ours = Footers.of(found).get(0);
    assertThat(ours.getFileMetaData().getSchema()).isEqualTo(theirs.getFileMetaData().getSchema());
    assertThat(ours.getFileMetaData().getKeyValueMetaData())
        .isEqualTo(theirs.getFileMetaData().getKeyValueMetaData());
    assertThat(chunks(found)).isEqualTo(chunks(expected));
  }

  private static List<Row> read(Path table) {
    return TestSession.spark().read().parquet(table.toString()).collectAsList();
  }

  /** Of each column of each group what readers go by; pages are cut a little elsewhere. */
  private static List<List<Object>> chunks(Path table) throws IOException {
    List<List<Object>> chunks = new ArrayList<>();
    for (BlockMetaData block : Footers.of(table).get(0).getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        chunks.add(
            List.of(
                chunk.getPath(),
                block.getRowCount(),
                chunk.getValueCount(),
                chunk.getCodec(),
                chunk.getEncodings(),
                chunk.hasDictionaryPage(),
                chunk.getStatistics()));
      }
    }
    return chunks;
  }

  /** Rows are found by the pages that may have them, also in later groups. */
  @Test
  void groupsOfRowsHaveTheirSizeAndPagesTheirRows() throws IOException {
    Dataset<Row> rows = rows(200_000).drop("text");
    Path found = written(rows, byColumns(), Map.of("parquet.block.size", "2000000"));
    List<BlockMetaData> groups = Footers.of(found).get(0).getBlocks();
    assertThat(groups).hasSizeBetween(3, 20);
    assertThat(groups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(200_000);
    assertThat(groups.subList(0, groups.size() - 1))
        .allSatisfy(
            group -> assertThat(group.getTotalByteSize()).isBetween(1_000_000L, 3_000_000L));
    Dataset<Row> read = TestSession.spark().read().parquet(found.toString());
    for (String reader : List.of("true", "false")) {
      TestSession.spark().conf().set("spark.sql.parquet.enableVectorizedReader", reader);
      try {
        assertThat(read.where("id in (3, 19999, 20000, 77777, 199999)").collectAsList())
            .isEqualTo(rows.where("id in (3, 19999, 20000, 77777, 199999)").collectAsList());
      } finally {
        TestSession.spark().conf().unset("spark.sql.parquet.enableVectorizedReader");
      }
    }
    assertPagesHoldTheirRows(Footers.files(found).get(0));
  }

  @Test
  void manyOpenFilesLeaveHalfOfTheHeap() {
    assertThat(ParquetColumnsFile.most(128, 1000, 2)).isEqualTo(128);
    assertThat(ParquetColumnsFile.most(128, 1000, 8)).isEqualTo(62);
  }

  private static void assertPagesHoldTheirRows(Path file) throws IOException {
    try (ParquetFileReader reader = Footers.open(file)) {
      for (BlockMetaData group : reader.getRowGroups()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          var pages = reader.readOffsetIndex(chunk);
          for (int i = 0; i < pages.getPageCount(); i++) {
            long last = pages.getLastRowIndex(i, group.getRowCount());
            assertThat(last - pages.getFirstRowIndex(i) + 1).isBetween(1L, 20_000L);
          }
        }
      }
    }
  }

  @Test
  void settingsThatAreNotKnownHereAreLeftToSpark() throws IOException {
    assertThat(factory(Map.of())).isInstanceOf(ParquetByColumns.Factory.class);
    assertThat(factory(Map.of(Dictionaries.OPTION + "a", "false", "parquet.block.size", "9")))
        .isInstanceOf(ParquetByColumns.Factory.class);
    assertThat(factory(Map.of(PAGE_ROWS, "100"))).isNotInstanceOf(ParquetByColumns.Factory.class);
    Path found = written(rows(1000), byColumns(), Map.of(PAGE_ROWS, "100"));
    try (ParquetFileReader reader = Footers.open(Footers.files(found).get(0))) {
      ColumnChunkMetaData chunk = reader.getRowGroups().get(0).getColumns().get(0);
      assertThat(reader.readOffsetIndex(chunk).getPageCount()).isEqualTo(10);
    }
  }

  private static OutputWriterFactory factory(Map<String, String> settings) throws IOException {
    return factory(settings, new StructType().add("a", DataTypes.DoubleType));
  }

  private static OutputWriterFactory factory(Map<String, String> settings, StructType schema)
      throws IOException {
    Job job = Job.getInstance(new Configuration(false));
    settings.forEach(job.getConfiguration()::set);
    return new ParquetByColumns()
        .prepareWrite(TestSession.spark(), job, Map$.MODULE$.empty(), schema);
  }

  @Test
  void variantsAreLeftToSpark() throws IOException {
    StructType plain = new StructType().add("a", DataTypes.createArrayType(DataTypes.DateType));
    StructType some = new StructType().add("a", DataTypes.createArrayType(DataTypes.VariantType));
    assertThat(factory(Map.of(), plain)).isInstanceOf(ParquetByColumns.Factory.class);
    assertThat(factory(Map.of(), some)).isNotInstanceOf(ParquetByColumns.Factory.class);
  }

  /** Of a key that is no secret. */
  public static final class Keys implements EncryptionPropertiesFactory {
    @Override
    public FileEncryptionProperties getFileEncryptionProperties(
        Configuration settings, org.apache.hadoop.fs.Path file, WriteContext context) {
      return FileEncryptionProperties.builder("0123456789abcdef".getBytes(US_ASCII)).build();
    }
  }

  @Test
  void whatIsToBeEncryptedIs() throws IOException {
    Map<String, String> encrypted = Map.of("parquet.crypto.factory.class", Keys.class.getName());
    assertThat(ending(written(rows(10), byColumns(), encrypted))).isEqualTo("PARE");
    assertThat(ending(written(rows(10), "parquet", Map.of()))).isEqualTo("PAR1");
  }

  private static String ending(Path table) throws IOException {
    byte[] file = Files.readAllBytes(Footers.files(table).get(0));
    return new String(Arrays.copyOfRange(file, file.length - 4, file.length), US_ASCII);
  }
}

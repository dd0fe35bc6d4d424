package dev.descent.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.descent.model.Model;
import dev.descent.spark.TestModels;
import dev.descent.spark.TestSession;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.SkipAtMost;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Table;
import dev.descent.spark.ship.SameJvm;
import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.Type;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions in files: all of them, or what was there before. */
final class WritePredictionsIT {
  private static final Model LINEAR = TestModels.linear(List.of("b", "a"), 0.3, 1.1, -0.7);

  private static final List<String> TWO_BAD_ROWS =
      List.of(
          "use.data: column a is NaN or infinite; clean it, because the model needs it (2 rows,"
              + " e.g. \"NaN\")");

  @TempDir private Path folder;

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(SameJvm.size()).isZero();
    assertThat(TestSession.spark().conf().get(SQLConf.FILE_COMMIT_PROTOCOL_CLASS().key()))
        .doesNotContain("descent");
  }

  private static Dataset<Row> rows(int count, int bad) {
    return TestSession.spark()
        .range(0, count, 1, 3)
        .withColumn(
            "a", functions.expr("if(id % 50 = 7 and id < " + 50 * bad + ", double('nan'), id / 8)"))
        .withColumn("b", functions.expr("id % 5"));
  }

  private static Table table(Dataset<Row> rows) {
    Columns none = new Columns(List.of(), Optional.empty(), Optional.empty(), List.of());
    return new Table("use.data", rows, none, new Split.All(Side.TEST));
  }

  private Predictions.Written write(Table table, String format, SaveMode mode) {
    Path path = folder.resolve("out");
    return Predictions.write(
        LINEAR, table, 0.5, new Predictions.Target(format, mode, path.toString()));
  }

  private List<Row> written(String format) {
    return TestSession.spark()
        .read()
        .format(format)
        .option("header", true)
        .load(folder.resolve("out").toString())
        .selectExpr("cast(id as bigint) id", "cast(prediction as double) prediction")
        .orderBy("id")
        .collectAsList();
  }

  private static List<Row> expected(Dataset<Row> rows) {
    return Predictions.of(LINEAR, "use.data", rows, 0.5)
        .table()
        .select("id", "prediction")
        .orderBy("id")
        .collectAsList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "orc", "parquet"})
  void allRowsWithWhatTheCheckedTableHas(String format) {
    Dataset<Row> rows = rows(1000, 0);
    Predictions.Written written = write(table(rows), format, SaveMode.ErrorIfExists);
    assertThat(written.rows()).isEqualTo(1000);
    assertThat(written.skipped().allRows()).isEqualTo(1000);
    assertThat(written.skipped().rows()).isZero();
    assertThat(written(format)).isEqualTo(expected(rows));
  }

  @Test
  void badRowsLeaveNothing() {
    Throwable failure =
        catchThrowable(() -> write(table(rows(1000, 2)), "parquet", SaveMode.ErrorIfExists));
    assertThat(DataException.in(failure))
        .hasValueSatisfying(e -> assertThat(e.lines()).isEqualTo(TWO_BAD_ROWS));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void badRowsLeaveWhatWasThere() throws IOException {
    write(table(rows(30, 0)), "parquet", SaveMode.ErrorIfExists);
    List<String> before = names();
    Throwable failure =
        catchThrowable(() -> write(table(rows(1000, 2)), "parquet", SaveMode.Overwrite));
    assertThat(DataException.in(failure))
        .hasValueSatisfying(e -> assertThat(e.lines()).isEqualTo(TWO_BAD_ROWS));
    assertThat(names()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(written("parquet")).hasSize(30);
  }

  @Test
  void goodRowsTakeThePlaceOfWhatWasThere() throws IOException {
    write(table(rows(30, 0)), "parquet", SaveMode.ErrorIfExists);
    List<String> before = names();
    assertThat(write(table(rows(20, 0)), "parquet", SaveMode.Overwrite).rows()).isEqualTo(20);
    assertThat(written("parquet")).isEqualTo(expected(rows(20, 0)));
    before.stream()
        .filter(name -> name.startsWith("part-"))
        .forEach(name -> assertThat(folder.resolve("out").resolve(name)).doesNotExist());
  }

  /** A program that was killed while it wrote leaves files that were done but not shown. */
  @Test
  void whatAJobLeftThatDidNotEndIsNotTakenOver() throws IOException {
    write(table(rows(30, 0)), "parquet", SaveMode.ErrorIfExists);
    Path out = folder.resolve("out");
    Path left =
        Files.createDirectories(out.resolve("_temporary/0/task_202601010000_0001_m_000000"));
    String part =
        names().stream().filter(name -> name.startsWith("part-")).findFirst().orElseThrow();
    Files.copy(out.resolve(part), left.resolve("part-00000-left.snappy.parquet"));
    write(table(rows(20, 0)), "parquet", SaveMode.Overwrite);
    assertThat(written("parquet")).hasSize(20);
    assertThat(names()).doesNotContain("_temporary", "part-00000-left.snappy.parquet");
  }

  @Test
  void aFewBadRowsAreLeftOutWhereTheyMayBe() {
    Table table = table(rows(1000, 2));
    Predictions.Written written =
        write(table.skipping(new SkipAtMost(0.002)), "parquet", SaveMode.ErrorIfExists);
    assertThat(written.rows()).isEqualTo(998);
    assertThat(written.skipped().rows()).isEqualTo(2);
    assertThat(written("parquet")).hasSize(998);
    Table strict = table.skipping(new SkipAtMost(0.0019));
    Throwable failure = catchThrowable(() -> write(strict, "parquet", SaveMode.Overwrite));
    assertThat(DataException.in(failure)).isPresent();
    assertThat(written("parquet")).hasSize(998);
  }

  @Test
  void noRowIsAnError() {
    Throwable failure =
        catchThrowable(
            () -> write(table(rows(10, 0).where("id < 0")), "parquet", SaveMode.ErrorIfExists));
    assertThat(DataException.in(failure))
        .hasValueSatisfying(
            e ->
                assertThat(e.lines())
                    .containsExactly("use.data: there is no row; check the path and the file"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  /** Half of the rows are written and counted before the first attempt of each task fails. */
  @Test
  void rowsOfATaskThatIsTriedAgainCountOnce() {
    Dataset<Row> rows = rows(3000, 0);
    JavaRDD<Row> failing =
        rows.toJavaRDD()
            .map(
                row -> {
                  if (row.getLong(0) % 1000 == 500 && TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("the first attempt fails");
                  }
                  return row;
                });
    Dataset<Row> again = TestSession.spark().createDataFrame(failing, rows.schema());
    assertThat(write(table(again), "parquet", SaveMode.ErrorIfExists).rows()).isEqualTo(3000);
    assertThat(written("parquet")).isEqualTo(expected(rows));
  }

  /** Numbers that do not repeat have none, or one that was given up. */
  @Test
  void onlyColumnsThatHadAWholeDictionaryGetOne() throws IOException {
    String in = folder.resolve("what was 100% in").toString();
    rows(30_000, 0)
        .withColumn("a", functions.expr("a + 1D / (id + 3)"))
        .withColumn("tags", functions.expr("array(id % 3)"))
        .withColumn("later", functions.expr("if(id % 10000 < 5000, 0, id)"))
        .write()
        .option("parquet.dictionary.page.size", 1 << 12)
        .option("parquet.page.row.count.limit", 1000)
        .parquet(in);
    Dataset<Row> input = TestSession.spark().read().parquet(in);
    write(table(input), "parquet", SaveMode.ErrorIfExists);
    assertThat(withDictionary(folder.resolve("what was 100% in")))
        .containsExactlyInAnyOrder("b", "tags.list.element", "later");
    assertThat(withDictionary(folder.resolve("out")))
        .containsExactlyInAnyOrder("b", "tags.list.element");
    write(table(input.where("id >= 0")), "parquet", SaveMode.Overwrite);
    assertThat(withDictionary(folder.resolve("out"))).contains("b").doesNotContain("prediction");
    assertThat(written("parquet")).isEqualTo(expected(input));
  }

  /** Rows without what the model needs are refused; of other columns nothing is known. */
  @Test
  void whatTheModelNeedsIsRequired() throws IOException {
    Dataset<Row> input =
        rows(1000, 0)
            .withColumn("a", functions.expr("if(id % 100 = 3, null, a)"))
            .withColumn("b", functions.expr("if(id % 100 = 4, null, b)"))
            .withColumn("other", functions.expr("if(id % 2 = 0, null, id)"));
    Table table = table(input).skipping(new SkipAtMost(0.02));
    assertThat(write(table, "parquet", SaveMode.ErrorIfExists).rows()).isEqualTo(980);
    Set<String> required = new TreeSet<>();
    for (ParquetMetadata footer : Footers.of(folder.resolve("out"))) {
      footer.getFileMetaData().getSchema().getFields().stream()
          .filter(field -> field.isRepetition(Type.Repetition.REQUIRED))
          .forEach(field -> required.add(field.getName()));
    }
    assertThat(required).containsExactly("a", "b", "id", "prediction");
    assertThat(written("parquet")).isEqualTo(expected(input.where("id % 100 not in (3, 4)")));
    assertThat(
            TestSession.spark()
                .read()
                .parquet(folder.resolve("out").toString())
                .where("other is null")
                .count())
        .isEqualTo(490);
  }

  private static Set<String> withDictionary(Path folder) throws IOException {
    Set<String> columns = new TreeSet<>();
    for (ParquetMetadata footer : Footers.of(folder)) {
      footer.getBlocks().stream()
          .flatMap(block -> block.getColumns().stream())
          .filter(chunk -> chunk.getEncodings().stream().anyMatch(Encoding::usesDictionary))
          .forEach(chunk -> columns.add(chunk.getPath().toDotString()));
    }
    return columns;
  }

  /** The rows are checked before where files get their places in a way of the user's own. */
  @Test
  void anotherWayOfCommittingIsLeftToDoIt() {
    String key = SQLConf.FILE_COMMIT_PROTOCOL_CLASS().key();
    TestSession.spark()
        .conf()
        .set(key, "org.apache.spark.internal.io.HadoopMapReduceCommitProtocol");
    try {
      Throwable failure =
          catchThrowable(() -> write(table(rows(1000, 2)), "parquet", SaveMode.ErrorIfExists));
      assertThat(failure).isInstanceOf(DataException.class);
      assertThat(write(table(rows(40, 0)), "parquet", SaveMode.ErrorIfExists).rows()).isEqualTo(40);
      assertThat(written("parquet")).isEqualTo(expected(rows(40, 0)));
    } finally {
      TestSession.spark().conf().unset(key);
    }
  }
}

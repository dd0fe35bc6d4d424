package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.TestSession;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of the catalog, and data sources that are not of Spark itself. */
final class CatalogIT {
  private static final String DELTA_CHECK =
      "spark.databricks.delta.requiredSparkConfsCheck.enabled";

  private final SparkSession spark = TestSession.spark();

  @TempDir private Path folder;

  @BeforeEach
  void create() {
    spark.sql("create database sources_db location '" + folder.resolve("db") + "'");
    spark
        .sql(
            "select * from values " + String.join(", ", SourceJob.rows()) + " as t(id, a, b, y, p)")
        .coalesce(1)
        .createOrReplaceTempView("source_rows");
  }

  @AfterEach
  void drop() {
    spark.sql("drop database sources_db cascade");
    spark.catalog().dropTempView("source_rows");
    spark.conf().unset(DELTA_CHECK);
  }

  @Test
  void everyCommandOnATable() {
    spark.sql(
        "create table sources_db.t using parquet partitioned by (b) as select * from source_rows");
    SourceJob job = new SourceJob(folder);
    String source = "{ table = sources_db.t }";
    Invocation train = job.run("train", source);
    assertThat(train.json().get("parametersSha256"))
        .isEqualTo(job.run("train", "{ table = source_rows }").json().get("parametersSha256"));
    assertThat(job.run("evaluate", source, "use.data = " + source).json().at("/metrics/test/rows"))
        .hasToString("60");
    assertThat(
            job.run(
                    "evaluate",
                    source,
                    "data.score = p",
                    "use.data = train",
                    "data.filter = [{ column = b, op = \"<\", value = 2 }]")
                .json()
                .at("/metrics/train/rows"))
        .hasToString("24");
    String path = folder.resolve("predictions").toString();
    job.run(
        "predict",
        source,
        "use.data = " + source,
        "output.predictions { format = orc, path = \"" + path + "\" }");
    assertThat(spark.read().orc(path).count()).isEqualTo(60);
  }

  @Test
  void aTableOfTextHasSilentNulls() {
    spark.sql("create table sources_db.c using csv as select * from source_rows");
    spark.sql("create view sources_db.v as select a, b, y from sources_db.c");
    for (String table : new String[] {"c", "v"}) {
      assertRefused(
          "{ table = sources_db." + table + " }",
          "data.train: sources_db."
              + table
              + " is made of files of text, in which Spark reads a"
              + " value of another type as null; name the files themselves with format = csv or"
              + " json, or convert them to parquet");
    }
  }

  @Test
  void otherNamesOfFormatsDoNotBypassTheirReading() {
    spark.sql("select * from source_rows").write().csv(folder.resolve("csv").toString());
    assertRefused(
        "{ format = com.databricks.spark.csv, path = \"" + folder.resolve("csv") + "\" }",
        "is made of files of text");
    assertRefused(
        "{ format = xml, path = \"" + folder.resolve("csv") + "\", options.rowTag = r }",
        "is made of files of text");
  }

  @Test
  void whatIsNotThereIsOneLine() {
    assertRefused(
        "{ table = sources_db.nobody }",
        "data.train.table: there is no table sources_db.nobody in the catalog; check the name");
    assertRefused(
        "{ table = nowhere.t }", "data.train.table: there is no table nowhere.t in the catalog");
    assertRefused(
        "{ format = iceberg, path = \"t\" }",
        "data.train.format: there is no data source iceberg on the class path; check the name, or"
            + " add it with --packages org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.11.0");
    assertRefused(
        "{ format = com.example.Nothing }",
        "data.train.format: there is no data source com.example.Nothing on the class path");
  }

  @Test
  void aDeltaTableAndItsVersions() {
    spark.conf().set(DELTA_CHECK, "false");
    String path = folder.resolve("delta").toString();
    spark.sql("select * from source_rows where id < 40").write().format("delta").save(path);
    spark
        .sql("select * from source_rows where id >= 40")
        .write()
        .format("delta")
        .mode("append")
        .save(path);
    SourceJob job = new SourceJob(folder);
    String source = "{ format = delta, path = \"" + path + "\"";
    Invocation all = job.run("train", source + " }");
    assertThat(all.json().get("parametersSha256"))
        .isEqualTo(job.run("train", "{ table = source_rows }").json().get("parametersSha256"));
    Invocation first = job.run("train", source + ", options.versionAsOf = 0 }");
    assertThat(first.file("run.json").at("/rows/train").asInt()).isEqualTo(40);
    assertRefused(
        "{ format = delta, path = \"" + folder.resolve("nowhere") + "\" }",
        "data.train",
        "nowhere");
  }

  private void assertRefused(String source, String... words) {
    Invocation run = new SourceJob(folder).invoke("train", source);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(run.complaints()).as(run.err()).hasSize(1);
    assertThat(run.complaints().get(0)).contains(words);
  }
}

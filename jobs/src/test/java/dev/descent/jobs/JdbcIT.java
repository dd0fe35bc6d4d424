package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.TestSession;
import dev.descent.spark.data.Filter;
import dev.descent.spark.data.Filters;
import dev.descent.spark.source.Source;
import dev.descent.spark.source.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.h2.Driver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of a database, here H2 in memory: read whole or in parts, with a secret and without SQL.
 */
final class JdbcIT {
  private static final String URL = "jdbc:h2:mem:descent";
  private static final String PASSWORD = "hunter2";

  @TempDir private Path folder;
  private Connection keepsTheDatabase;

  JdbcIT() throws SQLException {
    keepsTheDatabase = DriverManager.getConnection(URL, "sa", PASSWORD);
  }

  @BeforeEach
  void fill() throws SQLException {
    try (Statement statement = keepsTheDatabase.createStatement()) {
      statement.execute(
          "create table t(\"id\" int, \"a\" decimal(6, 2), \"b\" int, \"y\" varchar(3),"
              + " \"p\" double precision, \"kind\" varchar_ignorecase(9))");
      for (String row : SourceJob.rows()) {
        statement.execute("insert into t values " + row.replace(")", ", 'Kind')"));
      }
    }
  }

  @AfterEach
  void close() throws SQLException {
    keepsTheDatabase.close();
  }

  @Test
  void everyCommandOnATable() throws IOException {
    SourceJob job = new SourceJob(folder);
    String source = source("");
    Invocation whole = job.run("train", source);
    Invocation inParts =
        job.run(
            "train",
            source(
                ", partitionColumn = id, lowerBound = 10, upperBound = 50, numPartitions = 4,"
                    + " fetchsize = 7"));
    assertThat(inParts.json().get("parametersSha256"))
        .isEqualTo(whole.json().get("parametersSha256"));
    assertThat(whole.file("run.json").at("/rows/train").asInt()).isEqualTo(60);
    assertThat(job.run("evaluate", source, "use.data = " + source).json().at("/metrics/test/rows"))
        .hasToString("60");
    assertThat(
            job.run("evaluate", source, "data.score = p", "use.data = train")
                .json()
                .at("/metrics/train/rows"))
        .hasToString("60");
    String path = folder.resolve("predictions").toString();
    job.run(
        "predict",
        source,
        "use.data = " + source,
        "output.predictions { format = parquet, path = \"" + path + "\" }");
    assertThat(TestSession.spark().read().parquet(path).count()).isEqualTo(60);
    assertThat(Files.readString(whole.run().resolve("job.conf")))
        .contains("password {", "file = ")
        .doesNotContain(PASSWORD);
    Invocation again =
        Invocation.of("train", whole.run().resolve("job.conf").toString(), "--json", "--quiet");
    assertThat(again.json().get("parametersSha256"))
        .isEqualTo(whole.json().get("parametersSha256"));
  }

  @Test
  void whatTheDatabaseSaysWhileItIsRead() throws SQLException, IOException {
    try (Statement statement = keepsTheDatabase.createStatement()) {
      statement.execute(
          "create view broken as select \"id\" / (\"id\" - 30) as \"a\", \"b\", \"y\" from t");
    }
    assertRefused(
        3,
        source("").replace("table = t", "table = broken"),
        "data.train: the database says: Division by zero");
  }

  /** Java itself sees no driver but those of Spark's own class path. */
  @Test
  void theDriverOfAJarThatIsBroughtAlong() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("files");
    try (Connection connection = DriverManager.getConnection(url, "sa", PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("create table t(\"id\" int, \"a\" int, \"b\" int, \"y\" int, \"p\" int)");
      statement.execute("insert into t values (1, 1, 2, 0, 0), (2, 2, 1, 1, 1), (3, 3, 3, 0, 0)");
    }
    Path job = new SourceJob(folder).file(source("").replace(URL, url));
    Path jar = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> words = List.of("--jars=" + jar, "train", job.toString(), "--json", "--quiet");
    Program.Ended ended = Program.of("scripts/descent", "--master=local[2]", words).run().with(0);
    assertThat(ended.json().at("/metrics/train/rows").asInt()).isEqualTo(3);
  }

  @Test
  void rowsWithoutAValueInTheColumnOfTheParts() throws SQLException, IOException {
    try (Statement statement = keepsTheDatabase.createStatement()) {
      statement.execute("update t set \"id\" = null where \"id\" < 20");
    }
    Invocation run =
        new SourceJob(folder)
            .run(
                "train",
                source(
                    ", partitionColumn = id, lowerBound = 30, upperBound = 40, numPartitions = 3"));
    assertThat(run.file("run.json").at("/rows/train").asInt()).isEqualTo(60);
  }

  @Test
  void textIsComparedByDescentAndNumbersByTheDatabase() {
    Dataset<Row> rows =
        new TableReader(TestSession.spark())
            .read(
                "data.train",
                new Source(
                    Optional.of("jdbc"),
                    List.of(),
                    Optional.of("t"),
                    Map.of("url", URL, "user", "sa", "password", PASSWORD)));
    assertThat(Filters.apply("data.train", rows, List.of(equal("kind", "kind"))).count()).isZero();
    assertThat(Filters.apply("data.train", rows, List.of(equal("kind", "Kind"))).count())
        .isEqualTo(60);
    Filter small = new Filter("id", Filter.Comparison.LESS, List.of(new Filter.Numeric(10)));
    Dataset<Row> left = Filters.apply("data.train", rows, List.of(small));
    assertThat(left.count()).isEqualTo(10);
    assertThat(left.queryExecution().executedPlan().toString()).contains("LessThan(id,10)");
    assertThat(rows.filter("kind = 'kind'").count())
        .as("what the database itself says of text")
        .isEqualTo(60);
  }

  /** Descent's way to connect is there for those who ask for it. */
  @Test
  void othersConnectAsBefore() {
    DataFrameReader reader =
        TestSession.spark()
            .read()
            .format("jdbc")
            .options(Map.of("url", URL, "user", "sa", "password", PASSWORD, "dbtable", "t"));
    assertThat(reader.load().count()).isEqualTo(60);
    assertThat(reader.option("connectionProvider", "descent").load().count()).isEqualTo(60);
    assertThatThrownBy(() -> reader.option("password", "wrong").load())
        .hasRootCauseMessage("Wrong user name or password [28000-232]");
  }

  @Test
  void whatIsNotThereIsOneLine() throws IOException {
    assertRefused(
        3,
        source("").replace("table = t", "table = nobody"),
        "the database says: Table \"NOBODY\" not found");
    assertRefused(
        3, source("").replace("jdbc:h2:", "jdbc:nosuch:"), "no JDBC driver", "--packages");
    assertThat(new SourceJob(folder).run("train", source(", driver = org.h2.Driver")).exitCode())
        .isZero();
    assertRefused(
        2,
        source(", driver = \"com.example.Driver\""),
        "data.train.options.driver must be the class of a well-known driver");
    Files.writeString(secret(), "wrong");
    assertRefused(3, source(""), "the database says: Wrong user name or password");
    Files.delete(secret());
    assertRefused(
        2,
        "{ format = jdbc, table = t, options { url = \""
            + URL
            + "\", password { file = \""
            + secret()
            + "\" } } }",
        "data.train.options.password: cannot read the file");
    assertRefused(
        2,
        "{ format = jdbc, table = t, options { url = \""
            + URL
            + "\", password { env = NOBODY_SETS_THIS } } }",
        "data.train.options.password: the environment variable NOBODY_SETS_THIS is not set; set"
            + " it");
    assertRefused(
        2,
        "{ format = jdbc, table = \"(select * from t) s\", options { url = \"" + URL + "\" } }",
        "data.train.table must be a name");
  }

  private void assertRefused(int exitCode, String source, String... words) {
    Invocation run = new SourceJob(folder).invoke("train", source);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.complaints()).as(run.err()).hasSize(1);
    assertThat(run.complaints().get(0)).contains(words);
    assertThat(run.err() + run.out()).doesNotContain(PASSWORD);
  }

  private static Filter equal(String column, String value) {
    return new Filter(column, Filter.Comparison.EQUAL, List.of(new Filter.Text(value)));
  }

  private Path secret() {
    return folder.resolve("secret");
  }

  private String source(String more) throws IOException {
    if (!Files.exists(secret())) {
      Files.writeString(secret(), PASSWORD + "\n");
    }
    return "{ format = jdbc, table = t, options { url = \""
        + URL
        + "\", user = sa, password { file = \""
        + secret()
        + "\" }"
        + more
        + " } }";
  }
}

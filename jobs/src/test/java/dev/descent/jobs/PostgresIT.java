package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a real PostgreSQL, where it is installed, with the types it is known for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresIT {
  @TempDir private Path folder;
  private Postgres server = Postgres.NONE;

  @BeforeAll
  void start() throws IOException, SQLException {
    assumeTrue(Postgres.isInstalled(), "PostgreSQL's initdb is not on this machine");
    server = Postgres.start();
    try (Connection connection =
            DriverManager.getConnection(server.url(), Postgres.USER, Postgres.PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("create schema sales");
      statement.execute(
          "create table sales.\"Rows\"(id bigint primary key, a numeric, b real, y text, p float8,"
              + " day date not null default '2026-01-01', at timestamptz default '2026-01-01T00:00Z')");
      statement.execute(
          "insert into sales.\"Rows\"(id, a, b, y, p) values "
              + String.join(", ", SourceJob.rows()));
      statement.execute("update sales.\"Rows\" set day = '2026-02-01' where id >= 40");
      statement.execute("create view recent as select * from sales.\"Rows\" where id >= 20");
    }
  }

  @AfterAll
  void stop() throws IOException {
    server.stop();
  }

  @Test
  void theSameModelAsFromCsv() throws IOException {
    StringBuilder csv = new StringBuilder("id,a,b,y,p\n");
    SourceJob.rows().forEach(row -> csv.append(row.replaceAll("[()' ]", "")).append('\n'));
    Path file = Files.writeString(folder.resolve("rows.csv"), csv);
    SourceJob job = new SourceJob(folder);
    // The types differ, and with them the hash order; the optimum does not.
    String[] optimum = {
      "training { solver = l-bfgs, epochs = 100 }",
      "model.penalty { type = ridge, strength = 0.01 }"
    };
    Invocation expected =
        job.run(
            "train",
            "{ format = csv, path = \"" + file + "\", options { header = true } }",
            optimum);
    Invocation whole = job.run("train", table("sales.\\\"Rows\\\"", ""), optimum);
    Invocation inParts =
        job.run(
            "train",
            table(
                "sales.\\\"Rows\\\"",
                ", partitionColumn = id, lowerBound = 0, upperBound = 60, numPartitions = 3"),
            optimum);
    assertThat(inParts.json().get("parametersSha256"))
        .isEqualTo(whole.json().get("parametersSha256"));
    assertThat(whole.json().at("/metrics/train/logLoss").asDouble())
        .isCloseTo(expected.json().at("/metrics/train/logLoss").asDouble(), within(1e-9));
    assertThat(
            job.run("train", table("recent", ""), "data.key = [id]")
                .file("run.json")
                .at("/rows/train"))
        .hasToString("40");
  }

  @Test
  void filtersOnDatesTimesAndText() throws IOException {
    SourceJob job = new SourceJob(folder);
    String filter =
        "data.filter = [{ column = day, op = \"<\", value = \"2026-02-01\" },"
            + " { column = at, op = \">=\", value = \"2026-01-01\" },"
            + " { column = id, op = \">=\", value = 10 },"
            + " { column = y, op = in, value = [\"yes\", \"no\"] }]";
    Invocation run = job.run("train", table("sales.\\\"Rows\\\"", ""), filter);
    assertThat(run.file("run.json").at("/rows/train").asInt()).isEqualTo(30);
  }

  @Test
  void errorsOfTheServerAreOneLineWithoutTheSecret() throws IOException {
    SourceJob job = new SourceJob(folder);
    Invocation missing = job.invoke("train", table("sales.nobody", ""));
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.complaints())
        .singleElement()
        .asString()
        .contains("the database says: ERROR: relation \"sales.nobody\" does not exist");
    Invocation user =
        job.invoke("train", table("recent", "").replace("user = descent", "user = nobody"));
    assertThat(user.exitCode()).isEqualTo(3);
    assertThat(user.complaints())
        .singleElement()
        .asString()
        .contains("password authentication failed for user \"nobody\"");
    assertThat(user.err() + missing.err()).doesNotContain(Postgres.PASSWORD);
  }

  private String table(String name, String more) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), Postgres.PASSWORD + "\n");
    return "{ format = jdbc, table = \""
        + name
        + "\", options { url = \""
        + server.url()
        + "\", user = descent, password { file = \""
        + secret
        + "\" }"
        + more
        + " } }";
  }
}

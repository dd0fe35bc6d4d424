package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Job files that try to have code run. Each attempt is shown to work on what lies below: on the
 * driver, or on Spark.
 */
final class HostileJobsIT {
  private static final String CANARY = "descent.canary";

  /** In H2 a method of the class path is a call away. */
  private static final String INIT =
      "jdbc:h2:mem:;INIT=CREATE ALIAS S FOR"
          + " 'java.lang.System.setProperty(java.lang.String,java.lang.String)'\\;CALL"
          + " S('descent.canary','h2')";

  private static final String REFLECT =
      "reflect('java.lang.System', 'setProperty', 'descent.canary', 'spark')";

  @TempDir private Path folder;
  private SourceJob job;

  @BeforeEach
  void job() throws IOException {
    job = new SourceJob(folder);
    Files.writeString(
        folder.resolve("rows.csv"),
        SourceJob.rows().stream()
            .map(row -> row.replaceAll("[()' ]", ""))
            .collect(Collectors.joining("\n", "id,a,b,y,p\n", "\n")));
    System.clearProperty(CANARY);
  }

  @AfterEach
  void tidy() {
    System.clearProperty(CANARY);
  }

  private static String canary() {
    return String.valueOf(System.getProperty(CANARY));
  }

  private void refused(int exitCode, String source, String complaint, String... settings) {
    Invocation run = job.invoke("train", source, settings);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.complaints()).as(run.err()).singleElement().asString().contains(complaint);
    assertThat(canary()).isEqualTo("null");
  }

  private static String database(String options) {
    return "{ format = jdbc, table = t, options { " + options + " } }";
  }

  @Test
  void aUrlRunsNoScript() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(INIT, "sa", "")) {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(canary()).isEqualTo("h2");
    }
    System.clearProperty(CANARY);
    String plain = database("url = \"" + INIT.replace("\\", "\\\\") + "\", user = sa");
    refused(2, plain, "data.train.options.url: INIT is code, a script or a file");
    Path secret = Files.writeString(folder.resolve("secret"), INIT + "\n");
    String hidden = database("url { file = \"" + secret + "\" }, user = sa");
    refused(2, hidden, "data.train.options.url: the secret has INIT, which is code");
  }

  @Test
  void aDriverIsNoNameOfAnyClass() throws ReflectiveOperationException {
    String driver = "dev.descent.jobs.HostileDriver";
    refused(
        2,
        database("url = \"jdbc:h2:mem:\", driver = \"" + driver + "\""),
        "data.train.options.driver must be the class of a well-known driver");
    Class.forName(driver);
    assertThat(canary()).isEqualTo("driver");
  }

  @Test
  void aFormatIsNoNameOfAnyClass() throws ReflectiveOperationException {
    String source = "dev.descent.jobs.HostileSource";
    refused(3, "{ format = \"" + source + "\" }", "data.train");
    Class.forName(source).getDeclaredConstructor().newInstance();
    assertThat(canary()).isEqualTo("source");
  }

  /** What SQL would call is text, in every place where a job file has values or names. */
  @Test
  void noTextIsSql() {
    TestSession.spark().sql("select " + REFLECT).collect();
    assertThat(canary()).isEqualTo("spark");
    System.clearProperty(CANARY);
    String rows = "{ format = csv, path = \"" + folder + "/rows.csv\", options { header = true } }";
    String name = "\"" + REFLECT + "\"";
    for (String setting :
        List.of(
            "data.filter = [{ column = y, op = \"=\", value = " + name + " }]",
            "data.filter = [{ column = y, op = in, value = [" + name + "] }]")) {
      refused(3, rows, "data.train", setting);
    }
    for (String setting :
        List.of(
            "data.filter = [{ column = " + name + ", op = is-null }]",
            "data.label = " + name,
            "data.weight = " + name,
            "data.key = [" + name + "]",
            "features.columns = [" + name + "]",
            "features.categorical = [" + name + "]",
            "data.split { by { time = " + name + " }, test = 0.2 }",
            "evaluation.slices = [" + name + "]")) {
      refused(3, rows, "reflect", setting);
    }
    refused(2, rows, "op must be", "data.filter = [{ column = y, op = " + name + ", value = a }]");
    refused(2, "{ table = " + name + " }", "data.train.table must be a name");
  }
}

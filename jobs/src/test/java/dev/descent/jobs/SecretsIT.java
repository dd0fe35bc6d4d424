package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.TestSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.DataFrameReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights over a table of a database, in processes that log everything and keep an event log: a
 * secret is in nothing that they leave.
 */
final class SecretsIT {
  private static final Path ROOT = Project.root();
  private static final String PASSWORD = "canary-pa55";
  private static final String WRONG = "canary-wr0ng";
  private static final String HOOK = "canary-h00k";
  private static final String USER = "CANARYUSER";

  private static final String JOB =
      """
      name = secrets
      data {
        train { format = jdbc, table = t, options {
          url = "jdbc:h2:file:FOLDER/db;ACCESS_MODE_DATA=r", driver = org.h2.Driver, user = USER
          password { file = "FOLDER/password" } } }
        split.test = 0.3, label = y
      }
      features.columns = [a, b]
      model { type = logistic, penalty { type = ridge, strength = 0.1 } }
      training.solver = l-bfgs
      output { runs = "FOLDER/left/runs", store.path = "FOLDER/left/models" }
      retrain { gates.metric = log-loss, alerts { webhook { env = HOOK }, max-time = 5s } }
      """;

  private static final String EVERYTHING =
      """
      rootLogger.level = debug
      rootLogger.appenderRef.console.ref = console
      appender.console.type = Console
      appender.console.name = console
      appender.console.target = SYSTEM_ERR
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %p %c: %m%n%ex
      """;

  @TempDir private Path folder;

  private void fill() throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("db");
    try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table t(\"id\" int, \"a\" double precision, \"b\" int, \"y\" varchar(3),"
              + " \"p\" double precision)");
      for (String row : SourceJob.rows()) {
        statement.execute("insert into t values " + row);
      }
    }
  }

  @Test
  void noSecretIsLeftAnywhere() throws Exception {
    fill();
    Files.createDirectories(folder.resolve("left/events"));
    Files.writeString(
        folder.resolve("job.conf"), JOB.replace("FOLDER", folder.toString()).replace("USER", USER));
    Files.writeString(folder.resolve("everything.properties"), EVERYTHING);
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    assertThat(retrain("well")).isZero();
    assertThat(left("well.err")).contains("retrain.alerts.webhook was not told of promoted");
    Files.writeString(folder.resolve("password"), WRONG + "\n");
    assertThat(retrain("badly", "--force")).isEqualTo(3);
    assertThat(left("badly.err")).contains("the database says: Wrong user name or password");

    assertThat(left("well.err")).contains("DEBUG org.apache.spark");
    assertThat(names(USER)).as("what is no secret is found").contains("job.conf");
    assertThat(names("SparkListenerEnvironmentUpdate"))
        .as("and the event log is there")
        .anyMatch(name -> name.startsWith("events_"));
    for (String secret : List.of(PASSWORD, WRONG, HOOK)) {
      assertThat(holding(secret)).as(secret).isEmpty();
    }
  }

  /** What the search above would find if Spark connected in its own way. */
  @Test
  void sparksOwnWayToConnectTells() throws SQLException {
    fill();
    Logger logger =
        (Logger)
            LogManager.getLogger(
                "org.apache.spark.sql.execution.datasources.jdbc.connection.BasicConnectionProvider");
    Kept kept = new Kept();
    kept.start();
    logger.addAppender(kept);
    Level before = logger.getLevel();
    Configurator.setLevel(logger, Level.DEBUG);
    try {
      Map<String, String> options =
          Map.of(
              "url",
              "jdbc:h2:file:" + folder.resolve("db"),
              "dbtable",
              "t",
              "user",
              USER,
              "password",
              PASSWORD);
      DataFrameReader reader = TestSession.spark().read().format("jdbc").options(options);
      assertThat(reader.option("connectionProvider", "descent").load().count()).isEqualTo(60);
      assertThat(kept.lines).isEmpty();
      assertThat(reader.option("connectionProvider", "basic").load().count()).isEqualTo(60);
      assertThat(kept.lines).anyMatch(line -> line.contains(PASSWORD));
    } finally {
      Configurator.setLevel(logger, before);
      logger.removeAppender(kept);
    }
  }

  /** Lines of a log. */
  private static final class Kept extends AbstractAppender {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Kept() {
      super("kept", null, null, false, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getMessage().getFormattedMessage());
    }
  }

  private String left(String name) throws IOException {
    return Files.readString(folder.resolve("left/" + name));
  }

  private List<Path> holding(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("left"))) {
      List<Path> found = new ArrayList<>();
      for (Path file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
      return found;
    }
  }

  private List<String> names(String text) throws IOException {
    return holding(text).stream().map(file -> file.getFileName().toString()).toList();
  }

  /** The exit code; what it printed is in {@code left/NAME.out} and {@code left/NAME.err}. */
  private int retrain(String name, String... more) throws Exception {
    String h2 =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    List<String> words = new ArrayList<>();
    words.addAll(List.of("scripts/descent", "--master=local[1]", "--driver-class-path", h2));
    words.addAll(
        List.of(
            "--driver-java-options",
            "-Dlog4j2.configurationFile=" + folder.resolve("everything.properties")));
    for (String setting :
        List.of(
            "spark.eventLog.enabled=true",
            "spark.eventLog.compress=false",
            "spark.eventLog.dir=" + folder.resolve("left/events").toUri())) {
      words.addAll(List.of("--conf", setting));
    }
    words.addAll(List.of("retrain", folder.resolve("job.conf").toString(), "--verbose"));
    words.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(words).directory(ROOT.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("HOOK", "http://127.0.0.1:1/" + HOOK);
    builder.redirectOutput(folder.resolve("left/" + name + ".out").toFile());
    builder.redirectError(folder.resolve("left/" + name + ".err").toFile());
    return builder.start().waitFor();
  }
}

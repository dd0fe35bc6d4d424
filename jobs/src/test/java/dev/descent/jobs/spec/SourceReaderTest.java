package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of databases, catalogs and other data sources, without SQL and without secrets. */
class SourceReaderTest {
  private static final String FORMATS =
      "csv, json, parquet, orc, libsvm or jdbc, or the name of a data source on the class path";
  private static final String URL = "options.url = \"jdbc:h2:mem:a\"";
  private static final String FORMS =
      " must be { env = NAME } or { file = PATH }, for a secret does not stand in a job file";

  static Stream<Arguments> bad() {
    return Stream.of(
        Jobs.bites(
            "data.test { format = cvs, path = t }",
            "data.test.format must be " + FORMATS + ", but was \"cvs\"",
            "; did you mean csv?"),
        Jobs.bites(
            "data.test { format = Parquet, path = t }",
            "data.test.format must be " + FORMATS + ", but was \"Parquet\"",
            "; did you mean parquet?"),
        Jobs.bites(
            "data.test { format = org.apache.spark.sql.execution.datasources.csv.CSVFileFormat, path = t }",
            "data.test.format must be "
                + FORMATS
                + ", but was \"org.apache.spark.sql.execution.datasources.csv.CSVFileFormat\""),
        Jobs.bites(
            "data.test { format = \"select 1\" }",
            "data.test.format must be " + FORMATS + ", but was \"select 1\""),
        Jobs.bites(
            "data.test { format = csv, path = t, table = t }",
            "data.test.table goes with data.test.format = jdbc, but data.test.format is csv",
            "; remove it"),
        Jobs.bites(
            "data.test { path = t, table = t }",
            "data.test.path and data.test.table exclude each other",
            "; remove one"),
        Jobs.bites(
            "data.test { format = jdbc, path = t, table = t, " + URL + " }",
            "data.test.path goes with data.test.format = a format of files, but data.test.format is"
                + " jdbc",
            "; remove it"),
        Jobs.bites(
            "data.test { format = jdbc, table = t, " + URL + ", options.query = \"select 1\" }",
            "data.test.options.query is SQL, which a job file has none of",
            "; name a table or view instead"),
        Jobs.bites(
            "data.test { format = jdbc, table = t, " + URL + ", options.SessionInitStatement = x }",
            "data.test.options.SessionInitStatement is SQL, which a job file has none of",
            "; name a table or view instead"),
        Jobs.bites(
            "data.test { format = jdbc, table = t, " + URL + ", options.dbTable = t }",
            "data.test.options.dbTable and data.test.table exclude each other",
            "; remove one"),
        Jobs.bites(
            "data.test { format = jdbc, " + URL + ", options.dbtable = \"(select 1) t\" }",
            "data.test.options.dbtable must be a name such as orders or sales.orders, with other"
                + " characters in double quotes, but was \"(select 1) t\"",
            "; for a query, make a view of it"),
        Jobs.bites(
            "data.test { format = jdbc, table = t, "
                + URL
                + ", options.partitionColumn = id, options.numPartitions = 4 }",
            "data.test.options.partitionColumn goes with lowerBound, upperBound",
            "; add what is missing"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatDoesNotGoTogetherIsOneLine(String line, String error) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(error);
  }

  @Test
  void aDatabaseNeedsAUrlAndATable() {
    assertThat(Jobs.errors(Jobs.linear("data.test { format = jdbc }")))
        .containsExactlyInAnyOrder(
            "data.test.options.url is required (conf/churn.conf); give one such as"
                + " \"jdbc:postgresql://host:5432/database\"",
            "data.test.table is required (conf/churn.conf); name a table or view of the database");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(select 1) t",
        "a b",
        "a; drop table b",
        "a--",
        "a'",
        "a.b.c.d.e",
        "a.",
        "`a`",
        "1 = 1"
      })
  void noSqlInTheNameOfATable(String name) {
    String line = "data.test { table = \"" + name + "\" }";
    assertThat(Jobs.errors(Jobs.linear(line)))
        .containsExactly(
            "data.test.table must be a name such as orders or sales.orders, with other characters"
                + " in double quotes, but was \""
                + name
                + "\" (conf/churn.conf: 4); for a query, make a view of it");
  }

  @Test
  void sourcesThatAreNoFiles() {
    JobSpec job =
        Jobs.parse(
            Jobs.linear(
                "data.test { table = \"sales.my_orders\", options.versionAsOf = 3 }",
                "use.data { format = jdbc, table = \"public.\\\"My Orders\\\"\", options { url ="
                    + " \"jdbc:postgresql://h/d?ssl=true\", user { env = U }, password { file ="
                    + " \"/run/secret\" } } }"));
    assertThat(job.data().test())
        .contains(
            new SourceSpec(
                Optional.empty(),
                List.of(),
                Optional.of("sales.my_orders"),
                Map.of("versionAsOf", new OptionSpec.Plain("3"))));
    assertThat(job.use().data())
        .isEqualTo(
            new SourceSpec(
                Optional.of("jdbc"),
                List.of(),
                Optional.of("public.\"My Orders\""),
                Map.of(
                    "url",
                    new OptionSpec.Plain("jdbc:postgresql://h/d?ssl=true"),
                    "user",
                    new OptionSpec.InEnvironment("U"),
                    "password",
                    new OptionSpec.InFile("/run/secret"))));
    assertThat(job.render()).contains("password { file = \"/run/secret\" }\n");
    assertThat(Jobs.parse(job.render())).isEqualTo(job);
  }

  @Test
  void anyDataSourceWithAPathOrWithout() {
    JobSpec job =
        Jobs.parse(
            Jobs.linear(
                "data.test { format = delta, path = t }",
                "use.data { format = com.example.Source, options.a = b }"));
    assertThat(job.data().test())
        .contains(new SourceSpec(Optional.of("delta"), List.of("t"), Optional.empty(), Map.of()));
    assertThat(Jobs.parse(job.render())).isEqualTo(job);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = hunter2",
        "\"fs.s3a.secret.key\" = hunter2",
        "Password = 12345678",
        "password { value = hunter2 }",
        "s3 { secret { key = hunter2 } }",
        "oauth-token { env = A, file = hunter2 }",
      })
  void aSecretIsNeverShown(String option) {
    String name = option.replaceAll("[ {=].*", "");
    String key = "data.test.options." + name;
    String file = Jobs.linear("data.test { table = t, options { " + option + " } }");
    assertThat(Jobs.errors(file)).containsExactly(key + FORMS + " (conf/churn.conf: 4)");
    String override = "data.test { table = t, options { " + option + " } }";
    assertThat(Jobs.errors(Jobs.linear(), override))
        .containsExactly(key + FORMS + " (command line: data.test = ...)");
    assertThat(Jobs.errors(Jobs.linear(), "data.test { tabel = t, options { " + option + " } }"))
        .isNotEmpty()
        .noneMatch(line -> line.contains("hunter2") || line.contains("12345678"));
  }

  @Test
  void aSecretOfTheEnvironmentIsNotSubstituted() {
    String file = Jobs.linear("data.test { table = t, options.password = ${?PW} }");
    assertThat(Jobs.errors(file, Map.of("PW", "hunter2")))
        .containsExactly(
            "data.test.options.password"
                + FORMS
                + " (conf/churn.conf: 4, environment variable PW)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/d?user=a&password=hunter2",
        "jdbc:postgresql://a:hunter2@h/d",
        "jdbc:oracle:thin:scott/hunter2@h:1521:d",
        "jdbc:sqlserver://h;user=a;Password=hunter2;",
        "jdbc:h2:mem:a;PASSWORD=hunter2",
      })
  void noPasswordInAUrl(String url) {
    String line = "data.test { format = jdbc, table = t, options.url = \"" + url + "\" }";
    assertThat(Jobs.errors(Jobs.linear(line)))
        .containsExactly(
            "data.test.options.url must not hold a password; give options user and password { env ="
                + " NAME } (conf/churn.conf: 4)");
  }

  @Test
  void recordsRefuseWhatDoesNotGoTogether() {
    assertRefused(Optional.of("orc"), List.of(), Optional.empty());
    assertRefused(Optional.of("jdbc"), List.of(), Optional.empty());
    assertRefused(Optional.of("jdbc"), List.of("p"), Optional.of("t"));
    assertRefused(Optional.empty(), List.of("p"), Optional.of("t"));
    assertRefused(Optional.empty(), List.of(), Optional.empty());
    assertRefused(Optional.of("delta"), List.of("p"), Optional.of("t"));
    assertThatThrownBy(() -> new OptionSpec.InEnvironment(" "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OptionSpec.InFile(""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(
      Optional<String> format, List<String> paths, Optional<String> table) {
    assertThatThrownBy(() -> new SourceSpec(format, paths, table, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs and options of databases that are more than an address. */
class CodePathsTest {
  private static final String CODE =
      " is code, a script or a file to the driver, and a job file is data (conf/churn.conf: 4);"
          + " remove it";

  private static String line(String options) {
    return "data.test { format = jdbc, table = t, options { " + options + " } }";
  }

  /** As the manuals of these drivers and reports on them write them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:a;INIT=RUNSCRIPT FROM 'http://h/a.sql'",
        "jdbc:h2:mem:a;MODE=MySQL; init =CREATE ALIAS A AS 'b'",
        "jdbc:h2:mem:a;%49NIT=CREATE ALIAS A AS 'b'",
        "jdbc:postgresql://h/d?socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext&socketFactoryArg=http://h/a.xml",
        "jdbc:postgresql://h/d?ssl=true&sslfactory=a.B",
        "jdbc:postgresql://h/d?loggerLevel=DEBUG&loggerFile=/srv/www/a.jsp",
        "jdbc:postgresql://h/d?authenticationPluginClassName=a.B",
        "jdbc:mysql://h/d?autoDeserialize=true&queryInterceptors=com.mysql.cj.jdbc.interceptors.ServerStatusDiffInterceptor",
        "jdbc:mysql://h/d?allowLoadLocalInfile=true",
        "jdbc:mysql://address=(host=h)(port=1)(allowUrlInLocalInfile=true)/d",
        "jdbc:mysql://h/d?auto%44eserialize=true",
        "jdbc:mariadb://h/d?sessionVariables=a",
        "jdbc:sqlserver://h;databaseName=d;trustManagerClass=a.B;trustManagerConstructorArg=c",
        "jdbc:db2://h:1/d:clientRerouteServerListJNDIName=ldap://h/a;",
        "jdbc:sqlite:a.db?enable_load_extension=true"
      })
  void aUrlThatIsMoreThanAnAddress(String url) {
    assertThat(CodePaths.in(url)).isPresent();
    assertThat(Jobs.errors(Jobs.linear(line("url = \"" + url + "\""))))
        .singleElement()
        .asString()
        .startsWith("data.test.options.url: ")
        .endsWith(CODE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h:5432/d?ssl=true&sslmode=verify-full&currentSchema=a",
        "jdbc:h2:mem:init;MODE=PostgreSQL;DB_CLOSE_DELAY=-1",
        "jdbc:mysql://h/d?useSSL=true&serverTimezone=UTC",
        "jdbc:sqlserver://h;databaseName=d;encrypt=true",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=tcps)(HOST=h)(PORT=1))(CONNECT_DATA=(SERVICE_NAME=s)))",
        "jdbc:db2://h:1/d:sslConnection=true;",
        "jdbc:postgresql://h/100%"
      })
  void anAddress(String url) {
    assertThat(Jobs.errors(Jobs.linear(line("url = \"" + url + "\"")))).isEmpty();
  }

  @Test
  void optionsAreHandedToTheDriverToo() {
    String url = "url = \"jdbc:postgresql://h/d\", ";
    assertThat(Jobs.errors(Jobs.linear(line(url + "socketFactory = a"))))
        .containsExactly("data.test.options.socketFactory" + CODE);
    assertThat(Jobs.errors(Jobs.linear(line(url + "logger-file { env = A }"))))
        .containsExactly("data.test.options.logger-file" + CODE);
    assertThat(Jobs.errors(Jobs.linear(line(url + "fetchsize = 9, sslmode = require")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver = a.B", "Driver { env = D }", "driver = \" org.h2.Driver\""})
  void aClassIsNotLoadedForTheAsking(String driver) {
    String url = "url = \"jdbc:h2:mem:a\", ";
    assertThat(Jobs.errors(Jobs.linear(line(url + driver))))
        .singleElement()
        .asString()
        .contains(
            "river must be the class of a well-known driver (conf/churn.conf: 4); leave it out");
    assertThat(Jobs.errors(Jobs.linear(line(url + "driver = org.postgresql.Driver")))).isEmpty();
  }
}

package dev.descent.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.spark.sql.jdbc.JdbcConnectionProvider;
import org.junit.jupiter.api.Test;

/** Connections that Spark makes by a service, where a table asks for it. */
class QuietConnectionsTest {

  @Test
  void itIsAskedForUnlessSomethingElseIs() {
    assertThat(QuietConnections.option(Set.of("url", "password")))
        .contains(Map.entry("connectionProvider", "descent"));
    assertThat(QuietConnections.option(Set.of("url", "KeyTab", "principal"))).isEmpty();
    assertThat(QuietConnections.option(Set.of("url", "connectionprovider"))).isEmpty();
  }

  @Test
  void sparkFindsIt() {
    assertThat(ServiceLoader.load(JdbcConnectionProvider.class).stream())
        .filteredOn(provider -> provider.type() == QuietConnections.class)
        .singleElement()
        .extracting(provider -> provider.get().name())
        .isEqualTo("descent");
  }
}

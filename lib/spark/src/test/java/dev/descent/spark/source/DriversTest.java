package dev.descent.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  @TempDir private Path folder;
  private URLClassLoader broughtAlong = new URLClassLoader(new URL[0]);

  @BeforeEach
  void bringAlong() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Driver.class.getName()), Known.class.getName());
    broughtAlong = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(broughtAlong);
  }

  @AfterEach
  void close() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    broughtAlong.close();
  }

  @Test
  void theDriverThatKnowsTheUrlIsNamed() throws SQLException {
    assertThat(Drivers.option(Map.of("Url", Known.URL)))
        .contains(Map.entry("driver", Known.class.getName()));
    Thread.currentThread().setContextClassLoader(before);
    assertThat(Drivers.option(Map.of("url", Known.URL))).isEmpty();
  }

  @Test
  void otherwiseNoneIs() throws SQLException {
    assertThat(Drivers.option(Map.of("url", "jdbc:unknown:a"))).isEmpty();
    assertThat(Drivers.option(Map.of("url", Known.URL, "DRIVER", "a.B"))).isEmpty();
    assertThat(Drivers.option(Map.of("user", "a"))).isEmpty();
  }

  /** A driver of one url. */
  public static final class Known implements Driver {
    private static final String URL = "jdbc:known:a";

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
      throw new SQLException("nothing is there");
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.equals(URL);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }
  }
}

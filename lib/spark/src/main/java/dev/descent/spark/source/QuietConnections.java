package dev.descent.spark.source;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.JdbcConnectionProvider;
import scala.Option;

/**
 * Connects to databases as Spark does, without a word in the log: its own way writes all properties
 * of a connection there at level DEBUG, the password too, on every executor.
 *
 * <p>Spark finds it as a service and takes it where a table asks for it.
 */
public final class QuietConnections extends JdbcConnectionProvider {
  private static final String NAME = "descent";
  private static final String ASKED = JDBCOptions.JDBC_CONNECTION_PROVIDER();

  /** With these Spark logs in by Kerberos, which it has other ways for. */
  private static final Set<String> OF_KERBEROS = Set.of("keytab", "principal");

  /** The option that asks for it, where nothing else is asked for. */
  static Optional<Map.Entry<String, String>> option(Set<String> options) {
    Set<String> given = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    given.addAll(options);
    boolean other = given.contains(ASKED) || OF_KERBEROS.stream().anyMatch(given::contains);
    return other ? Optional.empty() : Optional.of(Map.entry(ASKED, NAME));
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Where it is not asked for Spark must not have to choose. */
  @Override
  public boolean canHandle(Driver driver, scala.collection.immutable.Map<String, String> options) {
    return new JDBCOptions(options).connectionProviderName().equals(Option.apply(NAME));
  }

  @Override
  public Connection getConnection(
      Driver driver, scala.collection.immutable.Map<String, String> options) {
    JDBCOptions read = new JDBCOptions(options);
    try {
      Connection connection = driver.connect(read.url(), read.asConnectionProperties());
      if (connection == null) {
        throw new SQLException("No suitable driver");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException("no connection to the database", e);
    }
  }

  @Override
  public boolean modifiesSecurityContext(
      Driver driver, scala.collection.immutable.Map<String, String> options) {
    return false;
  }
}

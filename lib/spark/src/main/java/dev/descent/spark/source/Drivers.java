package dev.descent.spark.source;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Finds the driver of a database among all that a program brings along.
 *
 * <p>By itself Java sees only those of Spark's own class path, not those that come with {@code
 * --jars} and {@code --packages}, unless their class is named.
 */
final class Drivers {
  private static final String DRIVER = "driver";

  private Drivers() {}

  /**
   * The option that names the class of the driver, if none is named and one knows the url.
   *
   * @throws SQLException if a driver cannot say whether it does
   */
  static Optional<Map.Entry<String, String>> option(Map<String, String> options)
      throws SQLException {
    Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.putAll(options);
    String url = given.get("url");
    if (url == null || given.containsKey(DRIVER)) {
      return Optional.empty();
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      if (driver.acceptsURL(url)) {
        return Optional.of(Map.entry(DRIVER, driver.getClass().getName()));
      }
    }
    return Optional.empty();
  }
}

package dev.descent.jobs.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What could make a driver of a database run code or SQL, read a file or write one, because of a
 * job file that is data.
 *
 * <p>Drivers are those on a list, because Spark loads whatever class is named. Of their properties
 * those are refused that the manuals of these drivers describe as a class, a script or a file.
 */
public final class CodePaths {
  private static final Set<String> DRIVERS =
      Set.of(
          "com.amazon.redshift.Driver",
          "com.amazon.redshift.jdbc42.Driver",
          "com.clickhouse.jdbc.ClickHouseDriver",
          "com.ibm.db2.jcc.DB2Driver",
          "com.microsoft.sqlserver.jdbc.SQLServerDriver",
          "com.mysql.cj.jdbc.Driver",
          "com.sap.db.jdbc.Driver",
          "com.teradata.jdbc.TeraDriver",
          "com.vertica.jdbc.Driver",
          "io.trino.jdbc.TrinoDriver",
          "net.snowflake.client.jdbc.SnowflakeDriver",
          "oracle.jdbc.OracleDriver",
          "oracle.jdbc.driver.OracleDriver",
          "org.duckdb.DuckDBDriver",
          "org.h2.Driver",
          "org.mariadb.jdbc.Driver",
          "org.postgresql.Driver",
          "org.sqlite.JDBC");

  /** In lower case and without what separates words. */
  private static final Set<String> PROPERTIES =
      Set.of(
          "accesstokencallbackclass",
          "allowloadlocalinfile",
          "allowloadlocalinfileinpath",
          "allowlocalinfile",
          "allowurlinlocalinfile",
          "authenticationpluginclassname",
          "authenticationplugins",
          "autodeserialize",
          "clientinfoprovider",
          "clientrerouteserverlistjndicontext",
          "clientrerouteserverlistjndiname",
          "connectioninitsql",
          "connectionlifecycleinterceptors",
          "defaultauthenticationplugin",
          "enableloadextension",
          "exceptioninterceptors",
          "init",
          "initsql",
          "initstatement",
          "krbjaasfile",
          "loadbalancestrategy",
          "logger",
          "loggerfile",
          "parseinfocachefactory",
          "profilereventhandler",
          "propertiestransform",
          "queryinterceptors",
          "serverconfigcachefactory",
          "sessionvariables",
          "socketfactory",
          "socketfactoryarg",
          "socketfactoryclass",
          "socketfactoryconstructorarg",
          "sslfactory",
          "sslfactoryarg",
          "sslhostnameverifier",
          "sslpasswordcallback",
          "statementinterceptors",
          "tracedirectory",
          "tracefile",
          "trustmanagerclass",
          "trustmanagerconstructorarg",
          "xmlfactoryfactory");

  private static final Pattern IN_URL = Pattern.compile("([A-Za-z_. -]+)=");

  private CodePaths() {}

  /** Whether the class may be named as the driver. */
  static boolean isDriver(String className) {
    return DRIVERS.contains(className);
  }

  /** Whether an option of that name is handed to the driver as code, a script or a file. */
  static boolean isProperty(String name) {
    return PROPERTIES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
  }

  /** The first such property in the URL of a database, as it is written or percent-encoded. */
  public static Optional<String> in(String url) {
    return property(url).or(() -> property(decoded(url)));
  }

  private static Optional<String> property(String url) {
    Matcher matcher = IN_URL.matcher(url);
    return matcher
        .results()
        .map(found -> found.group(1).strip())
        .filter(CodePaths::isProperty)
        .findFirst();
  }

  private static String decoded(String url) {
    try {
      return URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return url;
    }
  }
}

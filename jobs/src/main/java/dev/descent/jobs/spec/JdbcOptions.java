package dev.descent.jobs.spec;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the options of a database must and must not be. */
final class JdbcOptions {
  private static final String URL = "url";
  private static final String DBTABLE = "dbtable";
  private static final String DRIVER = "driver";
  private static final String CODE =
      "is code, a script or a file to the driver, and a job file is data";

  /** Options whose value is SQL. */
  private static final List<String> SQL =
      List.of("query", "prepareQuery", "sessionInitStatement", "customSchema", "hint");

  /** Options of a read in parts, which are all there or none. */
  private static final List<String> PARTS =
      List.of("partitionColumn", "lowerBound", "upperBound", "numPartitions");

  private final Settings settings;
  private final String section;
  private final Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private final Map<String, OptionSpec> options;

  JdbcOptions(Settings settings, String section, Map<String, OptionSpec> options) {
    this.settings = settings;
    this.section = section;
    this.options = options;
    options.keySet().forEach(name -> names.put(name, name));
  }

  /** Notes what is missing, and what may not be there. */
  void check() {
    boolean read = settings.soundIn(section + ".options");
    if (read && !names.containsKey(URL)) {
      settings.missing(
          section + ".options." + URL, "give one such as \"jdbc:postgresql://host:5432/database\"");
    }
    for (String option : SQL) {
      if (names.containsKey(option)) {
        note(option, " is SQL, which a job file has none of", "name a table or view instead");
      }
    }
    checkCode();
    if (names.containsKey(DBTABLE) && settings.has(section + ".table")) {
      note(DBTABLE, " and " + section + ".table exclude each other", "remove one");
    }
    List<String> absent = PARTS.stream().filter(part -> !names.containsKey(part)).toList();
    if (names.containsKey(PARTS.get(0)) && !absent.isEmpty()) {
      note(PARTS.get(0), " goes with " + String.join(", ", absent), "add what is missing");
    }
  }

  /** Whatever would make the driver do more than read. */
  private void checkCode() {
    names.keySet().stream()
        .filter(CodePaths::isProperty)
        .forEach(name -> note(name, " " + CODE, "remove it"));
    boolean known = plain(DRIVER).filter(CodePaths::isDriver).isPresent();
    if (names.containsKey(DRIVER) && !known) {
      note(
          DRIVER,
          " must be the class of a well-known driver",
          "leave it out, and bring another driver along (--packages, --jars): its url finds it");
    }
    plain(URL)
        .flatMap(CodePaths::in)
        .ifPresent(name -> note(URL, ": " + name + " " + CODE, "remove it"));
  }

  /** The text of an option that is no secret. */
  private Optional<String> plain(String option) {
    return options.get(names.getOrDefault(option, option)) instanceof OptionSpec.Plain plain
        ? Optional.of(plain.text())
        : Optional.empty();
  }

  /** The key that names the table: {@code table}, or the option that Spark has for it. */
  String table() {
    return names.containsKey(DBTABLE) && !settings.has(section + ".table")
        ? path(DBTABLE)
        : section + ".table";
  }

  /** The options without the name of the table. */
  Map<String, OptionSpec> rest() {
    Map<String, OptionSpec> rest = new TreeMap<>(options);
    rest.keySet().removeIf(DBTABLE::equalsIgnoreCase);
    return rest;
  }

  private String path(String option) {
    return section + ".options." + ConfigUtil.joinPath(names.getOrDefault(option, option));
  }

  private void note(String option, String problem, String advice) {
    settings.note(path(option), path(option) + problem, advice);
  }
}

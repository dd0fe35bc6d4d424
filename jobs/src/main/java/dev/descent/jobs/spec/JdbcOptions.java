package dev.descent.jobs.spec;

import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the options of a database must and must not be. */
final class JdbcOptions {
  private static final String URL = "url";
  private static final String DBTABLE = "dbtable";

  /** Options whose value is SQL. */
  private static final List<String> SQL =
      List.of("query", "prepareQuery", "sessionInitStatement", "customSchema", "hint");

  /** Options of a read in parts, which are all there or none. */
  private static final List<String> PARTS =
      List.of("partitionColumn", "lowerBound", "upperBound", "numPartitions");

  private final Settings settings;
  private final String section;
  private final Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  JdbcOptions(Settings settings, String section, Map<String, OptionSpec> options) {
    this.settings = settings;
    this.section = section;
    options.keySet().forEach(name -> names.put(name, name));
  }

  void check() {
    boolean read = settings.soundIn(section + ".options");
    if (read && !names.containsKey(URL)) {
      settings.missing(
          section + ".options." + URL, "give one such as \"jdbc:postgresql://host:5432/database\"");
    }
    SQL.stream()
        .filter(names::containsKey)
        .forEach(
            name ->
                note(
                    name, " is SQL, which a job file has none of", "name a table or view instead"));
    if (names.containsKey(DBTABLE)) {
      note(DBTABLE, " is " + section + ".table here", "write " + section + ".table = NAME");
    }
    Set<String> given = names.keySet();
    List<String> absent = PARTS.stream().filter(part -> !given.contains(part)).toList();
    if (given.contains(PARTS.get(0)) && absent.size() > 0) {
      note(PARTS.get(0), " goes with " + String.join(", ", absent), "add what is missing");
    }
  }

  private void note(String option, String problem, String advice) {
    String path = section + ".options." + ConfigUtil.joinPath(names.getOrDefault(option, option));
    settings.note(path, path + problem, advice);
  }
}

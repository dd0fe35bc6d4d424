package dev.descent.spark.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The options of a table to read that would change or drop rows without a word. */
final class ReadOptions {
  /** Options that have one value here, and why. */
  private static final Map<String, String> FIXED =
      Map.of(
          "ignoreCorruptFiles", "false",
          "ignoreMissingFiles", "false",
          "mode", "permissive",
          "mergeSchema", "true");

  /** Lines of JSON and LIBSVM are parsed by Descent, which has no options of its own. */
  private static final List<String> OF_LINES =
      List.of(
          "basePath",
          "ignoreCorruptFiles",
          "ignoreMissingFiles",
          "lineSep",
          "modifiedAfter",
          "modifiedBefore",
          "pathGlobFilter",
          "recursiveFileLookup",
          "timeZone");

  private static final Map<String, String> LINES =
      Map.of(
          "json", "JSON, which are one object a line",
          "libsvm", "LIBSVM, which are a label and index:value");

  private ReadOptions() {}

  /**
   * The options, whose names differ in more than upper and lower case.
   *
   * @param where the key of the job file that named the table, for messages
   * @throws DataException if one of them may not be set so
   */
  static Map<String, String> checked(String where, String format, Map<String, String> options) {
    Map<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    checked.putAll(options);
    FIXED.forEach(
        (name, value) -> {
          String given = checked.getOrDefault(name, value);
          if (!given.equalsIgnoreCase(value)) {
            throw new DataException(
                where
                    + ".options."
                    + name
                    + " = "
                    + given
                    + " drops or changes rows without a word; remove it");
          }
        });
    Optional<String> unknown =
        checked.keySet().stream()
            .filter(name -> OF_LINES.stream().noneMatch(name::equalsIgnoreCase))
            .findFirst();
    if (LINES.containsKey(format) && unknown.isPresent()) {
      throw new DataException(
          where
              + ".options."
              + unknown.get()
              + " is no option of lines of "
              + LINES.get(format)
              + "; remove it");
    }
    return checked;
  }
}

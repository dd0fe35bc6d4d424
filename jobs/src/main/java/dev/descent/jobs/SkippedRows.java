package dev.descent.jobs;

import dev.descent.spark.source.BadRows;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows that were left out because they cannot be used, of every table that leaves them out.
 *
 * @param tables by the key of the job file that named them
 */
record SkippedRows(Map<String, BadRows> tables) {

  /** What run.json holds, by table: rows read, rows skipped, and how many for which reason. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    tables.forEach((where, bad) -> json.put(where, toMap(bad)));
    return json;
  }

  private static Map<String, Object> toMap(BadRows bad) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("read", bad.allRows());
    json.put("skipped", bad.rows());
    json.put("reasons", bad.reasons());
    return json;
  }

  /** One line for every table of which rows were left out. */
  void warn(PrintWriter err) {
    tables.forEach(
        (where, bad) -> {
          if (bad.rows() > 0) {
            err.println("descent: warning: " + line(where, bad));
          }
        });
    err.flush();
  }

  private static String line(String where, BadRows bad) {
    return bad.reasons().entrySet().stream()
        .map(reason -> reason.getKey() + " (" + reason.getValue() + ")")
        .collect(
            Collectors.joining(
                ", ", where + ": skipped " + bad.rows() + " of " + bad.allRows() + " rows: ", ""));
  }

  /** Says it on the console, and in run.json where any table may leave rows out. */
  void report(JobRun run, PrintWriter err) {
    if (!tables.isEmpty()) {
      run.put("badRows", toMap());
      warn(err);
    }
  }
}

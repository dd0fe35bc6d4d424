package dev.descent.jobs.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of a job.conf by their keys, as a run writes it: a line for each setting, a section
 * from a line that ends with <code>{</code> to one that is <code>}</code>.
 */
final class JobLines {
  private JobLines() {}

  static Map<String, String> of(String job) {
    Map<String, String> settings = new LinkedHashMap<>();
    Deque<String> sections = new ArrayDeque<>();
    for (String written : job.lines().map(String::strip).toList()) {
      int equals = written.indexOf(" = ");
      if (written.endsWith(" {") && equals < 0) {
        sections.addLast(written.substring(0, written.length() - 2));
      } else if (written.equals("}")) {
        sections.pollLast();
      } else if (equals > 0) {
        String prefix = String.join(".", List.copyOf(sections));
        String key = written.substring(0, equals);
        settings.put(prefix.isEmpty() ? key : prefix + "." + key, written.substring(equals + 3));
      }
    }
    return settings;
  }
}

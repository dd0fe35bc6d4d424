package dev.descent.spark.source;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows that cannot be used, counted by column and reason, each with a few samples that do not
 * depend on the order of rows.
 */
public final class BadRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SAMPLES = 3;

  private final TreeMap<String, Long> counts = new TreeMap<>();
  private final TreeMap<String, TreeSet<String>> samples = new TreeMap<>();
  private long rows;
  private long read;

  /** Counts a row that is read, whether or not it can be used. */
  public void read() {
    read++;
  }

  /** Counts one row. */
  public void add(String problem, String sample) {
    add(problem, sample, 1);
  }

  /** Counts {@code more} rows that show the same. */
  public void add(String problem, String sample, long more) {
    rows += more;
    counts.merge(problem, more, Long::sum);
    keep(problem, sample);
  }

  /** Adds the rows of {@code that}; returns this. */
  public BadRows merge(BadRows that) {
    rows += that.rows;
    read += that.read;
    that.counts.forEach((problem, count) -> counts.merge(problem, count, Long::sum));
    that.samples.forEach((problem, found) -> found.forEach(sample -> keep(problem, sample)));
    return this;
  }

  /** How many rows. */
  public long rows() {
    return rows;
  }

  /** How many rows were read to find them, good ones included. */
  public long allRows() {
    return read;
  }

  /** How many rows of each problem. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** How many rows of each problem, which is named without what to do about it. */
  public Map<String, Long> reasons() {
    Map<String, Long> reasons = new TreeMap<>();
    counts.forEach((problem, count) -> reasons.merge(reason(problem), count, Long::sum));
    return reasons;
  }

  private static String reason(String problem) {
    int advice = problem.lastIndexOf("; ");
    return advice < 0 ? problem : problem.substring(0, advice);
  }

  /** One line a problem: what, how many rows, samples. */
  public List<String> lines() {
    return counts.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + " ("
                    + entry.getValue()
                    + (entry.getValue() == 1 ? " row" : " rows")
                    + ", e.g. "
                    + String.join("; ", samples.get(entry.getKey()))
                    + ")")
        .toList();
  }

  private void keep(String problem, String sample) {
    TreeSet<String> kept = samples.computeIfAbsent(problem, ignored -> new TreeSet<>());
    kept.add(sample);
    if (kept.size() > SAMPLES) {
      kept.pollLast();
    }
  }
}

package dev.descent.jobs;

import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.math.Digest;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.TableStatistics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What tells the data of a job from other data.
 *
 * @param rows how many have a label and a weight
 * @param fingerprint the sum of their hashes
 */
record DataMark(long rows, long fingerprint) {

  /** One pass over the tables of a job, before any split. */
  static DataMark of(JobSpec spec, JobTables tables) {
    Optional<Table> test = tables.test(List.of());
    return Stream.concat(Stream.of(tables.unsplitTrain()), test.stream())
        .map(table -> of(table, spec, tables))
        .reduce(new DataMark(0, 0), DataMark::plus);
  }

  private static DataMark of(Table table, JobSpec spec, JobTables tables) {
    TableStatistics found =
        TableStatistics.of(
            table.with(table.columns().withFeatures(List.of())),
            tables.target().beforeClasses(),
            new Expansion(List.of(), 1, Polynomial.none()),
            spec.training().depth());
    long rows = Stream.of(Side.values()).mapToLong(found::rows).sum();
    return new DataMark(rows, found.fingerprint());
  }

  private DataMark plus(DataMark that) {
    // Not a plain sum: rows that move from one table to the other are a change.
    return new DataMark(rows + that.rows, 31 * fingerprint + that.fingerprint);
  }

  /** The object "data" of decision.json. */
  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows);
    json.put("fingerprint", text());
    return json;
  }

  private String text() {
    return String.format(Locale.ROOT, "%016x", fingerprint);
  }

  /** The SHA-256 of data and job: the same for whoever asks the same again. */
  String about(JobSpec spec) {
    String all = rows + " " + text() + "\n" + spec.decisive().render();
    return Digest.sha256(all.getBytes(StandardCharsets.UTF_8));
  }
}

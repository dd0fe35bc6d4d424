package dev.descent.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.jobs.run.Json;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.SplitSpec;
import dev.descent.math.TextHash;
import dev.descent.spark.data.RowIdentity;
import dev.descent.spark.data.Table;
import dev.descent.spark.source.DataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which rows a job holds out for testing, as run.json tells it, so that nobody tests a model on
 * rows that it was trained on.
 *
 * <p>The side of a row is a function of this and of the row alone. Two jobs that agree on it agree
 * on every row that both have; of a split by time the latest rows are held out, which are later
 * still in a later job.
 *
 * @param toMap the object "heldOut" of run.json
 */
record HeldOut(Map<String, Object> toMap) {
  private static final String IDENTITY = "identity";
  private static final String COLUMNS = "columns";
  private static final String MIDNIGHT = "T00:00:00Z";

  /** Of {@code table}, which is data.train. */
  static HeldOut of(JobSpec spec, Table table) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (spec.data().test().isPresent()) {
      map.put("by", "table");
      return new HeldOut(map);
    }
    spec.data().split().ifPresent(split -> put(split, map));
    if (map.containsKey("seed") && !map.containsKey("column")) {
      List<String> columns = RowIdentity.columns(table);
      map.put(COLUMNS, columns.size());
      map.put(IDENTITY, String.format(Locale.ROOT, "%016x", identity(columns)));
    }
    return new HeldOut(map);
  }

  /** In any order of the columns, as for the hash of a row. */
  private static long identity(List<String> columns) {
    return columns.stream().mapToLong(TextHash::of).sum();
  }

  private static void put(SplitSpec split, Map<String, Object> map) {
    if (split instanceof SplitSpec.ByTime) {
      map.put("by", "time");
    } else if (split instanceof SplitSpec.ByColumn) {
      map.put("by", "column");
    } else {
      map.put("by", split instanceof SplitSpec.ByGroup ? "group" : "hash");
    }
    split.column().ifPresent(column -> map.put("column", column));
    if (split instanceof SplitSpec.Hashed hashed) {
      map.put("test", hashed.testShare());
      map.put("validation", hashed.validationShare());
      map.put("seed", hashed.shares().seed());
    }
  }

  /**
   * Checks that a champion was trained without the rows that this holds out.
   *
   * @param version the champion
   * @param run its run.json
   * @throws JobFileException if the job file splits in another way
   * @throws DataException if the columns do not tell rows apart as they did
   */
  void requireLike(int version, JsonNode run) {
    JsonNode then = run.path("heldOut");
    String champion = "version " + version + ", the champion,";
    if (!then.isObject()) {
      throw new JobFileException(
          champion
              + " does not tell which rows were held out when it was trained; train and promote a version that does");
    }
    JsonNode now = Json.parse(Json.line(toMap));
    if (now.equals(then)) {
      return;
    }
    boolean columnsAlone = without(now).equals(without(then)) && then.has(IDENTITY);
    if (columnsAlone) {
      throw new DataException(
          "data.train: rows are told apart by "
              + now.path(COLUMNS)
              + " columns, but by "
              + (now.path(COLUMNS).equals(then.path(COLUMNS)) ? "others" : then.path(COLUMNS))
              + " when "
              + champion
              + " was trained, so that its training rows may be test rows now; give data.key, and promote a version that was trained with it");
    }
    throw new JobFileException(
        "data.split must hold out the same rows as when "
            + champion
            + " was trained, "
            + then
            + ", but holds out "
            + now
            + "; put it back, or promote a version that was trained with it");
  }

  private static JsonNode without(JsonNode heldOut) {
    ObjectNode copy = heldOut.deepCopy();
    copy.remove(List.of(IDENTITY, COLUMNS));
    return copy;
  }

  /**
   * Checks, of a split by time, that the test rows begin where those that a champion was trained on
   * had ended.
   *
   * @param champion its run.json
   * @param challenger the run.json of the one that is to be held against it
   * @throws DataException if they begin before
   */
  static void requireLater(JsonNode champion, JsonNode challenger) {
    JsonNode then = champion.path("split");
    JsonNode end = then.has("validationFrom") ? then.path("validationFrom") : then.path("testFrom");
    JsonNode start = challenger.path("split").path("testFrom");
    if (start.isMissingNode() || end.isMissingNode() || !isBefore(start, end)) {
      return;
    }
    throw new DataException(
        "data.split.by { time }: the test rows begin at "
            + start.asText()
            + ", but the champion was trained on rows up to "
            + end.asText()
            + "; the latest rows are missing, or data.split gives more of them to the test");
  }

  private static boolean isBefore(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.asDouble() < b.asDouble();
    }
    try {
      return moment(a.asText()).isBefore(moment(b.asText()));
    } catch (DateTimeException e) {
      throw new DataException(
          "data.split.by { time }: "
              + a
              + " and "
              + b
              + " are not of one kind; promote a version that was trained with such times");
    }
  }

  private static Instant moment(String text) {
    return Instant.parse(text.contains("T") ? text : text + MIDNIGHT);
  }
}

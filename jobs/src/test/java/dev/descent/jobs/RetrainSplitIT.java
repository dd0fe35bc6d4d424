package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.spec.JobSpec;
import dev.descent.spark.TestSession;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.RowScan;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** A challenger is held against the champion on rows that neither was trained on, or not at all. */
final class RetrainSplitIT {
  @TempDir private Path folder;
  private Nights nights;
  private final Random random = new Random(7);

  @BeforeEach
  void nights() {
    nights = new Nights(folder);
  }

  @Test
  void modelsOfOtherClassesAreNotCompared() throws IOException {
    nights.rows("20", 800, "north", 0);
    nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    nights.fails(
        3,
        "data.label: the classes must be those of version 1, the champion, [no, yes], but were [yes, no]",
        Nights.night(21),
        "data.positive = no");
    assertThat(nights.run("models list").json().get("versions")).hasSize(1);
  }

  @Test
  void testRowsAreNeverRowsThatTheChampionWasTrainedOn() throws IOException {
    nights.rows("20", 800, "north", 0);
    nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY);
    nights.fails(
        2,
        "data.split must hold out the same rows as when version 1, the champion, was trained,",
        Nights.night(21),
        "data.split.seed = 1");
    nights.fails(
        2, "data.split must hold out the same rows", Nights.night(21), "data.split.test = 0.2");
    nights.fails(
        2,
        "data.split must hold out the same rows",
        Nights.night(21),
        "data.split.by { group = id }");
    Path file = folder.resolve("data/20.csv");
    List<String> lines = Files.readAllLines(file);
    lines.replaceAll(line -> line + (line.startsWith("id") ? ",more" : ",1"));
    Files.write(file, lines);
    nights.fails(
        3,
        "data.train: rows are told apart by 6 columns, but by 5 when version 1, the champion,",
        Nights.night(21));
    nights.fails(
        3,
        "data.train: rows are told apart by 1 columns, but by 5",
        Nights.night(21),
        "data.key = [id]");
    nights.run("train");
    nights.run("models publish");
    nights.run("models promote");
    nights.ends(0, "kept", Nights.night(22), "--force");
  }

  private Map<Long, Side> sides(String... overrides) throws IOException {
    JobSpec spec = nights.spec(overrides);
    JobTables tables = new JobTables(spec, TestSession.spark());
    Table table = tables.train();
    return sides(table, table.reader(tables.target().beforeClasses()));
  }

  /** By what tells rows apart. */
  private static Map<Long, Side> sides(Table table, RowReader reader) {
    Map<Long, Side> sides = new HashMap<>();
    table
        .internalRows()
        .mapPartitions(
            rows -> {
              List<Tuple2<Long, Side>> found = new ArrayList<>();
              for (RowScan scan = reader.scan(rows); scan.next(); ) {
                found.add(new Tuple2<>(scan.hash(), scan.side()));
              }
              return found.iterator();
            })
        .collect()
        .forEach(row -> sides.put(row._1(), row._2()));
    return sides;
  }

  private static long trainedThenTested(Map<Long, Side> before, Map<Long, Side> after) {
    return after.entrySet().stream()
        .filter(row -> row.getValue() == Side.TEST)
        .filter(row -> before.get(row.getKey()) == Side.TRAIN)
        .count();
  }

  @Test
  void noRowComesFromTrainingToTheTest() throws IOException {
    nights.rows("20", 800, "north", 0);
    Map<Long, Side> before = sides();
    nights.rows("21", 400, "north", 0);
    Map<Long, Side> after = sides();
    assertThat(before).hasSize(800);
    assertThat(after).hasSize(1200).containsAllEntriesOf(before);
    assertThat(trainedThenTested(before, after)).isZero();
    // What retraining refuses would bring many there.
    assertThat(trainedThenTested(before, sides("data.split.seed = 1"))).isGreaterThan(100);
    assertThat(trainedThenTested(before, sides("data.split.test = 0.6"))).isGreaterThan(100);
  }

  @Test
  void theLatestRowsAreTestedOnlyOnce() throws IOException {
    String byTime = "data.split { by { time = id }, test = 0.3 }";
    List<String> lines = new ArrayList<>(List.of("id,x1,x2,region,churned"));
    for (int i = 0; i < 600; i++) {
      double x = random.nextGaussian();
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.6f,north,%s",
              i,
              x,
              random.nextGaussian(),
              x + random.nextGaussian() > 0 ? "yes" : "no"));
    }
    Files.write(folder.resolve("data/20.csv"), lines.subList(0, 500));
    nights.ends(0, "promoted", Nights.night(20), Nights.WEAK, Nights.ANY, byTime);
    Files.write(folder.resolve("data/20.csv"), lines);
    nights.ends(0, "promoted", Nights.night(21), Nights.ANY, byTime);
    Files.write(folder.resolve("data/20.csv"), lines.subList(0, 301));
    nights.fails(
        3,
        "the test rows begin at 210, but the champion was trained on rows up to 420",
        Nights.night(22),
        Nights.ANY,
        byTime);
  }
}

package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestSession;
import dev.descent.spark.source.TableReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are read column by column have the bits of those that are read one by one. */
final class NumberBlockIT {
  private static final String NUMBERS =
      "cast(rand(1) * 10 - 5 as float) single, randn(2) double, cast(id % 7 - 3 as int) small,"
          + " id * id * 1000003 big, cast(id % 100 as tinyint) byte, id % 3 = 0 flag,"
          + " cast(id as decimal(12, 3)) / 8 decimal, cast(id % 11 as string) text,"
          + " 2 + cast(id % 5 as float) / 1024 few, 0.0D zero";

  private static final String OTHERS =
      "id % 2 label, if(id % 4 = 0, 0.75D, 1.0D) weight, concat('g', id % 40) group,"
          + " timestamp_seconds(id * 977 % 5000) time,"
          + " element_at(array('train', 'validation', 'test'), cast(id % 3 as int) + 1) side";

  private static final List<String> FEATURES =
      List.of("single", "double", "small", "big", "byte", "flag", "decimal", "text", "few", "zero");

  private final SparkSession spark = TestSession.spark();

  static Stream<Split> splits() {
    Split.ByHash shares = new Split.ByHash(0.2, 0.3, 7);
    return Stream.of(
        new Split.All(Side.TRAIN),
        shares,
        new Split.ByGroup("group", shares),
        new Split.ByColumn("side"));
  }

  @ParameterizedTest
  @MethodSource("splits")
  void goodRows(Split split, @TempDir Path folder) {
    Dataset<Row> files = written(folder, NUMBERS + ", " + OTHERS, 5_000);
    for (Precision precision : Precision.values()) {
      assertSame(files, split, settings(precision, FeatureRules.of(3, Polynomial.none())));
    }
  }

  /** Bad ones of every kind are counted and left out, and their neighbours are not. */
  @Test
  void badRows(@TempDir Path folder) {
    String bad =
        NUMBERS.replace(
                "randn(2)", "if(id % 50 = 1, null, if(id % 50 = 2, double('nan'), randn(2)))")
            + ", "
            + OTHERS
                .replace("id % 2 label", "if(id % 60 = 3, null, id % 2) label")
                .replace("1.0D)", "if(id % 70 = 5, -1.0D, if(id % 70 = 6, 0.0D, 1.0D)))");
    Dataset<Row> files = written(folder, bad, 5_000);
    TableStatistics statistics =
        assertSame(
            files,
            new Split.ByHash(0.2, 0.3, 7),
            settings(Precision.DOUBLE, FeatureRules.of(1e-295, Polynomial.none())));
    assertThat(statistics.bad().counts().keySet())
        .anyMatch(line -> line.startsWith("column double is missing"))
        .anyMatch(line -> line.startsWith("column double is NaN"))
        .anyMatch(line -> line.startsWith("label label is missing"))
        .anyMatch(line -> line.startsWith("weight weight must be"))
        .anyMatch(line -> line.startsWith("feature big is not finite"));
  }

  /** Copies within a block, across blocks and across buffers. */
  @Test
  void copiesOfRows(@TempDir Path folder) {
    String few = NUMBERS.replace("rand(1)", "0.25").replace("randn(2)", "0.5D");
    Dataset<Row> files =
        written(folder, (few + ", " + OTHERS).replaceAll("\\bid\\b", "(id % 6)"), 9_000);
    assertSame(files, new Split.All(Side.TRAIN), settings(Precision.SINGLE, FeatureRules.none()));
  }

  /** Rows that are asked for one at a time, of batches that end within what is read ahead. */
  @Test
  void rowsReadAhead(@TempDir Path folder) {
    String bad =
        NUMBERS
            .replace("randn(2)", "if(id % 50 = 1, null, if(id % 64 = 2, double('nan'), randn(2)))")
            .replace("cast(id % 11 as string)", "if(id % 90 = 5, 'x', cast(id % 11 as string))");
    Dataset<Row> files =
        written(folder, bad + ", " + OTHERS.replace("id % 2", "if(id % 60 = 3, null, id)"), 9_000);
    List<String> ahead = scanned(files, true);
    assertThat(ahead).isEqualTo(scanned(byRows(files), false));
    assertThat(ahead).hasSizeGreaterThan(8_000);
  }

  /** What a scan of each partition finds: the good rows, then the bad ones. */
  private static List<String> scanned(Dataset<Row> rows, boolean areAhead) {
    Table table = table(rows, new Split.All(Side.TRAIN));
    RowReader reader =
        table.reader(LabelReader.number(), new Expansion(FEATURES, 1, Polynomial.none()));
    return table
        .internalRows()
        .mapPartitions(
            each -> {
              assertThat(reader.ahead(each).isPresent()).isEqualTo(areAhead);
              RowScan scan = reader.scan(each);
              List<String> found = new ArrayList<>();
              while (scan.next()) {
                found.add(
                    Arrays.stream(scan.raw()).mapToObj(Double::toHexString).toList()
                        + " "
                        + scan.label()
                        + " "
                        + scan.weight()
                        + " "
                        + scan.hash());
              }
              found.add(scan.bad().counts().toString());
              return found.iterator();
            })
        .collect();
  }

  @Test
  void filesOfNumbersAreReadByColumns(@TempDir Path folder) {
    Dataset<Row> files = written(folder, NUMBERS + ", " + OTHERS, 10);
    assertThat(isBlock(files, FEATURES, Polynomial.none())).isTrue();
    assertThat(isBlock(files, FEATURES, Polynomial.ofDegree(2))).isFalse();
    assertThat(isBlock(byRows(files), FEATURES, Polynomial.none())).isFalse();
  }

  private static boolean isBlock(Dataset<Row> rows, List<String> features, Polynomial polynomial) {
    Expansion expansion = new Expansion(features, 1, polynomial);
    Table table = table(rows, new Split.All(Side.TRAIN));
    RowReader reader = table.reader(LabelReader.anyClass(), expansion);
    return table
        .internalRows()
        .mapPartitions(
            each -> List.of(NumberBlock.of(each, reader, expansion).isPresent()).iterator())
        .reduce(Boolean::logicalAnd);
  }

  private TableStatistics assertSame(
      Dataset<Row> files, Split split, TrainingData.Settings settings) {
    assertThat(isBlock(files, FEATURES, Polynomial.none())).isTrue();
    Table blocks = table(files, split).skipping(new SkipAtMost(0.9));
    Table rows = table(byRows(files), split).skipping(new SkipAtMost(0.9));
    try (TrainingData one = TrainingData.prepare(rows, settings);
        TrainingData all = TrainingData.prepare(blocks, settings)) {
      assertThat(all.statistics().fingerprint()).isEqualTo(one.statistics().fingerprint());
      assertThat(bytes(all.statistics().features())).isEqualTo(bytes(one.statistics().features()));
      assertThat(all.statistics().labels()).isEqualTo(one.statistics().labels());
      assertThat(all.statistics().otherLabels()).isEqualTo(one.statistics().otherLabels());
      assertThat(all.statistics().bad().counts()).isEqualTo(one.statistics().bad().counts());
      assertThat(all.statistics().bad().allRows()).isEqualTo(one.statistics().bad().allRows());
      for (Side side : Side.values()) {
        assertThat(all.statistics().rows(side)).isEqualTo(one.statistics().rows(side));
      }
      assertThat(tiles(all.train())).isEqualTo(tiles(one.train()));
      assertThat(all.validation().map(NumberBlockIT::tiles))
          .isEqualTo(one.validation().map(NumberBlockIT::tiles));
      return all.statistics();
    }
  }

  static List<String> tiles(HashOrderedTiles tiles) {
    List<Tile> all = new ArrayList<>(tiles.tiles().collect());
    all.sort(Comparator.comparingInt(Tile::index));
    return all.stream().map(NumberBlockIT::bytes).toList();
  }

  static String bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static TrainingData.Settings settings(Precision precision, FeatureRules rules) {
    return new TrainingData.Settings(
        new Target.TwoClasses(Optional.empty()),
        TrainingData.Scaling.CENTRED,
        rules,
        new ClassWeights.Balanced(),
        TrainingData.Tiles.of(precision, 3),
        42,
        2);
  }

  private static Table table(Dataset<Row> rows, Split split) {
    Columns columns = new Columns(FEATURES, Optional.of("label"), Optional.of("weight"), List.of());
    return new Table("data.train", rows, columns, split);
  }

  /** The same rows as Spark computes them, one by one. */
  private static Dataset<Row> byRows(Dataset<Row> files) {
    return files.where("big >= 0");
  }

  private Dataset<Row> written(Path folder, String columns, int rows) {
    String path = folder.resolve("rows").toString();
    spark.range(0, rows, 1, 2).createOrReplaceTempView("ids");
    spark.sql("select " + columns + " from ids").write().parquet(path);
    return new TableReader(spark).read("data.train", "parquet", List.of(path), Map.of());
  }
}

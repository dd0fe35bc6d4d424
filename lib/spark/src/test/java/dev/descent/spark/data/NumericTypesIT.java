package dev.descent.spark.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Precision;
import dev.descent.data.Standardizer;
import dev.descent.data.Targets;
import dev.descent.data.Tile;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestSession;
import dev.descent.spark.source.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet columns of every numeric type hold the numbers that a CSV file spells. */
final class NumericTypesIT {
  private static final List<String> FEATURES = List.of("b", "s", "i", "l", "f", "d", "m", "n", "t");
  private static final List<String> LINES =
      List.of(
          "b,s,i,l,f,d,m,n,t,y",
          "1,-2,3,9007199254740991,0.5,0.1,12.34,123456789012345678.901,1,7",
          "-128,32767,-2147483648,-5,-0.25,1e-300,-0.01,-0.007,0,0.3",
          "0,0,0,0,1024,-1e300,0.00,99999999999999999999.999,1,-2");

  @Test
  void allTypesGiveTheSameRows(@TempDir Path folder) throws IOException {
    String csv = Files.write(folder.resolve("a.csv"), LINES, UTF_8).toString();
    TableReader reader = new TableReader(TestSession.spark());
    Dataset<Row> text = reader.read("data.train", "csv", List.of(csv), Map.of("header", "true"));
    String parquet = folder.resolve("a.parquet").toString();
    text.selectExpr(
            "cast(b as tinyint) b",
            "cast(s as smallint) s",
            "cast(i as int) i",
            "cast(l as bigint) l",
            "cast(f as float) f",
            "cast(d as double) d",
            "cast(m as decimal(6, 2)) m",
            "cast(n as decimal(30, 3)) n",
            "cast(t as boolean) t",
            "cast(y as double) y")
        .write()
        .parquet(parquet);
    Dataset<Row> typed = reader.read("data.train", "parquet", List.of(parquet), Map.of());
    try (TrainingData fromText = prepare(text);
        TrainingData fromTypes = prepare(typed)) {
      Standardizer expected = fromText.encoding().standardizer();
      Standardizer found = fromTypes.encoding().standardizer();
      assertThat(found.means()).isEqualTo(expected.means());
      assertThat(found.scales()).isEqualTo(expected.scales());
      assertThat(rows(fromTypes)).hasSize(3).isEqualTo(rows(fromText));
    }
  }

  /** The rows of all tiles, sorted, because text and numbers have different hashes. */
  private static List<String> rows(TrainingData data) {
    return data.train().tiles().collect().stream()
        .flatMap(tile -> IntStream.range(0, tile.rows()).mapToObj(i -> row(tile, i)))
        .sorted()
        .toList();
  }

  private static String row(Tile tile, int i) {
    double[] features = new double[tile.columns()];
    tile.copyRow(i, features);
    Targets targets = tile.all().targets();
    return Arrays.toString(features) + " -> " + targets.label(i);
  }

  private static TrainingData prepare(Dataset<Row> rows) {
    Columns columns = new Columns(FEATURES, Optional.of("y"), Optional.empty(), List.of());
    return TrainingData.prepare(
        new Table("data.train", rows, columns, new Split.All(Side.TRAIN)),
        new TrainingData.Settings(
            new Target.Numbers(),
            TrainingData.Scaling.CENTRED,
            FeatureRules.of(1, Polynomial.none()),
            new ClassWeights.Equal(),
            TrainingData.Tiles.of(Precision.DOUBLE, 1),
            42,
            2));
  }
}

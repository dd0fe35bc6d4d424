package dev.descent.spark.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.descent.data.Precision;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestSession;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Files that a test writes into a folder of its own, and tables of them with a feature a. */
record TestFiles(Path folder) {

  /** The lines of an error, with FOLDER for the folder. */
  List<String> shown(DataException e) {
    return e.lines().stream()
        .map(line -> line.replaceAll("(file:/*)?" + folder, "FOLDER"))
        .toList();
  }

  static TrainingData prepare(Table table) {
    return prepare(table, new Target.Numbers());
  }

  static TrainingData prepare(Table table, Target target) {
    return TrainingData.prepare(table, settings(target, Polynomial.none()));
  }

  static TrainingData prepare(Table table, Polynomial polynomial) {
    return TrainingData.prepare(table, settings(new Target.Numbers(), polynomial));
  }

  private static TrainingData.Settings settings(Target target, Polynomial polynomial) {
    return new TrainingData.Settings(
        target,
        TrainingData.Scaling.CENTRED,
        FeatureRules.of(1, polynomial),
        new ClassWeights.Equal(),
        TrainingData.Tiles.of(Precision.DOUBLE, 2),
        42,
        2);
  }

  static Table training(String path) {
    return table(csv(path), new Split.All(Side.TRAIN));
  }

  static Table table(Dataset<Row> rows, Split split) {
    Columns columns = new Columns(List.of("a"), Optional.of("y"), Optional.empty(), List.of());
    return new Table("data.train", rows, columns, split);
  }

  String file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines), UTF_8).toString();
  }

  static Dataset<Row> csv(String path) {
    return new TableReader(TestSession.spark())
        .read("data.train", "csv", List.of(path), Map.of("header", "true"));
  }
}

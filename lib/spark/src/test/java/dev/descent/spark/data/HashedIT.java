package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Precision;
import dev.descent.data.Tile;
import dev.descent.encode.Buckets;
import dev.descent.encode.Hashed;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestRows;
import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns whose values are hashed, from a table to tiles. */
final class HashedIT {
  private static final FeatureRules NONE = FeatureRules.none();
  private static final StructType SCHEMA =
      new StructType()
          .add("n", DataTypes.DoubleType)
          .add("id", DataTypes.LongType)
          .add("city", DataTypes.StringType)
          .add("w", DataTypes.DoubleType)
          .add("s", DataTypes.StringType)
          .add("y", DataTypes.DoubleType);

  private final TestFiles files;

  HashedIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  /** Features as Hashed makes them, one row of which is checked by hand. */
  @Test
  void valuesOfAnyTypeAreHashedByTheirTexts() throws IOException {
    Table table = csv("n,id,city,y", "1,7,u,1", "2,8.5,v,2", "3,x y,u,3");
    try (TrainingData data = prepare(table, hashing(8, "id", "ci*"))) {
      assertThat(data.encoding().columns()).containsExactly("n", "id", "city");
      assertThat(data.encoding().features()).hasSize(9).startsWith("n", "hash[0]");
      double[] expected = new double[9];
      expected[0] = 3;
      for (double code : List.of(Hashed.of("id", 8).code("x y"), Hashed.of("city", 8).code("u"))) {
        expected[(int) Math.abs(code)] += Math.signum(code);
      }
      assertThat(rowWith(data, 3)).containsExactly(expected);
      assertThat(data.statistics().hashed().met()).isEqualTo(met(8, "7", "8.5", "x y"));
    }
  }

  private static int met(int size, String... ids) {
    return (int)
        Stream.concat(
                Stream.of(ids).map(Hashed.of("id", size)::code),
                Stream.of("u", "v").map(Hashed.of("city", size)::code))
            .map(Math::abs)
            .distinct()
            .count();
  }

  /** Texts beside hashed columns are still numbers or categories by what they hold. */
  @Test
  void otherColumnsAreWhatTheyWere() throws IOException {
    Table table = csv("a,b,id,y", "1,u,x,1", "2,v,9,2", "4,u,z,3");
    try (TrainingData data = prepare(table, hashing(2, "id"))) {
      assertThat(data.encoding().features())
          .containsExactly("a", "b=u", "b=v", "hash[0]", "hash[1]");
    }
    FeatureRules squares = FeatureRules.of(1, Polynomial.ofDegree(2));
    try (TrainingData data =
        prepare(
            csv("a,id,y", "1,x,1", "2,9,2"),
            squares.with(new FeatureRules.Hashing(List.of("id"), 2)))) {
      assertThat(data.encoding().features()).containsExactly("a", "a^2", "hash[0]", "hash[1]");
    }
  }

  @Test
  void hashedColumnsMayBeTheOnlyOnes() throws IOException {
    try (TrainingData data = prepare(csv("id,y", "1,1", "x,2"), hashing(2, "*"))) {
      assertThat(data.encoding().features()).containsExactly("hash[0]", "hash[1]");
    }
  }

  @Test
  void missingValuesAreBadDataOrAValueOfTheirOwn() throws IOException {
    String[] lines = {"n,id,y", "1,x,1", "2,,2", "3,z,3"};
    assertRefused(
        csv(lines),
        hashing(8, "id"),
        "data.train: column id is missing; fill it, set features.missing or leave the column out"
            + " (features.exclude) (1 row, e.g. empty in FOLDER/a.csv)");
    FeatureRules zero = missing(FeatureRules.Fill.ZERO, hashing(8, "id"));
    try (TrainingData data = prepare(csv(lines), zero)) {
      double[] expected = new double[9];
      expected[0] = 2;
      double code = new Hashed("id", 8, Hashed.Missing.VALUE).missing();
      expected[(int) Math.abs(code)] = Math.signum(code);
      assertThat(rowWith(data, 2)).containsExactly(expected);
    }
  }

  @Test
  void numbersThatAreNotFiniteAreRefused() {
    StructType schema =
        new StructType().add("id", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
    List<Row> rows = List.of(RowFactory.create(1.0, 1.0), RowFactory.create(Double.NaN, 2.0));
    Columns columns = new Columns(List.of("id"), Optional.of("y"), Optional.empty(), List.of());
    Table table =
        new Table(
            "data.train", TestRows.table(schema, rows, 1), columns, new Split.All(Side.TRAIN));
    assertRefused(
        table,
        hashing(8, "id"),
        "data.train: column id is NaN or infinite; clean it or leave the column out"
            + " (features.exclude) (1 row, e.g. \"NaN\")");
  }

  @Test
  void aColumnIsOfOneKind() throws IOException {
    Table table = csv("n,id,y", "1,x,1", "2,z,2");
    FeatureRules both =
        hashing(8, "i*")
            .with(
                new FeatureRules.Categories(
                    List.of("id"), FeatureRules.Unseen.IGNORE, FeatureRules.Levels.ALL, 0));
    assertRefused(
        table,
        both,
        "features.categorical: id is one of features.hashed.columns; list it in one of the two");
    FeatureRules glob =
        hashing(2, "i*")
            .with(
                new FeatureRules.Categories(
                    List.of("*"), FeatureRules.Unseen.IGNORE, FeatureRules.Levels.ALL, 0));
    try (TrainingData data = prepare(table, glob)) {
      assertThat(data.encoding().features()).containsExactly("n=1", "n=2", "hash[0]", "hash[1]");
    }
  }

  @Test
  void hashedColumnsStandBehindOthers() throws IOException {
    Dataset<Row> rows = TestFiles.csv(files.file("a.csv", "id,n,to,y,m", "1,2,3,4,5"));
    List<String> label = List.of("y");
    assertThat(choice("*", "", "to", "i*").of(rows, label)).containsExactly("n", "m", "to", "id");
    assertThat(choice("m", "", "id").of(rows, label)).containsExactly("m", "id");
    assertThat(choice("*", "n", "*").of(rows, label)).containsExactly("id", "to", "m");
    assertThat(new FeatureChoice(List.of(), List.of(), List.of("id")).of(rows, label))
        .containsExactly("id");
    refused(choice("id", "", "i*"), rows, "features.columns: id is one of features.hashed.columns");
    refused(
        choice("*", "", "di"), rows, "features.hashed.columns: there is no column di; the columns");
    refused(choice("*", "", "y"), rows, "features.hashed.columns: y is the label, weight or split");
    refused(
        choice("*", "to", "to"), rows, "features.hashed.columns [to] less features.exclude [to]");
    refused(choice("*", "", "z*"), rows, "features.hashed.columns [z*] less features.exclude []");
    refused(choice("z*", "", "id"), rows, "features.columns [z*] less features.exclude []");
  }

  private static FeatureChoice choice(String columns, String exclude, String... hashed) {
    return new FeatureChoice(List.of(columns), List.of(exclude), List.of(hashed));
  }

  private static void refused(FeatureChoice choice, Dataset<Row> rows, String message) {
    assertThatThrownBy(() -> choice.of(rows, List.of("y")))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(message);
  }

  /** Rows of weight 0, of other sides and of no use meet nothing. */
  @Test
  void valuesAreThoseOfTheTrainingRows() {
    List<Row> rows =
        List.of(
            row(1, 1, "u", 1, "train"),
            row(Double.NaN, 2, "u", 1, "train"),
            row(1, 3, "u", 0, "train"),
            row(1, 4, "u", 1, "validation"),
            row(1, 5, "u", 1, "test"));
    Table table = table(TestRows.table(SCHEMA, rows, 2)).skipping(new SkipAtMost(0.5));
    try (TrainingData data = prepare(table, hashing(1 << 20, "id", "city"))) {
      Buckets met = data.statistics().hashed();
      assertThat(List.of(met.met(), met.values())).isEqualTo(List.of(2, 2L));
    }
  }

  @Test
  void nothingHangsOnFilesOrPartitions() {
    Random random = new Random(5);
    List<Row> rows =
        new ArrayList<>(
            IntStream.range(0, 500)
                .mapToObj(i -> row(i / 7.0, i % 90, "c" + i % 30, 1, i % 5 > 0 ? "train" : "test"))
                .toList());
    TreeSet<String> found = new TreeSet<>();
    for (int partitions : new int[] {1, 7, 50}) {
      Collections.shuffle(rows, random);
      Table table = table(TestRows.table(SCHEMA, rows, partitions));
      try (TrainingData data = prepare(table, hashing(256, "id", "city"))) {
        Buckets met = data.statistics().hashed();
        // The id has 72 values there, the city 24.
        assertThat(List.of(met.met(), met.values())).isEqualTo(List.of(84, 102L));
        found.add(
            List.of(met.met(), met.values(), met.collisionRate())
                + Arrays.toString(data.encoding().standardizer().means())
                + Arrays.toString(rowWith(data, 499 / 7.0)));
      }
    }
    assertThat(found).hasSize(1);
  }

  /** The features of the training row whose first feature is {@code first}. */
  private static double[] rowWith(TrainingData data, double first) {
    double[] features = new double[data.encoding().features().size()];
    for (Tile tile : data.train().tiles().collect()) {
      for (int i = 0; i < tile.rows(); i++) {
        tile.copyRow(i, features);
        if (features[0] == first) {
          return features;
        }
      }
    }
    throw new AssertionError("there is no row with " + first);
  }

  private static Row row(double n, long id, String city, double weight, String side) {
    return RowFactory.create(n, id, city, weight, side, n * 7);
  }

  private static FeatureRules hashing(int size, String... columns) {
    return NONE.with(new FeatureRules.Hashing(List.of(columns), size));
  }

  private static FeatureRules missing(FeatureRules.Fill fill, FeatureRules rules) {
    return rules.with(new FeatureRules.Missing(fill, FeatureRules.Indicator.NONE));
  }

  private Table csv(String... lines) throws IOException {
    Dataset<Row> rows = TestFiles.csv(files.file("a.csv", lines));
    List<String> all = List.of(lines[0].split(",", -1));
    Columns columns =
        new Columns(all.subList(0, all.size() - 1), Optional.of("y"), Optional.empty(), List.of());
    return new Table("data.train", rows, columns, new Split.All(Side.TRAIN));
  }

  private static Table table(Dataset<Row> rows) {
    Columns columns =
        new Columns(List.of("n", "id", "city"), Optional.of("y"), Optional.of("w"), List.of());
    return new Table("data.train", rows, columns, new Split.ByColumn("s"));
  }

  private static TrainingData prepare(Table table, FeatureRules rules) {
    return TrainingData.prepare(
        table,
        new TrainingData.Settings(
            new Target.Numbers(),
            TrainingData.Scaling.NONE,
            rules,
            new ClassWeights.Equal(),
            TrainingData.Tiles.of(Precision.DOUBLE, 2),
            42,
            2));
  }

  private void assertRefused(Table table, FeatureRules rules, String... lines) {
    assertThatThrownBy(() -> prepare(table, rules))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(files.shown(e)).containsExactly(lines));
  }
}

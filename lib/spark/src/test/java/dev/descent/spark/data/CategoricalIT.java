package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.data.Precision;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Encoding;
import dev.descent.encode.Numeric;
import dev.descent.encode.Polynomial;
import dev.descent.spark.TestRows;
import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of categories and of missing values, fitted on the training rows. */
final class CategoricalIT {
  private static final FeatureRules NONE = FeatureRules.none();
  private static final StructType SCHEMA =
      new StructType()
          .add("cut", DataTypes.StringType)
          .add("size", DataTypes.DoubleType)
          .add("shop", DataTypes.IntegerType)
          .add("w", DataTypes.DoubleType)
          .add("s", DataTypes.StringType)
          .add("y", DataTypes.DoubleType);

  private final TestFiles files;

  CategoricalIT(@TempDir Path folder) {
    files = new TestFiles(folder);
  }

  @Test
  void columnsOfTextAreCategoriesByThemselves() throws IOException {
    Table table = csv("a,b,c,y", "1,x,9,1", "2,\u00fc,10,2", "3,x,9,3", "4, x,-1,4");
    try (TrainingData data = prepare(table, NONE)) {
      assertThat(data.encoding().features()).containsExactly("a", "b= x", "b=x", "b=\u00fc", "c");
      assertThat(data.encoding().standardizer().means())
          .containsExactly(2.5, 0.25, 0.5, 0.25, 6.75);
    }
    FeatureRules listed = NONE.with(categories(FeatureRules.Unseen.IGNORE, 0, "a*", "c"));
    try (TrainingData data = prepare(table, listed)) {
      assertThat(data.encoding().features())
          .containsExactly(
              "a=1", "a=2", "a=3", "a=4", "b= x", "b=x", "b=\u00fc", "c=-1", "c=9", "c=10");
    }
  }

  /** One text among numbers is more likely a mistake than a category. */
  @Test
  void textsAmongNumbersAreRefusedUnlessTheColumnIsListed() throws IOException {
    Table table = csv("a,b,y", "1,x,1", "2,y,2", "?,x,3");
    assertRefused(
        table,
        NONE,
        "data.train: column a holds text, not a number; clean it, list the column in"
            + " features.categorical or leave it out (features.exclude) (1 row, e.g. \"?\" in"
            + " FOLDER/a.csv)");
    FeatureRules listed = NONE.with(categories(FeatureRules.Unseen.IGNORE, 0, "a"));
    assertThat(features(table, listed)).containsExactly("a=1", "a=2", "a=?", "b=x", "b=y");
  }

  /** A number in the column of the validation row alone does not make it a column of numbers. */
  @Test
  void onlyTrainingRowsOfSomeWeightCount() throws IOException {
    Dataset<Row> rows =
        TestRows.table(
            SCHEMA,
            List.of(
                row("a", 1, 1, 1, "train"),
                row("b", 1, 2, 1, "train"),
                row("c", 1, 3, 0, "train"),
                row("7", 1, 4, 1, "validation")),
            2);
    FeatureRules shops = NONE.with(categories(FeatureRules.Unseen.IGNORE, 0, "shop"));
    try (TrainingData data = prepare(table(rows, "cut", "shop"), shops)) {
      assertThat(data.encoding().features()).containsExactly("cut=a", "cut=b", "shop=1", "shop=2");
      double[] unseen = new double[4];
      data.validation().orElseThrow().tiles().collect().stream()
          .filter(tile -> tile.rows() > 0)
          .forEach(tile -> tile.copyRow(0, unseen));
      assertThat(unseen).containsExactly(-1, -1, -1, -1);
    }
  }

  @Test
  void unseenCategoriesAreBadDataWhereTheJobSaysSo() throws IOException {
    Dataset<Row> rows =
        TestRows.table(
            SCHEMA,
            List.of(
                row("a", 1, 1, 1, "train"),
                row("b", 1, 2, 1, "train"),
                row("z", 1, 2, 1, "validation"),
                row("a", 1, 9, 1, "test")),
            2);
    assertRefused(
        table(rows, "cut", "shop"),
        NONE.with(categories(FeatureRules.Unseen.FAIL, 0, "shop")),
        "data.train: column cut has a category that no training row has; clean it, set"
            + " features.unseen = ignore or leave the column out (features.exclude) (1 row, e.g."
            + " \"z\")",
        "data.train: column shop has a category that no training row has; clean it, set"
            + " features.unseen = ignore or leave the column out (features.exclude) (1 row, e.g."
            + " \"9\")");
  }

  @Test
  void rareCategoriesShareAFeature() throws IOException {
    Table table = csv("a,b,y", "u,1,1", "u,1,2", "v,1,3", "w,1,4", "u,1,5", "v,1,6");
    FeatureRules rare = NONE.with(categories(FeatureRules.Unseen.FAIL, 2));
    try (TrainingData data = prepare(table, rare)) {
      assertThat(data.encoding().features()).containsExactly("a=u", "a=v", "a=(other)", "b");
      Categorical a = (Categorical) data.encoding().expansion().inputs().get(0);
      assertThat(a.code("w")).isEqualTo(a.code("never seen")).isEqualTo(2);
    }
    assertThat(features(table, NONE.with(categories(FeatureRules.Unseen.FAIL, 7))))
        .containsExactly("a=(other)", "b");
  }

  @Test
  void theFirstIsLeftOutUnlessItIsTheOnlyOne() throws IOException {
    Table table = csv("a,b,y", "v,x,1", "u,x,2", "v,x,3");
    FeatureRules all = NONE;
    FeatureRules fewer =
        NONE.with(
            new FeatureRules.Categories(
                List.of(), FeatureRules.Unseen.IGNORE, FeatureRules.Levels.ALL_BUT_THE_FIRST, 0));
    assertThat(features(table, all)).containsExactly("a=u", "a=v", "b=x");
    assertThat(features(table, fewer)).containsExactly("a=v", "b=x");
  }

  @Test
  void missingNumbersAreFilled() throws IOException {
    Table table = csv("a,b,c,y", "1,1,u,1", ",2,,2", "3,3,u,3", "8,,v,4");
    try (TrainingData data = prepare(table, missing(FeatureRules.Fill.MEAN, true))) {
      assertThat(data.encoding().features())
          .containsExactly("a", "a is missing", "b", "b is missing", "c=u", "c=v", "c=(missing)");
      assertThat(fill(data.encoding(), 0)).isEqualTo(4);
      assertThat(fill(data.encoding(), 1)).isEqualTo(2);
      assertThat(data.encoding().standardizer().means())
          .containsExactly(4, 0.25, 2, 0.25, 0.5, 0.25, 0.25);
    }
    try (TrainingData data = prepare(table, missing(FeatureRules.Fill.MEDIAN, false))) {
      assertThat(data.encoding().features()).containsExactly("a", "b", "c=u", "c=v", "c=(missing)");
      assertThat(fill(data.encoding(), 0)).isEqualTo(3);
      assertThat(fill(data.encoding(), 1)).isEqualTo(2);
      assertThat(data.statistics().missing(data.encoding().expansion().inputs()))
          .isEqualTo(Map.of("a", 1L, "b", 1L, "c", 1L));
    }
    try (TrainingData data = prepare(table, missing(FeatureRules.Fill.ZERO, false))) {
      assertThat(fill(data.encoding(), 0)).isEqualTo(0);
    }
    assertRefused(
        table,
        NONE,
        "data.train: column a is missing; fill it, set features.missing or leave the column out"
            + " (features.exclude) (1 row, e.g. empty in FOLDER/a.csv)",
        "data.train: column b is missing; fill it, set features.missing or leave the column out"
            + " (features.exclude) (1 row, e.g. empty in FOLDER/a.csv)");
  }

  /** Filled before they are divided and multiplied; categories take no part. */
  @Test
  void polynomialsAreOfTheFilledNumbers() throws IOException {
    Table table = csv("a,c,b,y", "2,u,4,1", ",v,8,2", "4,u,6,3");
    FeatureRules rules =
        FeatureRules.of(2, Polynomial.ofDegree(2))
            .with(
                new FeatureRules.Missing(
                    FeatureRules.Fill.MEAN, FeatureRules.Indicator.WHERE_MISSING));
    try (TrainingData data = prepare(table, rules)) {
      assertThat(data.encoding().features())
          .containsExactly("a", "b", "a^2", "a b", "b^2", "a is missing", "c=u", "c=v");
      double[] means = data.encoding().standardizer().means();
      assertThat(means[0]).isEqualTo(1.5);
      assertThat(means[3]).isEqualTo((1 * 2 + 1.5 * 4 + 2 * 3) / 3);
    }
  }

  @Test
  void numbersThatAreNotFiniteAreNeverMissing() throws IOException {
    assertRefused(
        csv("a,y", "1,1", "NaN,2", ",3"),
        missing(FeatureRules.Fill.MEAN, true),
        "data.train: column a is NaN or infinite; clean it or leave the column out"
            + " (features.exclude) (1 row, e.g. \"NaN\" in FOLDER/a.csv)");
  }

  @Test
  void weightsCountInMeanAndMedian() {
    Dataset<Row> rows =
        TestRows.table(
            SCHEMA,
            List.of(
                row("a", 1, 1, 3, "train"),
                row("a", 5, 1, 1, "train"),
                row("a", 100, 1, 0, "train"),
                row("a", 50, 1, 1, "validation"),
                RowFactory.create("a", null, 1, 1.0, "train", 1.0)),
            2);
    try (TrainingData data = prepare(table(rows, "size"), missing(FeatureRules.Fill.MEAN, false))) {
      assertThat(fill(data.encoding(), 0)).isEqualTo(2);
    }
    try (TrainingData data =
        prepare(table(rows, "size"), missing(FeatureRules.Fill.MEDIAN, false))) {
      assertThat(fill(data.encoding(), 0)).isEqualTo(1);
    }
  }

  @Test
  void columnsThatCannotBeFeatures() throws IOException {
    Stream<String> many = IntStream.rangeClosed(0, Categorical.MOST).mapToObj(i -> "u" + i + ",1");
    assertRefused(
        csv(Stream.concat(Stream.of("a,y"), many).toArray(String[]::new)),
        NONE,
        "data.train: column a has more than 10000 distinct values, or very long ones, too many for"
            + " categories; leave it out (features.exclude) or hash it (features.hashed)");
    assertRefused(
        csv("a,b,y", ",1,1", ",2,2"),
        missing(FeatureRules.Fill.MEAN, false),
        "data.train: column a is missing in every training row; leave it out (features.exclude)");
    assertRefused(
        csv("a,b,y", ",1,1", ",2,2"),
        NONE.with(categories(FeatureRules.Unseen.IGNORE, 0, "a")),
        "data.train: column a is missing in every training row; leave it out (features.exclude)");
    FeatureRules misspelt = NONE.with(categories(FeatureRules.Unseen.IGNORE, 0, "cutt"));
    assertRefused(
        csv("cut,y", "a,1", "b,2"),
        misspelt,
        "features.categorical: there is no column cutt; did you mean cut?");
    assertRefused(
        csv("cut,y", "a,1", "b,2"),
        NONE.with(categories(FeatureRules.Unseen.IGNORE, 0, "y")),
        "features.categorical: y is no feature; see features.columns and features.exclude");
  }

  /** Five values of a megabyte each are few, but more than is kept of a column. */
  @Test
  void longValuesAreTooManySooner() {
    List<Row> rows =
        IntStream.range(0, 5)
            .mapToObj(i -> row(("" + i).repeat(1 << 20) + "x", 1, 1, 1, "train"))
            .toList();
    assertRefused(
        table(TestRows.table(SCHEMA, rows, 5), "cut"),
        NONE,
        "data.train: column cut has more than 10000 distinct values, or very long ones, too many"
            + " for categories; leave it out (features.exclude) or hash it (features.hashed)");
    List<Row> fewer = rows.subList(0, 4).stream().map(row -> cut(row, 3 << 18)).toList();
    assertThat(features(table(TestRows.table(SCHEMA, fewer, 4), "cut"), NONE)).hasSize(4);
  }

  private static Row cut(Row row, int length) {
    return row(row.getString(0).substring(0, length) + "x", 1, 1, 1, "train");
  }

  /** All products of 200 columns would be too many, but 198 of them are no numbers. */
  @Test
  void columnsOfTextDoNotCountAmongTheProducts() throws IOException {
    String names = IntStream.range(0, 200).mapToObj(j -> "f" + j).collect(Collectors.joining(","));
    String texts = ",t".repeat(198);
    Table table = csv(names + ",y", "1,2" + texts + ",1", "3,5" + texts + ",2");
    List<String> features = features(table, FeatureRules.of(1, Polynomial.ofDegree(3)));
    assertThat(features).hasSize(9 + 198).startsWith("f0", "f1", "f0^2").contains("f0 f1^2");
  }

  /** What is decided and every bit of it, whatever the partitions and the order of the rows. */
  @Test
  void neitherOrderNorPartitionsMatter() {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double size = Math.exp(20 * random.nextGaussian());
      rows.add(
          RowFactory.create(
              random.nextInt(5) == 0 ? null : "c" + random.nextInt(1 + random.nextInt(40)),
              random.nextInt(4) == 0 ? null : size,
              random.nextInt(9),
              random.nextDouble(),
              "train",
              1.0 * i));
    }
    for (FeatureRules.Fill fill : List.of(FeatureRules.Fill.MEAN, FeatureRules.Fill.MEDIAN)) {
      FeatureRules rules =
          missing(fill, true).with(categories(FeatureRules.Unseen.FAIL, 5, "shop"));
      List<String> found = new ArrayList<>();
      for (int partitions : new int[] {1, 7, 50}) {
        Collections.shuffle(rows, random);
        Table table = table(TestRows.table(SCHEMA, rows, partitions), "cut", "size", "shop");
        try (TrainingData data = prepare(table, rules)) {
          found.add(data.encoding().expansion().inputs().toString());
          found.add(data.encoding().features().toString());
        }
      }
      assertThat(found.stream().distinct()).hasSize(2);
      assertThat(found.get(1)).contains("cut=(other)", "cut=(missing)", "size is missing");
    }
  }

  private static double fill(Encoding encoding, int column) {
    Column found = encoding.expansion().inputs().get(column);
    return ((Numeric) found).fill();
  }

  private static Row row(String cut, double size, int shop, double weight, String side) {
    return RowFactory.create(cut, size, shop, weight, side, 1.0);
  }

  private static FeatureRules.Categories categories(
      FeatureRules.Unseen unseen, long rareBelow, String... columns) {
    return new FeatureRules.Categories(
        List.of(columns), unseen, FeatureRules.Levels.ALL, rareBelow);
  }

  private static FeatureRules missing(FeatureRules.Fill fill, boolean indicator) {
    return NONE.with(
        new FeatureRules.Missing(
            fill, indicator ? FeatureRules.Indicator.WHERE_MISSING : FeatureRules.Indicator.NONE));
  }

  private Table csv(String... lines) throws IOException {
    Dataset<Row> rows = TestFiles.csv(files.file("a.csv", lines));
    List<String> all = List.of(lines[0].split(",", -1));
    Columns columns =
        new Columns(all.subList(0, all.size() - 1), Optional.of("y"), Optional.empty(), List.of());
    return new Table("data.train", rows, columns, new Split.All(Side.TRAIN));
  }

  private static Table table(Dataset<Row> rows, String... features) {
    Columns columns = new Columns(List.of(features), Optional.of("y"), Optional.of("w"), List.of());
    return new Table("data.train", rows, columns, new Split.ByColumn("s"));
  }

  private static List<String> features(Table table, FeatureRules rules) {
    try (TrainingData data = prepare(table, rules)) {
      return data.encoding().features();
    }
  }

  private static TrainingData prepare(Table table, FeatureRules rules) {
    return TrainingData.prepare(
        table,
        new TrainingData.Settings(
            new Target.Numbers(),
            TrainingData.Scaling.CENTRED,
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

package dev.descent.spark.data;

import dev.descent.data.Numbers;
import dev.descent.encode.Expansion;
import dev.descent.encode.Polynomial;
import dev.descent.spark.source.DataException;
import dev.descent.spark.source.DatabaseFailure;
import dev.descent.spark.source.ParquetFooters;
import dev.descent.spark.source.TableReader;
import dev.descent.spark.source.UnreadableFile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A table with the columns that take part and the rule that splits its rows.
 *
 * @param where the key of the job file that named it, for messages
 * @param skip how many bad rows are left out
 * @param kept its rows if they are to be kept between passes
 */
public record Table(
    String where,
    Dataset<Row> rows,
    Columns columns,
    Split split,
    SkipAtMost skip,
    Optional<KeptRows> kept) {
  private static final int SHOWN_COLUMNS = 30;
  private static final Polynomial NONE = Polynomial.none();

  public Table {
    StructType schema = rows.schema();
    Stream<String> named = Stream.concat(columns.label().stream(), columns.weight().stream());
    Stream<String> split1 =
        split instanceof Split.ByTime ? Stream.empty() : split.column().stream();
    Stream.of(
            columns.features().stream().filter(name -> VectorColumn.of(schema, columns).isEmpty()),
            columns.key().stream(),
            columns.slices().stream(),
            named,
            split1)
        .flatMap(names -> names)
        .forEach(name -> requireReadable(where, schema, name));
  }

  /** A table that is read again in every pass. */
  public Table(String where, Dataset<Row> rows, Columns columns, Split split, SkipAtMost skip) {
    this(where, rows, columns, split, skip, Optional.empty());
  }

  /** A table of which every bad row is refused. */
  public Table(String where, Dataset<Row> rows, Columns columns, Split split) {
    this(where, rows, columns, split, SkipAtMost.NONE);
  }

  /** The column of vectors, if that is its one feature. */
  Optional<String> vector() {
    return VectorColumn.of(rows.schema(), columns);
  }

  /**
   * The reader of its rows with {@code labels}, all features of which are numbers; vectors are of
   * any size, and looked at without being read.
   */
  public RowReader reader(LabelReader labels) {
    return vector()
        .map(name -> VectorReader.ofAnySize(rows.schema(), name))
        .map(any -> new RowReader(this, labels, new Expansion(List.of(), 1, NONE), any))
        .orElseGet(() -> reader(labels, new Expansion(columns.features(), 1, NONE)));
  }

  /**
   * The reader of its rows with {@code labels}, whose features {@code expansion} makes.
   *
   * @throws DataException if one needs vectors and the other has none
   */
  public RowReader reader(LabelReader labels, Expansion expansion) {
    StructType schema = rows.schema();
    VectorColumn.requireFit(where, schema, expansion);
    VectorReader vector = expansion.vector().map(v -> VectorReader.of(schema, v)).orElse(null);
    return new RowReader(this, labels, expansion, vector);
  }

  private JavaRDD<InternalRow> allRows() {
    return kept.map(KeptRows::rows).orElseGet(() -> InternalRows.of(rows));
  }

  /** Its rows as Spark holds them, without training rows that are not of a share. */
  public JavaRDD<InternalRow> internalRows() {
    JavaRDD<InternalRow> all = allRows();
    if (split instanceof Split.OfShare some) {
      RowHash hash = new RowHash(rows.schema(), RowIdentity.columns(this));
      SideReader sides = some.whole().reader(rows.schema());
      TrainShare share = some.share();
      return all.filter(
          row -> {
            long content = hash.of(row);
            return sides.side(row, content) != Side.TRAIN || share.keeps(content);
          });
    }
    return all;
  }

  /** This table, whose rows are kept between passes. */
  Table keeping(KeptRows between) {
    return new Table(where, rows, columns, split, skip, Optional.of(between));
  }

  /**
   * How many rows it has, bad ones included, and those that are not of a share.
   *
   * <p>Lines are read whole for it, as every pass reads them: where Spark reads fewer columns it
   * takes a short line for a good one, which data.filter then judges.
   */
  public long count() {
    boolean lines = List.of(rows.columns()).contains(TableReader.MALFORMED);
    return pass(() -> lines ? allRows().count() : rows.count());
  }

  /**
   * What the footer of the first of its files tells of the columns in it, where Spark reads Parquet
   * and does nothing else to it.
   *
   * @throws DataException if the file cannot be read
   */
  public Optional<ParquetMetadata> parquetFooter() {
    return KeptRows.parquet(InternalRows.source(rows))
        .flatMap(files -> Stream.of(files.relation().location().inputFiles()).findFirst())
        .map(
            url ->
                ParquetFooters.read(
                    where,
                    SparkPath.fromUrlString(url).toPath(),
                    rows.sparkSession().sessionState().newHadoopConf()));
  }

  /**
   * This table with the columns that a model takes as features.
   *
   * @throws DataException that names every one of them that is missing
   */
  public Table withFeatures(List<String> features) {
    List<String> all = List.of(rows.schema().fieldNames());
    List<String> missing = features.stream().filter(name -> !all.contains(name)).toList();
    if (missing.size() > 1) {
      throw new DataException(
          where
              + ": there are no columns "
              + String.join(", ", missing)
              + ", which the model was trained on; the columns are "
              + shown(all));
    }
    return with(columns.withFeatures(features));
  }

  /**
   * Runs {@code pass}, which reads this table.
   *
   * @throws DataException if a file or a database cannot be read
   */
  public <T> T pass(Supplier<T> pass) {
    try {
      return pass.get();
    } catch (Exception e) {
      // Not RuntimeException: Spark throws checked exceptions without declaring them.
      Optional<UnreadableFile> file = UnreadableFile.in(e);
      if (file.isPresent()) {
        throw file.get().refusal(where, e);
      }
      Optional<DatabaseFailure> database = DatabaseFailure.in(e);
      if (database.isPresent()) {
        throw database.get().refusal(where, e);
      }
      throw e;
    }
  }

  /** This table with its rows split in another way. */
  public Table with(Split other) {
    return new Table(where, rows, columns, other, skip, kept);
  }

  /** This table with other columns. */
  public Table with(Columns other) {
    return new Table(where, rows, other, split, skip, kept);
  }

  /** This table, of which bad rows are left out up to a share. */
  public Table skipping(SkipAtMost other) {
    return new Table(where, rows, columns, split, other, kept);
  }

  /**
   * The features that {@code wanted}, names or globs, asks for.
   *
   * @param key of the job file that asks, for messages
   * @throws DataException if a name is no feature
   */
  List<String> features(String key, List<String> wanted) {
    List<String> all = List.of(rows.schema().fieldNames());
    for (String name : wanted) {
      if (!name.contains("*") && !all.contains(name)) {
        throw new DataException(unknown(key, name, all));
      }
      if (!name.contains("*") && !columns.features().contains(name)) {
        throw new DataException(
            key + ": " + name + " is no feature; see features.columns and features.exclude");
      }
    }
    return columns.features().stream()
        .filter(name -> wanted.stream().anyMatch(glob -> matches(glob, name)))
        .toList();
  }

  /** Checks that there is a column {@code name}. */
  void requireThere(String name) {
    requireThere(where, rows.schema(), name);
  }

  private static void requireThere(String where, StructType schema, String name) {
    List<String> all = List.of(schema.fieldNames());
    if (!all.contains(name)) {
      throw new DataException(unknown(where, name, all));
    }
  }

  private static void requireReadable(String where, StructType schema, String name) {
    requireThere(where, schema, name);
    if (ColumnType.of(schema.apply(name).dataType()).isEmpty()) {
      throw new DataException(
          where
              + ": column "
              + name
              + " has the type "
              + schema.apply(name).dataType().simpleString()
              + ", which is neither a number nor text; convert it or leave it out");
    }
  }

  /** Says that there is no column of this name. */
  public static String unknown(String where, String name, List<String> all) {
    Optional<String> near =
        all.stream()
            .filter(other -> distance(name, other) < name.length())
            .filter(other -> distance(name, other) <= Math.max(1, name.length() / 3))
            .min(Comparator.comparingInt(other -> distance(name, other)));
    return where
        + ": there is no column "
        + name
        + near.map(other -> "; did you mean " + other + "?")
            .orElse("; the columns are " + shown(all) + hint(all));
  }

  /** How a file of columns that look like these should have been read. */
  private static String hint(List<String> all) {
    List<String> names = all.stream().filter(name -> !TableReader.isHidden(name)).toList();
    if (names.size() == 1 && names.get(0).matches(".*[;\t|].*")) {
      String separator = names.get(0).replaceAll("[^;\t|]", "").substring(0, 1);
      return "; if they are several, set options.sep = \"" + separator.replace("\t", "\\t") + "\"";
    }
    if (!names.isEmpty() && names.stream().allMatch(name -> name.matches("_c\\d+"))) {
      return "; if the first line names them, set options.header = true";
    }
    return names.stream().anyMatch(name -> !Double.isNaN(Numbers.parse(name)))
        ? "; if the first line is a row, set options.header = false"
        : "";
  }

  /** How many characters differ, upper and lower case alike. */
  private static int distance(String a, String b) {
    UTF8String left = UTF8String.fromString(a).toLowerCase();
    return left.levenshteinDistance(UTF8String.fromString(b).toLowerCase());
  }

  private static String shown(List<String> all) {
    return all.stream()
        .filter(name -> !TableReader.isHidden(name))
        .limit(SHOWN_COLUMNS)
        .collect(Collectors.joining(", "));
  }

  /** Whether {@code name} is that of a glob, or the name that it is. */
  static boolean matches(String glob, String name) {
    String regex =
        Stream.of(glob.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return name.matches(regex);
  }
}

package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import dev.descent.spark.source.BadRows;
import dev.descent.spark.source.Sample;
import dev.descent.spark.source.TableReader;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Takes the features, label, weight, hash and side of a row out of Spark's internal row, and says
 * what is wrong with a row that cannot be used.
 */
public final class RowReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ABSENT = -1;

  /** What is wrong with a line of which nothing else is said. */
  static final String FIELDS = "a line has too few or too many fields; fix the file";

  /** How a slice of the rows without a value is called. */
  static final String NO_VALUE = "(no value)";

  /** What to do about a bad feature of a model. */
  static final String AFTER_TRAINING = "; clean it, because the model needs it";

  private final String[] names;
  private final int[] features;
  private final ColumnType[] types;
  private final int malformed;
  private final int reason;
  private final int[] slices;
  private final TargetReader target;
  private final SideReader sides;
  private final RowHash hash;

  /** Absent where all features are numbers that are never missing. */
  private final @Nullable MixedReader mixed;

  /** Absent where the features are columns. */
  private final @Nullable VectorReader vector;

  private final int numbers;

  private final ColumnType[] allTypes;
  private final String[] allNames;

  /** Of features that {@code expansion} makes of the columns. */
  RowReader(Table table, LabelReader labels, Expansion expansion, @Nullable VectorReader vector) {
    StructType schema = table.rows().schema();
    Columns columns = table.columns();
    this.names = expansion.columns().toArray(String[]::new);
    this.features = expansion.columns().stream().mapToInt(schema::fieldIndex).toArray();
    this.allNames = schema.fieldNames();
    this.allTypes =
        Stream.of(schema.fields())
            .map(f -> ColumnType.ofContent(f).orElse(null))
            .toArray(ColumnType[]::new);
    this.types = new ColumnType[features.length];
    for (int j = 0; j < features.length; j++) {
      types[j] = allTypes[features[j]];
    }
    this.vector = vector;
    this.mixed =
        expansion.isPlain() || vector != null ? null : new MixedReader(expansion, features, types);
    this.numbers = expansion.numbers();
    this.slices = columns.slices().stream().mapToInt(schema::fieldIndex).toArray();
    this.malformed = List.of(allNames).indexOf(TableReader.MALFORMED);
    this.reason = List.of(allNames).indexOf(TableReader.REASON);
    this.target = new TargetReader(schema, columns, labels);
    this.sides = table.split().reader(schema);
    this.hash = new RowHash(schema, RowIdentity.columns(schema, columns));
  }

  /** The rows of one task, from the first, for a model that needs their features. */
  public RowScan scan(Iterator<InternalRow> rows) {
    return scan(rows, AFTER_TRAINING);
  }

  /** The rows of one task, from the first; {@code advice} is what to do about a bad feature. */
  public RowScan scan(Iterator<InternalRow> rows, String advice) {
    return new RowScan(this, rows, advice);
  }

  /** The hash of the content of a row, or of its key. */
  long hash(InternalRow row) {
    return hash.of(row);
  }

  /** The text of a row in the j-th column of the slices. */
  String slice(InternalRow row, int j) {
    return row.isNullAt(slices[j]) ? NO_VALUE : allTypes[slices[j]].text(row, slices[j]);
  }

  /** How many numbers are read for the features. */
  int numbers() {
    return numbers;
  }

  /** How the features of many rows are read, if they are numbers that can be. */
  Optional<BlockNumbers> block(Expansion expansion) {
    if (mixed != null || malformed != ABSENT) {
      return Optional.empty();
    }
    return vector == null
        ? Optional.of(new BlockNumbers.OfColumns(this, expansion))
        : vector.block(expansion);
  }

  /** The hashes of many rows. */
  void hashes(BatchRows rows, long[] into) {
    hash.of(rows, into);
  }

  /** The numbers of many rows in the j-th column of the features; NaN where there is none. */
  void numbers(BatchRows rows, int j, double[] into) {
    types[j].numbers(rows, features[j], into);
  }

  /** Reads side, label and weight of a row whose hash is read; false if it cannot be used. */
  boolean readAllButFeatures(InternalRow row, RowValues into) {
    return readSideByHash(row, into) && target.read(row, into);
  }

  /** Reads hash and side, which even a bad row may have; false if the side is not known. */
  boolean readSide(InternalRow row, RowValues into) {
    into.hash = hash.of(row);
    return readSideByHash(row, into);
  }

  /** Reads the side alone, and the hash where that decides it. */
  boolean readSideAlone(InternalRow row, RowValues into) {
    if (sides.needsHash()) {
      into.hash = hash.of(row);
    }
    return readSideByHash(row, into);
  }

  private boolean readSideByHash(InternalRow row, RowValues into) {
    Side side = sides.side(row, into.hash);
    if (side == null) {
      return false;
    }
    into.side = side;
    return true;
  }

  /** How the numbers of {@code rows} are read ahead, if they can be. */
  Optional<NumbersAhead> ahead(Iterator<InternalRow> rows) {
    boolean plain = mixed == null && vector == null && malformed == ABSENT;
    return plain && numbers <= NumbersAhead.MOST_NUMBERS && rows instanceof RowsOfBatches batches
        ? Optional.of(new NumbersAhead(batches, this))
        : Optional.empty();
  }

  /** Reads label and weight; false if the row cannot be used. */
  boolean readTarget(InternalRow row, RowValues into) {
    return target.read(row, into);
  }

  /** Reads the rest; false if the row cannot be used, for which {@link #explain} has the words. */
  boolean readValues(InternalRow row, RowValues into) {
    if (malformed != ABSENT && !row.isNullAt(malformed)) {
      return false;
    }
    boolean good = readFeatures(row, into);
    return target.read(row, into) && good;
  }

  private boolean readFeatures(InternalRow row, RowValues into) {
    if (vector != null) {
      return vector.read(row, into);
    }
    return mixed == null ? readNumbers(row, into.raw) : readMixed(mixed, row, into);
  }

  private boolean readNumbers(InternalRow row, double[] raw) {
    boolean good = true;
    for (int j = 0; j < features.length; j++) {
      double value = row.isNullAt(features[j]) ? Double.NaN : types[j].number(row, features[j]);
      raw[j] = value;
      good &= Math.abs(value) <= Double.MAX_VALUE;
    }
    return good;
  }

  private static boolean readMixed(MixedReader mixed, InternalRow row, RowValues into) {
    return mixed.read(row, into.raw, codes(mixed, into));
  }

  private static @Nullable CategoryCodes[] codes(MixedReader mixed, RowValues of) {
    if (of.codes == null) {
      of.codes = mixed.codes();
    }
    return of.codes;
  }

  /** Whether a row does not fit the columns: text instead of a number, a vector too long. */
  boolean isMisfit(InternalRow row) {
    if (malformed != ABSENT && !row.isNullAt(malformed)) {
      return false;
    }
    if (vector != null) {
      return vector.isOfOtherSize(row);
    }
    boolean found = false;
    for (int j = 0; j < features.length && !found; j++) {
      found =
          types[j] == PlainType.TEXT
              && (mixed == null || mixed.isNumber(j))
              && FeatureProblem.ofNumber(row, features[j], types[j]) == FeatureProblem.TEXT;
    }
    return found;
  }

  /** Counts a row that one of the readers refused while the features can still be chosen. */
  void explain(InternalRow row, RowValues values, BadRows bad) {
    explain(row, values, bad, FeatureProblem::beforeTraining);
  }

  /**
   * Counts a row that one of the readers refused.
   *
   * @param values what it was read into
   * @param advice what to do about a feature
   */
  void explain(InternalRow row, RowValues values, BadRows bad, String advice) {
    explain(row, values, bad, problem -> advice);
  }

  private void explain(
      InternalRow row, RowValues values, BadRows bad, Function<FeatureProblem, String> advice) {
    if (malformed != ABSENT && !row.isNullAt(malformed)) {
      String problem = reason == ABSENT ? FIELDS : allTypes[reason].text(row, reason);
      bad.add(problem, quoted(row, malformed));
      return;
    }
    if (sides.side(row, hash.of(row)) == null) {
      bad.add(sides.refusal(row), quoted(row, sides.ordinal()));
      return;
    }
    @Nullable FeatureProblem ofVector = vector == null ? null : vector.problem(row);
    if (vector != null && ofVector != null) {
      String what = ofVector.words() + advice.apply(ofVector);
      bad.add("column " + vector.name() + what, Sample.inFile(vector.sample(row, ofVector)));
      return;
    }
    for (int j = 0; vector == null && j < features.length; j++) {
      @Nullable FeatureProblem problem =
          mixed == null
              ? FeatureProblem.ofNumber(row, features[j], types[j])
              : mixed.problem(row, j, codes(mixed, values)[j]);
      if (problem != null) {
        String what = problem.words() + advice.apply(problem);
        bad.add("column " + names[j] + what, quoted(row, features[j]));
        return;
      }
    }
    target.explain(row, bad);
  }

  /** The raw values of a row by name, for messages about all of them. */
  String raw(InternalRow row) {
    return Sample.inFile(
        Sample.cut(
            IntStream.range(0, features.length)
                .mapToObj(j -> names[j] + " = " + text(row, j))
                .collect(Collectors.joining(", "))));
  }

  private String text(InternalRow row, int j) {
    return row.isNullAt(features[j]) ? "empty" : types[j].text(row, features[j]);
  }

  private String quoted(InternalRow row, int ordinal) {
    return allTypes[ordinal].sample(row, ordinal);
  }
}

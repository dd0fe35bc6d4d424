package dev.descent.spark.data;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Finds out the side of a row. */
sealed interface SideReader extends Serializable {

  /** Whether the hash of the row is needed. */
  default boolean needsHash() {
    return false;
  }

  /**
   * The side of a row; null if it has none.
   *
   * @param hash of the row, where it is needed
   */
  @Nullable Side side(InternalRow row, long hash);

  /**
   * The hash of what must not be parted: of the row, or of its group.
   *
   * @param hash of the row
   */
  default long unit(InternalRow row, long hash) {
    return hash;
  }

  /** The place of the column that is to blame for a row without a side; negative if none can be. */
  default int ordinal() {
    return -1;
  }

  /** What is wrong with a row without a side. */
  default String refusal(InternalRow row) {
    throw new IllegalStateException("every row has a side");
  }

  /** All rows on one side. */
  record Fixed(Side side) implements SideReader {
    @Override
    public Side side(InternalRow row, long hash) {
      return side;
    }
  }

  /** By the hash of the row. */
  record OfHash(Split.ByHash split) implements SideReader {
    @Override
    public boolean needsHash() {
      return true;
    }

    @Override
    public Side side(InternalRow row, long hash) {
      return split.side(hash);
    }
  }

  /** By the hash of a column. */
  record OfGroup(int ordinal, String name, RowHash group, Split.ByHash shares)
      implements SideReader {
    OfGroup(StructType schema, Split.ByGroup split) {
      this(
          schema.fieldIndex(split.group()),
          split.group(),
          new RowHash(schema, List.of(split.group())),
          split.shares());
    }

    @Override
    public @Nullable Side side(InternalRow row, long hash) {
      return row.isNullAt(ordinal) ? null : shares.side(group.of(row));
    }

    @Override
    public long unit(InternalRow row, long hash) {
      return group.of(row);
    }

    @Override
    public String refusal(InternalRow row) {
      return "column " + name + ", by which rows are split, is missing; fill it or drop the row";
    }
  }

  /** By the fold of the rows that {@code whole} takes for training. */
  record OfFold(SideReader whole, Folds folds, int fold) implements SideReader {
    @Override
    public boolean needsHash() {
      return true;
    }

    @Override
    public @Nullable Side side(InternalRow row, long hash) {
      Side side = whole.side(row, hash);
      if (side != Side.TRAIN) {
        return side == null ? null : Side.TEST;
      }
      return folds.fold(whole.unit(row, hash)) == fold ? Side.VALIDATION : Side.TRAIN;
    }

    @Override
    public int ordinal() {
      return whole.ordinal();
    }

    @Override
    public String refusal(InternalRow row) {
      return whole.refusal(row);
    }
  }

  /** By the order of a column. */
  record OfTime(TimeReader time, Split.ByTime split) implements SideReader {
    OfTime(StructType schema, Split.ByTime split) {
      this(TimeReader.of(schema, split.time(), split.kind()), split);
    }

    @Override
    public @Nullable Side side(InternalRow row, long hash) {
      double moment = time.read(row);
      return Double.isNaN(moment) ? null : split.side(moment);
    }

    @Override
    public int ordinal() {
      return time.ordinal();
    }

    @Override
    public String refusal(InternalRow row) {
      String wrong =
          row.isNullAt(time.ordinal())
              ? " is missing; fill it or drop the row"
              : " must be " + split.kind().wanted() + "; clean it";
      return "column " + split.time() + ", by which rows are split," + wrong;
    }
  }

  /** By names of sides in a column. */
  record OfColumn(int ordinal, String name, ColumnType type) implements SideReader {
    OfColumn(StructType schema, Split.ByColumn split) {
      this(
          schema.fieldIndex(split.name()),
          split.name(),
          ColumnType.of(schema.apply(split.name()).dataType()).orElseThrow());
    }

    @Override
    public @Nullable Side side(InternalRow row, long hash) {
      return row.isNullAt(ordinal)
          ? null
          : Split.ByColumn.side(type.text(row, ordinal)).orElse(null);
    }

    @Override
    public String refusal(InternalRow row) {
      return "column " + name + " must be train, validation or test";
    }
  }

  /** By the hash of the row among those of its class. */
  final class OfStratum implements SideReader {
    private static final long serialVersionUID = 1L;
    private static final int MOST_TEXTS = 4096;

    /** A class that no row had when the cuts were made: its rows count nothing. */
    private static final Split.Stratified.Cut NONE = new Split.Stratified.Cut(-1, -1);

    private final int ordinal;
    private final ColumnType type;
    private final Split.Stratified split;

    /** The cuts by the text of the label as it stands in the rows. */
    private final Map<String, Split.Stratified.Cut> known = new HashMap<>();

    OfStratum(StructType schema, Split.Stratified split) {
      this.ordinal = schema.fieldIndex(split.strata().label());
      this.type = ColumnType.of(schema.apply(split.strata().label()).dataType()).orElseThrow();
      this.split = split;
    }

    @Override
    public boolean needsHash() {
      return true;
    }

    @Override
    public @Nullable Side side(InternalRow row, long hash) {
      if (row.isNullAt(ordinal)) {
        return null;
      }
      if (known.size() > MOST_TEXTS) {
        known.clear();
      }
      return known
          .computeIfAbsent(
              type.text(row, ordinal),
              text -> split.cuts().getOrDefault(split.strata().stratum(text), NONE))
          .side(split.shares().place(hash));
    }

    @Override
    public int ordinal() {
      return ordinal;
    }

    @Override
    public String refusal(InternalRow row) {
      return "label " + split.strata().label() + " is missing; fill it or drop the row";
    }
  }
}

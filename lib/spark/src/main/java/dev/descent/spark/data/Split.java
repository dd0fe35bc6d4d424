package dev.descent.spark.data;

import dev.descent.math.SplitMix;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** Which side each row of a table is on. */
public sealed interface Split extends Serializable {

  /** How a task finds it out for the rows of {@code schema}. */
  SideReader reader(StructType schema);

  /** The column that decides, if one alone does. */
  default Optional<String> column() {
    return Optional.empty();
  }

  /** What was found out from all rows before any side was known, for the record of a run. */
  default Map<String, Object> toMap() {
    return Map.of();
  }

  /** All rows on one side. */
  record All(Side side) implements Split {
    @Override
    public SideReader reader(StructType schema) {
      return new SideReader.Fixed(side);
    }
  }

  /**
   * By the hash of the row and {@code seed}: equal rows share a side, and nothing else about the
   * job moves a row.
   *
   * @param test expected share of the test rows
   * @param validation expected share of the validation rows
   */
  record ByHash(double test, double validation, long seed) implements Split {
    /** Where a hash falls in [0, 1), which starts with the test rows, in units of 2^-53. */
    long place(long hash) {
      return SplitMix.combine(seed, hash) >>> 11;
    }

    Side side(long hash) {
      double place = place(hash) * 0x1p-53;
      return place < test ? Side.TEST : place < test + validation ? Side.VALIDATION : Side.TRAIN;
    }

    @Override
    public SideReader reader(StructType schema) {
      return new SideReader.OfHash(this);
    }
  }

  /** By the hash of one column and a seed: rows with the same value share a side. */
  record ByGroup(String group, ByHash shares) implements Split {
    @Override
    public Optional<String> column() {
      return Optional.of(group);
    }

    @Override
    public SideReader reader(StructType schema) {
      return new SideReader.OfGroup(schema, this);
    }
  }

  /**
   * By the hash of the row, with a share of each class: the test rows of a class are those up to
   * one place in the order of their hashes, the validation rows those up to a second place.
   *
   * @param strata what the rows are divided by before they are split
   * @param cuts of every class
   */
  record Stratified(ByHash shares, Strata strata, Map<String, Cut> cuts) implements Split {
    public Stratified {
      cuts = Map.copyOf(cuts);
    }

    /**
     * The last places of a class, as {@link ByHash#place} counts them; -1 where there is none.
     *
     * @param test the last one of the test rows
     * @param validation the last one of the validation rows, not below {@code test}
     */
    public record Cut(long test, long validation) implements Serializable {
      Side side(long place) {
        return place <= test ? Side.TEST : place <= validation ? Side.VALIDATION : Side.TRAIN;
      }
    }

    @Override
    public SideReader reader(StructType schema) {
      return new SideReader.OfStratum(schema, this);
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("by", "hash");
      json.put("stratify", strata.label());
      return json;
    }
  }

  /**
   * By the order of one column.
   *
   * @param time the column
   * @param kind how it is read
   * @param validationFrom the first moment of the validation rows; infinite without them
   * @param testFrom the first moment of the test rows; infinite without them
   */
  record ByTime(String time, TimeKind kind, double validationFrom, double testFrom)
      implements Split {
    Side side(double moment) {
      return moment >= testFrom
          ? Side.TEST
          : moment >= validationFrom ? Side.VALIDATION : Side.TRAIN;
    }

    @Override
    public Optional<String> column() {
      return Optional.of(time);
    }

    @Override
    public SideReader reader(StructType schema) {
      return new SideReader.OfTime(schema, this);
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("by", "time");
      json.put("column", time);
      if (validationFrom < testFrom) {
        json.put("validationFrom", kind.text(validationFrom));
      }
      if (testFrom < Double.POSITIVE_INFINITY) {
        json.put("testFrom", kind.text(testFrom));
      }
      return json;
    }
  }

  /** By the values train, validation and test of a column. */
  record ByColumn(String name) implements Split {
    @Override
    public Optional<String> column() {
      return Optional.of(name);
    }

    @Override
    public SideReader reader(StructType schema) {
      return new SideReader.OfColumn(schema, this);
    }

    /** The side that a value names; empty for any other value. */
    static Optional<Side> side(String value) {
      return switch (value.strip().toLowerCase(Locale.ROOT)) {
        case "train" -> Optional.of(Side.TRAIN);
        case "validation" -> Optional.of(Side.VALIDATION);
        case "test" -> Optional.of(Side.TEST);
        default -> Optional.empty();
      };
    }
  }

  /** Another split without the training rows that are not of a share, which no pass meets. */
  record OfShare(Split whole, TrainShare share) implements Split {
    @Override
    public SideReader reader(StructType schema) {
      return whole.reader(schema);
    }

    @Override
    public Map<String, Object> toMap() {
      return whole.toMap();
    }
  }

  /** The training rows of another split, of which those of one fold are for validation. */
  record Fold(Split whole, Folds folds, int fold) implements Split {
    public Fold {
      if (fold < 0 || fold >= folds.count()) {
        throw new IllegalArgumentException(
            "the fold must be from 0 to " + (folds.count() - 1) + ", but was " + fold);
      }
    }

    @Override
    public Optional<String> column() {
      return whole.column();
    }

    @Override
    public SideReader reader(StructType schema) {
      return new SideReader.OfFold(whole.reader(schema), folds, fold);
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> json = new LinkedHashMap<>(whole.toMap());
      json.put("folds", folds.count());
      json.put("fold", fold);
      return json;
    }
  }
}

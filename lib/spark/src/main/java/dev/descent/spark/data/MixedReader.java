package dev.descent.spark.data;

import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Numeric;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Reads columns of categories, and of numbers that may be missing, into a raw row. */
final class MixedReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Column[] columns;
  private final int[] ordinals;
  private final ColumnType[] types;

  /** Of the columns of {@code expansion}, which stand at {@code ordinals}. */
  MixedReader(Expansion expansion, int[] ordinals, ColumnType[] types) {
    this.columns = expansion.inputs().toArray(Column[]::new);
    this.ordinals = ordinals;
    this.types = types;
  }

  /** What the rows of one task look up; null for a column of numbers. */
  @Nullable CategoryCodes[] codes() {
    @Nullable CategoryCodes[] codes = new @Nullable CategoryCodes[columns.length];
    for (int j = 0; j < columns.length; j++) {
      if (columns[j] instanceof Categorical column) {
        codes[j] = new CategoryCodes(column, types[j]);
      } else if (columns[j] instanceof Hashed column) {
        codes[j] = new CategoryCodes(column, types[j]);
      }
    }
    return codes;
  }

  /** Reads a row; false if a value is refused. */
  boolean read(InternalRow row, double[] raw, @Nullable CategoryCodes[] codes) {
    boolean good = true;
    for (int j = 0; j < columns.length; j++) {
      CategoryCodes ofColumn = codes[j];
      if (ofColumn != null) {
        raw[j] = ofColumn.read(row, ordinals[j]);
        good &= !Double.isNaN(raw[j]);
      } else if (types[j].isMissing(row, ordinals[j])) {
        raw[j] = Double.NaN;
        good &= mayBeMissing(j);
      } else {
        raw[j] = types[j].number(row, ordinals[j]);
        good &= Math.abs(raw[j]) <= Double.MAX_VALUE;
      }
    }
    return good;
  }

  /** Whether column {@code j} is one of numbers. */
  boolean isNumber(int j) {
    return columns[j] instanceof Numeric;
  }

  private boolean mayBeMissing(int j) {
    return columns[j] instanceof Numeric number && number.mayBeMissing();
  }

  /** What is wrong with the value of column {@code j}; null if nothing is. */
  @Nullable FeatureProblem problem(InternalRow row, int j, @Nullable CategoryCodes codes) {
    if (codes != null) {
      return Double.isNaN(codes.read(row, ordinals[j])) ? codes.problem(row, ordinals[j]) : null;
    }
    FeatureProblem problem = FeatureProblem.ofNumber(row, ordinals[j], types[j]);
    return problem == FeatureProblem.MISSING && mayBeMissing(j) ? null : problem;
  }
}

package dev.descent.spark.data;

import dev.descent.encode.Expansion;
import dev.descent.encode.Vector;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads a column of vectors into a raw row. */
final class VectorReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Instead of the size of vectors of which any will do. */
  private static final int ANY = -1;

  private final String name;
  private final int size;
  private final int ordinal;
  private final VectorType type;

  private VectorReader(StructType schema, String name, int size) {
    this.name = name;
    this.size = size;
    this.ordinal = schema.fieldIndex(name);
    this.type = VectorType.of(schema.apply(name)).orElseThrow();
  }

  /** Of vectors of one size. */
  static VectorReader of(StructType schema, Vector vector) {
    return new VectorReader(schema, vector.name(), vector.size());
  }

  /** Of vectors of any size, which are looked at and not read. */
  static VectorReader ofAnySize(StructType schema, String name) {
    return new VectorReader(schema, name, ANY);
  }

  /** Reads a row; false if it is refused. */
  boolean read(InternalRow row, RowValues into) {
    if (row.isNullAt(ordinal)) {
      return false;
    }
    VectorCells cells = type.cells(row, ordinal);
    if (size == ANY) {
      return cells.problem() == null;
    }
    return fits(cells) && (into.readsEntries ? cells.fill(into.entries) : cells.fill(into.raw));
  }

  /** The vectors of some rows at a time, if they are short enough for it. */
  Optional<BlockNumbers> block(Expansion expansion) {
    return size > 0 && size <= VectorBlock.MOST_NUMBERS
        ? Optional.of(new VectorBlock(this, expansion))
        : Optional.empty();
  }

  /** Those vectors of some rows that are dense. */
  DenseVectors dense(BatchRows rows) {
    return DenseVectors.of(type, rows.column(ordinal));
  }

  private boolean fits(VectorCells cells) {
    return size == ANY
        || cells.size() == size
        || (type.length() == VectorType.Length.OPEN && cells.size() < size);
  }

  /** Whether a row has a vector, of a size that is not wanted. */
  boolean isOfOtherSize(InternalRow row) {
    return !row.isNullAt(ordinal) && !fits(type.cells(row, ordinal));
  }

  /** What is wrong with a row; null if nothing is. */
  @Nullable FeatureProblem problem(InternalRow row) {
    if (row.isNullAt(ordinal)) {
      return FeatureProblem.NO_VECTOR;
    }
    VectorCells cells = type.cells(row, ordinal);
    FeatureProblem problem = cells.problem();
    if (problem != null || fits(cells)) {
      return problem;
    }
    return type.length() == VectorType.Length.OPEN ? FeatureProblem.TOO_LONG : FeatureProblem.SIZE;
  }

  /** What is found where something is wrong. */
  String sample(InternalRow row, FeatureProblem problem) {
    return switch (problem) {
      case NO_VECTOR -> "empty";
      case SIZE -> "size " + type.cells(row, ordinal).size() + ", not " + size;
      case TOO_LONG -> name + "[" + (type.cells(row, ordinal).size() - 1) + "] of " + size;
      default -> type.cells(row, ordinal).bad(name);
    };
  }

  /** The column. */
  String name() {
    return name;
  }
}

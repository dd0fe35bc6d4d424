package dev.descent.spark.data;

import dev.descent.spark.source.BadRows;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Takes label and weight out of a row, and says what is wrong with them. */
final class TargetReader implements Serializable {
  private static final long serialVersionUID = 1L;

  private final @Nullable Cell label;
  private final @Nullable Cell weight;
  private final LabelReader labels;

  /** A column of the rows. */
  private record Cell(String name, int ordinal, ColumnType type) implements Serializable {
    static @Nullable Cell of(StructType schema, Optional<String> column) {
      return column
          .map(name -> schema.fieldIndex(name))
          .map(
              at ->
                  new Cell(
                      schema.apply(at).name(),
                      at,
                      ColumnType.ofContent(schema.apply(at)).orElseThrow()))
          .orElse(null);
    }

    boolean isMissing(InternalRow row) {
      return row.isNullAt(ordinal);
    }

    double number(InternalRow row) {
      return type.number(row, ordinal);
    }

    String quoted(InternalRow row) {
      return type.sample(row, ordinal);
    }
  }

  TargetReader(StructType schema, Columns columns, LabelReader labels) {
    this.label = Cell.of(schema, columns.label());
    this.weight = Cell.of(schema, columns.weight());
    this.labels = labels;
  }

  /** Reads both; false if one cannot be used, for which {@link #explain} has the words. */
  boolean read(InternalRow row, RowValues into) {
    boolean good = label == null || (!label.isMissing(row) && readLabel(label, row, into));
    into.weight = weight == null ? 1 : weight.isMissing(row) ? Double.NaN : weight.number(row);
    return good && into.weight >= 0 && into.weight <= Double.MAX_VALUE;
  }

  private boolean readLabel(Cell from, InternalRow row, RowValues into) {
    if (labels.textual()) {
      into.recent.read(row, from.ordinal, from.type, labels);
      into.labelText = into.recent.text();
      into.label = into.recent.index();
      return into.label != LabelReader.UNKNOWN;
    }
    into.label = from.number(row);
    return labels.takes(into.label);
  }

  /** Counts a row of which one of both was refused. */
  void explain(InternalRow row, BadRows bad) {
    @Nullable String ofLabel = label == null ? null : problem(label, row);
    if (label != null && ofLabel != null) {
      bad.add(ofLabel, label.quoted(row));
    } else if (weight != null) {
      bad.add("weight " + weight.name + " must be a finite number >= 0", weight.quoted(row));
    } else {
      throw new IllegalStateException("a row was refused that nothing is wrong with");
    }
  }

  /** What is wrong with a label; null if nothing is. */
  private @Nullable String problem(Cell from, InternalRow row) {
    if (from.isMissing(row)) {
      return "label " + from.name + " is missing; fill it or drop the row";
    }
    if (labels.textual()) {
      boolean unknown = labels.index(from.type.text(row, from.ordinal)) == LabelReader.UNKNOWN;
      return unknown ? labels.refusal(from.name) : null;
    }
    FeatureProblem problem = FeatureProblem.ofNumber(row, from.ordinal, from.type);
    if (problem != null) {
      return "label " + from.name + problem.words() + "; clean it";
    }
    if (labels.takes(from.number(row))) {
      return null;
    }
    return "label "
        + from.name
        + " must be >= "
        + new BigDecimal(labels.least()).toPlainString()
        + " for this loss; clean it, or use model.loss = squared";
  }
}

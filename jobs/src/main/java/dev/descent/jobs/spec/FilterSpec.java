package dev.descent.jobs.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A condition of {@code data.filter} on one column.
 *
 * @param values what the column is compared with: none for the two conditions on null, at least one
 *     for {@code in} and {@code not-in}, else one; all of one type
 */
public record FilterSpec(String column, Op op, List<Scalar> values) {
  public FilterSpec {
    Bound.requireText("data.filter.column", column);
    values = List.copyOf(values);
    if (!op.takes(values.size())) {
      throw new IllegalArgumentException("op " + op.word() + " does not go with " + values);
    }
    if (values.stream().map(Object::getClass).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "data.filter.value must be of one type, but was " + values);
    }
    if (op.isOrder() && values.get(0) instanceof Scalar.Truth) {
      throw new IllegalArgumentException("op " + op.word() + " does not go with " + values);
    }
  }

  /** How a column is compared. */
  public enum Op {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    IN("in"),
    NOT_IN("not-in"),
    IS_NULL("is-null"),
    IS_NOT_NULL("is-not-null");

    private final String word;

    Op(String word) {
      this.word = word;
    }

    /** As a job file writes it. */
    String word() {
      return word;
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Op::word).toList();
    }

    static Optional<Op> of(String word) {
      return Arrays.stream(values()).filter(op -> op.word.equals(word)).findAny();
    }

    boolean isOfNull() {
      return this == IS_NULL || this == IS_NOT_NULL;
    }

    boolean isOfList() {
      return this == IN || this == NOT_IN;
    }

    boolean isOrder() {
      return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
    }

    private boolean takes(int values) {
      if (isOfNull()) {
        return values == 0;
      }
      return isOfList() ? values >= 1 : values == 1;
    }
  }
}

package dev.descent.spark.data;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;

import dev.descent.data.Numbers;
import dev.descent.spark.data.Filter.Comparison;
import dev.descent.spark.source.DataException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A filter on a column whose type is known, in terms of Spark.
 *
 * @param met true for the rows that meet it; null counts as false
 * @param unusable true for the rows with a cell that should be a number, or true or false, and is
 *     not; empty where that cannot be
 * @param problem what to say of these
 */
record Condition(String column, Column met, Optional<Column> unusable, String problem) {
  private static final double LONGEST_LONG = 0x1p63;

  private static final UserDefinedFunction NUMBER =
      udf(
          (UDF1<String, Double>) text -> text == null ? null : Numbers.parse(text),
          DataTypes.DoubleType);

  /** True for the rows to keep: those that meet it, and those of which that cannot be said. */
  Column keeps() {
    return unusable.map(met::or).orElse(met);
  }

  /**
   * What {@code filter} asks of the column {@code field}.
   *
   * @param where what to call the filter in messages
   * @param cell the value of the column
   * @throws DataException if the column cannot be compared with the values
   */
  static Condition of(String where, StructField field, Filter filter, Column cell) {
    if (filter.comparison().isOfNull()) {
      boolean isNull = filter.comparison() == Comparison.IS_NULL;
      return certain(filter, isNull ? cell.isNull() : cell.isNotNull());
    }
    Filter.Value first = filter.values().get(0);
    DataType type = field.dataType();
    if (type instanceof StringType && !(first instanceof Filter.Text)) {
      return parsed(cell, filter);
    }
    if (first instanceof Filter.Numeric && type instanceof NumericType) {
      return number(cell, type, filter);
    }
    if (first instanceof Filter.Truth && type instanceof BooleanType && !isOrder(filter)) {
      return certain(filter, compared(cell, filter, Condition::literal));
    }
    if (first instanceof Filter.Text) {
      return certain(filter, compared(cell, filter, value -> text(where, field, value)));
    }
    throw misfit(where, field, first);
  }

  /** A column of text that stands for numbers, or for true and false. */
  private static Condition parsed(Column cell, Filter filter) {
    if (filter.values().get(0) instanceof Filter.Numeric) {
      Column number = NUMBER.apply(cell);
      return uncertain(filter, compared(number, filter, Condition::literal), number.isNaN());
    }
    Column word = lower(trim(cell));
    Column neither = not(word.isin("true", "false"));
    return uncertain(filter, compared(word.equalTo("true"), filter, Condition::literal), neither);
  }

  private static Condition number(Column cell, DataType type, Filter filter) {
    if (type instanceof DoubleType || type instanceof FloatType) {
      boolean single = type instanceof FloatType;
      Column met = compared(cell, filter, value -> single ? single(value) : literal(value));
      return uncertain(filter, met, cell.isNaN());
    }
    boolean whole = filter.values().stream().allMatch(Condition::isLong);
    if (type instanceof DecimalType || !whole) {
      return certain(filter, compared(cell.cast("double"), filter, Condition::literal));
    }
    return certain(
        filter, compared(cell, filter, value -> lit((long) ((Filter.Numeric) value).value())));
  }

  private static boolean isLong(Filter.Value value) {
    double number = ((Filter.Numeric) value).value();
    return number == Math.rint(number) && Math.abs(number) < LONGEST_LONG;
  }

  private static Column single(Filter.Value value) {
    return lit((float) ((Filter.Numeric) value).value());
  }

  private static Column literal(Filter.Value value) {
    if (value instanceof Filter.Numeric number) {
      return lit(number.value());
    }
    return value instanceof Filter.Truth truth
        ? lit(truth.value())
        : lit(((Filter.Text) value).value());
  }

  private static Column text(String where, StructField field, Filter.Value value) {
    String text = ((Filter.Text) value).value();
    DataType type = field.dataType();
    try {
      if (type instanceof StringType) {
        return lit(text);
      }
      if (type instanceof DateType) {
        return lit(Times.date(text));
      }
      if (type instanceof TimestampType) {
        return lit(Times.instant(text));
      }
      if (type instanceof TimestampNTZType) {
        return lit(Times.local(text));
      }
    } catch (DateTimeException e) {
      throw misfit(where, field, value);
    }
    throw misfit(where, field, value);
  }

  private static Column compared(
      Column left, Filter filter, Function<Filter.Value, Column> literal) {
    List<Column> values = filter.values().stream().map(literal).toList();
    Column right = values.get(0);
    return switch (filter.comparison()) {
      case EQUAL -> left.equalTo(right);
      case NOT_EQUAL -> left.notEqual(right);
      case LESS -> left.lt(right);
      case LESS_OR_EQUAL -> left.leq(right);
      case GREATER -> left.gt(right);
      case GREATER_OR_EQUAL -> left.geq(right);
      case IN -> left.isin(values.toArray());
      case NOT_IN -> not(left.isin(values.toArray()));
      case IS_NULL, IS_NOT_NULL -> throw new IllegalArgumentException("no values to compare with");
    };
  }

  private static boolean isOrder(Filter filter) {
    return filter.comparison().isOrder();
  }

  private static Condition certain(Filter filter, Column met) {
    return new Condition(filter.column(), met, Optional.empty(), "");
  }

  private static Condition uncertain(Filter filter, Column met, Column unusable) {
    boolean numeric = filter.values().get(0) instanceof Filter.Numeric;
    String problem =
        "column "
            + filter.column()
            + (numeric ? " holds no number" : " is neither true nor false")
            + ", but data.filter compares it with "
            + (numeric ? "a number" : "one of these")
            + "; clean it, or put the value in quotes to compare text";
    return new Condition(filter.column(), met, Optional.of(unusable), problem);
  }

  private static DataException misfit(String where, StructField field, Filter.Value value) {
    String type = field.dataType().simpleString();
    String shown =
        value instanceof Filter.Text text
            ? "\"" + text.value() + "\""
            : value instanceof Filter.Numeric number
                ? Double.toString(number.value())
                : String.valueOf(((Filter.Truth) value).value());
    return new DataException(
        where
            + ": column "
            + field.name()
            + " is "
            + type
            + ", so its value must be "
            + wanted(field.dataType())
            + ", but was "
            + shown);
  }

  private static String wanted(DataType type) {
    if (type instanceof NumericType) {
      return "a number";
    }
    if (type instanceof BooleanType) {
      return "true or false, with =, !=, in or not-in";
    }
    if (type instanceof DateType) {
      return "a date such as 2026-01-31";
    }
    if (type instanceof TimestampType) {
      return "a time such as 2026-01-31 or 2026-01-31T23:59:59Z";
    }
    return type instanceof TimestampNTZType
        ? "a time without a zone such as 2026-01-31 or 2026-01-31T23:59:59"
        : "absent; only is-null and is-not-null go with it";
  }
}

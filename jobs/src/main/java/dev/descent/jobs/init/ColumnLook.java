package dev.descent.jobs.init;

import dev.descent.data.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** What is seen of the values of one column. */
final class ColumnLook {
  /** Fewer rows than this say nothing about the values of a column. */
  private static final int TELLING = 20;

  private static final int SHOWN = 5;

  private final StructField field;
  private final Optional<String> nullWord;
  private final Set<String> values = new HashSet<>();
  private long rows;
  private long missing;
  private long numbers;
  private long infinite;
  private boolean whole = true;

  /** Of {@code field}, whose values are missing where they are {@code nullWord}. */
  ColumnLook(StructField field, Optional<String> nullWord) {
    this.field = field;
    this.nullWord = nullWord;
  }

  /** Another value. */
  void add(@Nullable Object value) {
    rows++;
    String text = value == null ? "" : String.valueOf(value);
    if (text.isBlank() || nullWord.filter(text.strip()::equals).isPresent()) {
      missing++;
      return;
    }
    double number = value instanceof Number n ? n.doubleValue() : Numbers.parse(text);
    if (value instanceof Number && !Double.isFinite(number)) {
      infinite++;
      return;
    }
    numbers += Double.isNaN(number) ? 0 : 1;
    whole &= number == Math.rint(number);
    values.add(value instanceof Number && number == Math.rint(number) ? whole(number) : text);
  }

  private static String whole(double number) {
    return new BigDecimal(number).toPlainString();
  }

  String name() {
    return field.name();
  }

  boolean isVector() {
    return field.dataType() instanceof ArrayType
        || field.dataType().equals(SQLDataTypes.VectorType());
  }

  /** The type of what can be neither number nor category. */
  Optional<String> foreignType() {
    boolean usual =
        isVector()
            || field.dataType() instanceof NumericType
            || field.dataType() instanceof StringType
            || field.dataType() instanceof BooleanType;
    return usual ? Optional.empty() : Optional.of(field.dataType().typeName());
  }

  long there() {
    return rows - missing - infinite;
  }

  /** How many rows cannot be used for lack of this value. */
  long unusable() {
    return missing + infinite;
  }

  boolean hasMissing() {
    return missing > 0;
  }

  /** How many values are not finite, which is always bad data. */
  long infinite() {
    return infinite;
  }

  int distinct() {
    return values.size();
  }

  boolean isNumbers() {
    return numbers == there();
  }

  /** Texts, among which may be numbers. */
  boolean isMixed() {
    return numbers > 0 && numbers < there();
  }

  boolean isWhole() {
    return isNumbers() && whole;
  }

  /** Texts or whole numbers of which each row has another one, as identifiers are. */
  boolean isKey() {
    return there() >= TELLING && distinct() == there() && (!isNumbers() || whole);
  }

  boolean isConstant() {
    return rows >= TELLING && there() == rows && distinct() == 1;
  }

  /** The texts among its values. */
  Set<String> texts() {
    Set<String> texts = new TreeSet<>(values);
    texts.removeIf(value -> !Double.isNaN(Numbers.parse(value)));
    return texts;
  }

  /** Whether all its values are among {@code words}. */
  boolean hasOnly(Set<String> words) {
    return !values.isEmpty() && words.containsAll(values);
  }

  /** The first of its values, in the order of classes. */
  List<String> shown() {
    List<String> sorted = new ArrayList<>(values);
    sorted.sort(
        isNumbers()
            ? (a, b) -> Double.compare(Numbers.parse(a), Numbers.parse(b))
            : String::compareTo);
    return sorted.subList(0, Math.min(SHOWN, sorted.size()));
  }
}

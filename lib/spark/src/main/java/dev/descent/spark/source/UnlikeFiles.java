package dev.descent.spark.source;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Files of one table that hold a column with different types.
 *
 * @param column what they differ in, with both types, as far as Spark tells
 */
record UnlikeFiles(String column) {
  private static final String CONDITION = "CANNOT_MERGE_SCHEMAS";
  private static final int MAX_CAUSES = 100;

  /** What made {@code failure}, if it was that. */
  static Optional<UnlikeFiles> in(Throwable failure) {
    @Nullable Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
      if (at instanceof SparkThrowable spark && CONDITION.equals(spark.getCondition())) {
        return Optional.of(new UnlikeFiles(column(spark.getMessageParameters())));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  /** What to tell the user of the table that {@code where} names. */
  DataException refusal(String where, Throwable cause) {
    return new DataException(
        where + ": " + column + "; write the files again with one type", cause);
  }

  private static String column(Map<String, String> parameters) {
    StructType left = schema(parameters.getOrDefault("left", ""));
    StructType right = schema(parameters.getOrDefault("right", ""));
    return Stream.of(left.fields())
        .filter(field -> right.getFieldIndex(field.name()).isDefined())
        .filter(field -> !right.apply(field.name()).dataType().equals(field.dataType()))
        .map(field -> differ(field, right.apply(field.name())))
        .findFirst()
        .orElse("a column has different types in different files");
  }

  private static String differ(StructField a, StructField b) {
    String[] types = {a.dataType().simpleString(), b.dataType().simpleString()};
    Arrays.sort(types);
    return "column "
        + a.name()
        + " is "
        + types[0]
        + " in one file and "
        + types[1]
        + " in another";
  }

  /** A schema that Spark shows in quotes. */
  private static StructType schema(String shown) {
    String text = shown.replaceAll("^\"|\"$", "");
    return !text.isEmpty() && DataType.fromDDL(text) instanceof StructType type
        ? type
        : new StructType();
  }
}

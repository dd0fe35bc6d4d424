package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.encode.Categorical;
import dev.descent.encode.Categorical.Rule;
import dev.descent.encode.Hashed;
import dev.descent.math.TextHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CategoryCodesTest {
  /** Far more than there are places; every second one is unseen. */
  private static final int VALUES = 1000;

  @Test
  void valuesOfEveryTypeHaveTheCodesOfTheirTexts() {
    assertSame(PlainType.DOUBLE, i -> i / 4.0);
    assertSame(PlainType.FLOAT, i -> i / 4f);
    assertSame(PlainType.LONG, i -> (long) i);
    assertSame(PlainType.INT, i -> i);
    assertSame(PlainType.BOOLEAN, i -> i % 2 == 0);
    assertSame(PlainType.TEXT, i -> UTF8String.fromString("\u00e9 " + i));
    assertSame(
        new ColumnType.Decimal(6, 2), i -> org.apache.spark.sql.types.Decimal.apply(25L * i, 6, 2));
  }

  @Test
  void whatIsMissingOrRefused() {
    Categorical column = Categorical.of("c", IntStream.range(0, 3).mapToObj(i -> "" + i).toList());
    CategoryCodes codes = new CategoryCodes(column.with(Rule.MISSING), PlainType.TEXT);
    assertThat(codes.read(row(null), 0)).isEqualTo(3);
    assertThat(codes.read(row(UTF8String.EMPTY_UTF8), 0)).isEqualTo(3);
    assertThat(codes.read(row(UTF8String.fromString(" ")), 0)).isEqualTo(Categorical.NONE);
    CategoryCodes refusing =
        new CategoryCodes(
            column.with(Rule.MISSING_REFUSED).with(Rule.UNSEEN_REFUSED), PlainType.DOUBLE);
    assertThat(refusing.read(row(null), 0)).isNaN();
    assertThat(refusing.problem(row(null), 0)).isEqualTo(FeatureProblem.MISSING);
    assertThat(refusing.read(row(3.0), 0)).isNaN();
    assertThat(refusing.problem(row(3.0), 0)).isEqualTo(FeatureProblem.UNSEEN);
    assertThat(refusing.read(row(-0.0), 0)).isEqualTo(0);
    CategoryCodes ignoring = new CategoryCodes(column, PlainType.DOUBLE);
    assertThat(ignoring.read(row(3.0), 0)).isEqualTo(Categorical.NONE);
    assertThat(ignoring.read(row(Double.NaN), 0)).isNaN();
    assertThat(ignoring.problem(row(Double.NaN), 0)).isEqualTo(FeatureProblem.NOT_FINITE);
  }

  @Test
  void whatIsMissingOrRefusedOfHashedValues() {
    CategoryCodes refusing = new CategoryCodes(Hashed.of("c", 100), PlainType.DOUBLE);
    assertThat(refusing.read(row(null), 0)).isNaN();
    assertThat(refusing.problem(row(null), 0)).isEqualTo(FeatureProblem.MISSING);
    assertThat(refusing.read(row(1 / 0.0), 0)).isNaN();
    assertThat(refusing.problem(row(1 / 0.0), 0)).isEqualTo(FeatureProblem.NOT_FINITE);
    assertThat(refusing.read(row(-0.0), 0)).isEqualTo(Hashed.of("c", 100).code("0"));
    Hashed taking = new Hashed("c", 100, Hashed.Missing.VALUE);
    CategoryCodes codes = new CategoryCodes(taking, PlainType.TEXT);
    assertThat(codes.read(row(null), 0)).isEqualTo(taking.missing());
    assertThat(codes.read(row(UTF8String.EMPTY_UTF8), 0)).isEqualTo(taking.missing());
    assertThat(codes.read(row(UTF8String.fromString(" ")), 0)).isEqualTo(taking.code(" "));
  }

  /** Wherever its bytes lie: in a text of its own, in the middle of others, outside the heap. */
  @Test
  void theHashOfATextIsThatOfItsString() {
    String all = "a longer text \u00e9 of \ud83d\ude00 many bytes";
    byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
    UTF8String whole = UTF8String.fromString(all);
    long address = Platform.allocateMemory(bytes.length);
    try {
      Platform.copyMemory(bytes, Platform.BYTE_ARRAY_OFFSET, null, address, bytes.length);
      for (int from = 0; from <= bytes.length; from++) {
        for (int until = from; until <= bytes.length; until++) {
          long hash = TextHash.of(Arrays.copyOfRange(bytes, from, until));
          int length = until - from;
          assertThat(RowHash.text(UTF8String.fromBytes(bytes, from, length))).isEqualTo(hash);
          assertThat(RowHash.text(UTF8String.fromAddress(null, address + from, length)))
              .isEqualTo(hash);
        }
      }
      assertThat(RowHash.text(whole)).isEqualTo(TextHash.of(all));
    } finally {
      Platform.freeMemory(address);
    }
  }

  private static void assertSame(ColumnType type, IntFunction<Object> value) {
    Categorical column =
        Categorical.of(
            "c",
            IntStream.range(0, VALUES)
                .filter(i -> i % 3 > 0)
                .mapToObj(i -> type.text(row(value.apply(i)), 0))
                .distinct()
                .toList());
    CategoryCodes codes = new CategoryCodes(column, type);
    Hashed hashed = Hashed.of("c", 1000);
    CategoryCodes hashing = new CategoryCodes(hashed, type);
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 5 * VALUES; n++) {
      InternalRow row = row(value.apply(random.nextInt(VALUES)));
      assertThat(codes.read(row, 0)).isEqualTo(column.code(type.text(row, 0)));
      assertThat(hashing.read(row, 0)).isEqualTo(hashed.code(type.text(row, 0)));
    }
  }

  private static InternalRow row(@Nullable Object value) {
    return new GenericInternalRow(new @Nullable Object[] {value});
  }
}

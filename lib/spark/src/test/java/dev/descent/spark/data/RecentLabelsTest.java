package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Classes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class RecentLabelsTest {
  /** Far more than there are places. */
  private static final int LABELS = 1000;

  @Test
  void numbersAreWhatTheReaderMakesOfTheirTexts() {
    LabelReader labels = LabelReader.oneOf(classes(i -> Double.toString(i / 4.0)));
    assertSame(labels, PlainType.DOUBLE, i -> i / 4.0);
    assertSame(labels, PlainType.FLOAT, i -> i / 4f);
    assertSame(labels, PlainType.LONG, i -> (long) i);
    assertSame(labels, PlainType.INT, i -> i);
    assertSame(labels, new ColumnType.Decimal(6, 2), i -> decimal(25L * i));
  }

  @Test
  void textsAreKnownByThemselvesAndNotByTheirPlaces() {
    LabelReader labels = LabelReader.oneOf(classes(i -> "class " + i));
    assertSame(labels, PlainType.TEXT, i -> UTF8String.fromString("class " + i));
    assertSame(labels, PlainType.TEXT, i -> UTF8String.fromString(i % 2 == 0 ? "Aa" : "BB"));
  }

  @Test
  void whatIsNoClassStaysNone() {
    LabelReader labels = LabelReader.oneOf(Classes.inOrder(List.of("0", "true", "1")));
    assertSame(labels, PlainType.BOOLEAN, i -> i % 2 == 0);
    assertSame(labels, PlainType.DOUBLE, i -> i % 2 == 0 ? 0.0 : -0.0);
    assertSame(labels, PlainType.DOUBLE, i -> i % 2 == 0 ? 1.0 : Double.NaN);
    RecentLabels recent = new RecentLabels();
    recent.read(new GenericInternalRow(new Object[] {2.0}), 0, PlainType.DOUBLE, labels);
    assertThat(recent.index()).isEqualTo(LabelReader.UNKNOWN);
  }

  private static void assertSame(LabelReader labels, ColumnType type, IntFunction<Object> label) {
    RecentLabels recent = new RecentLabels();
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 20 * LABELS; n++) {
      InternalRow row = new GenericInternalRow(new Object[] {label.apply(random.nextInt(LABELS))});
      recent.read(row, 0, type, labels);
      String text = type.text(row, 0);
      assertThat(recent.text()).isEqualTo(text);
      assertThat(recent.index()).isEqualTo(labels.index(text));
    }
  }

  private static Classes classes(IntFunction<String> name) {
    return Classes.inOrder(IntStream.range(0, LABELS).mapToObj(name).toList());
  }

  private static org.apache.spark.sql.types.Decimal decimal(long hundredths) {
    return org.apache.spark.sql.types.Decimal.apply(hundredths, 6, 2);
  }
}

package dev.descent.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibsvmLineTest {
  private final LibsvmLine line = new LibsvmLine();

  private boolean parse(String text) {
    return line.parse(row(text));
  }

  private static InternalRow row(@Nullable String text) {
    return new GenericInternalRow(new @Nullable Object[] {UTF8String.fromString(text)});
  }

  @Test
  void aLabelThenIndicesAndValues() {
    assertThat(parse("-1 3:0.5 7:-2e3 119:1")).isTrue();
    assertThat(line.label()).isEqualTo(-1);
    assertThat(line.indices()).containsExactly(2, 6, 118);
    assertThat(line.values()).containsExactly(0.5, -2000, 1);
    assertThat(line.size()).isEqualTo(119);
    assertThat(parse("+1")).isTrue();
    assertThat(line.label()).isEqualTo(1);
    assertThat(line.indices()).isEmpty();
    assertThat(line.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 1:1 2:3 # 4:5",
        "2 1:1 2:3#",
        "  2\t1:1   2:3 \r",
        "2.0 01:1. 2:+3 ",
        "2e0 1:1e0 2:30e-1"
      })
  void spacesAndComments(String text) {
    assertThat(parse(text)).isTrue();
    assertThat(line.label()).isEqualTo(2);
    assertThat(line.values()).containsExactly(1, 3);
    assertThat(line.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\r", "# 1 1:2", "  # x"})
  void linesOfNothing(String text) {
    assertThat(LibsvmLine.isBlank(row(text))).isTrue();
  }

  @Test
  void linesOfSomething() {
    assertThat(LibsvmLine.isBlank(row(null))).isTrue();
    assertThat(LibsvmLine.isBlank(row(" 1 # x"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'1:2 2:3' | 'the label of a line is not a number; fix the file'",
        "'yes 2:3' | 'the label of a line is not a number; fix the file'",
        "'1,2 2:3' | 'the label of a line is not a number; fix the file'",
        "'0x1 2:3' | 'the label of a line is not a number; fix the file'",
        "'\u00e9 2:3' | 'the label of a line is not a number; fix the file'",
        "'1 2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 :2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 2: 3:1' | 'a line has a value that is not a number; fix the file'",
        "'1 qid:3 1:2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 -1:2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 +1:2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 1.0:2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 1 :2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 \u0661:2' | 'a line has an entry that is not index:value; fix the file'",
        "'1 1:a' | 'a line has a value that is not a number; fix the file'",
        "'1 1:2:3' | 'a line has a value that is not a number; fix the file'",
        "'1 1:1d' | 'a line has a value that is not a number; fix the file'",
        "'1 1:0x10' | 'a line has a value that is not a number; fix the file'",
        "'1 1:1,5' | 'a line has a value that is not a number; fix the file'",
        "'1 1:-' | 'a line has a value that is not a number; fix the file'",
        "'1 1:1.2.3' | 'a line has a value that is not a number; fix the file'",
        "'1 0:2 1:3' | 'a line has the index 0, but indices begin at 1; fix the file'",
        "'1 5:2 5:2' | 'a line has an index more than once; fix the file'",
        "'1 5:2 4:2' | 'a line has indices that do not ascend; fix the file'",
        "'1 16777217:1' | 'a line has an index above 16777216; hash the features to fewer'",
        "'1 99999999999999999999:1' | 'a line has an index above 16777216; hash the features to fewer'"
      })
  void linesThatAreRefused(String text, String reason) {
    assertThat(parse(text)).isFalse();
    assertThat(line.reason()).isEqualTo(reason);
    assertThat(line.text()).isEqualTo(text);
    assertThat(parse("1 1:1")).isTrue();
    assertThat(line.values()).containsExactly(1);
  }

  @Test
  void theLargestIndexThatIsPossible() {
    assertThat(parse("1 16777216:1")).isTrue();
    assertThat(line.size()).isEqualTo(1 << 24);
  }

  /** They are refused by the name of their column, with their place. */
  @Test
  void numbersThatAreNotFiniteAreRead() {
    assertThat(parse("nan 1:NaN 2:inf 3:-Infinity 4:1e999")).isTrue();
    assertThat(line.label()).isNaN();
    assertThat(line.values())
        .containsExactly(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY);
  }

  /** A long line is shown from a little before what is wrong with it. */
  @Test
  void showsWhereALineIsWrong() {
    StringBuilder text = new StringBuilder("1");
    for (int j = 1; j <= 200; j++) {
      text.append(' ').append(j).append(":1");
    }
    assertThat(parse(text.toString())).isTrue();
    assertThat(line.indices()).hasSize(200).endsWith(199);
    assertThat(parse(text + " 300:x 301:1")).isFalse();
    assertThat(line.text()).startsWith("..").contains("200:1 300:x 301:1").hasSizeLessThan(60);
  }

  /** The short way to read a number gives the bits of the long one. */
  @Test
  void numbersAreThoseOfTheirText() {
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      int digits = 1 + random.nextInt(18);
      StringBuilder text = new StringBuilder(new String[] {"", "-", "+"}[random.nextInt(3)]);
      int point = random.nextInt(digits + 2);
      for (int k = 0; k < digits; k++) {
        text.append(k == point ? "." : "").append((char) ('0' + random.nextInt(10)));
      }
      String number = text + (random.nextInt(10) == 0 ? "e" + (random.nextInt(60) - 30) : "");
      assertThat(parse("1 7:" + number)).as(number).isTrue();
      assertThat(Double.doubleToRawLongBits(line.values()[0]))
          .as(number)
          .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(number)));
    }
  }
}

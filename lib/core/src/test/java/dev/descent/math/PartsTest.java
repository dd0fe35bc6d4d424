package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1",
    "2, 1, 2",
    "3, 1, 4",
    "9, 1, 16",
    "65535, 1, 65536",
    "65536, 1, 65536",
    "65537, 2, 1",
    "131072, 2, 65536",
    "200000, 4, 4096",
    "2147483647, 32768, 65536"
  })
  void theLastHasTheLeastPowerOfTwo(int length, int count, int last) {
    assertThat(Parts.count(length)).isEqualTo(count);
    if (length > 0 && length < 1 << 20) {
      long[][] zeros = Parts.zeros(length);
      assertThat(zeros).hasNumberOfRows(count);
      assertThat(zeros[count - 1]).hasSize(last);
      assertThat(Arrays.stream(zeros).limit(count - 1)).allMatch(part -> part.length == Parts.SIZE);
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "9", "65536", "65545"})
  void everyNumberHasItsPlace(int length) {
    double[] values = new double[length + 7];
    Arrays.setAll(values, i -> i + 1);
    double[][] parts = Parts.of(values, 3, length);
    for (int j = 0; j < length; j++) {
      double[] part = parts[Parts.part(j)];
      int place = Parts.place(j);
      assertThat(Parts.inside(place, part.length)).isEqualTo(place);
      assertThat(part[place]).isEqualTo(j + 4);
    }
    double[] last = parts[parts.length - 1];
    for (int place = Parts.place(length - 1) + 1; place < last.length; place++) {
      assertThat(last[place]).isZero();
    }
  }
}

package dev.descent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.math.Wire;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassesTest {

  @Test
  void numbersByValue() {
    Classes classes = Classes.of(List.of("10", "9", "-1.50", "1e1", "9.0"));
    assertThat(classes.names()).containsExactly("-1.5", "9", "10");
    assertThat(classes.numeric()).isTrue();
    assertThat(classes.positive()).isEqualTo("10");
  }

  @Test
  void textsByCodePoint() {
    Classes classes = Classes.of(List.of("b", "a", "B", "10", "9", "\ud83d\ude00", "\uff5e"));
    assertThat(classes.names()).containsExactly("10", "9", "B", "a", "b", "\uff5e", "\ud83d\ude00");
    assertThat(classes.numeric()).isFalse();
  }

  @Test
  void inTheOrderThatIsGiven() {
    Classes grades = Classes.inOrder(List.of("2.0", "10", "1"));
    assertThat(grades.names()).containsExactly("2", "10", "1");
    assertThat(grades.numeric()).isTrue();
    assertThat(Classes.inOrder(List.of("low", "high", "1")).numeric()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "1, 1",
        "1.0, 1",
        "1e0, 1",
        "+1, 1",
        "' 1 ', 1",
        "-0, 0",
        "-0.0, 0",
        "0.50, 0.5",
        "1e15, 1.0E15",
        "999999999999999, 999999999999999",
        "1e400, 1e400",
        "1d, 1d",
        "0x1, 0x1",
        "NaN, NaN",
        "Infinity, Infinity",
        "'', ''",
        "-, -",
        "1-1, 1-1",
        "yes, yes"
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void canonical(String label, String canonical) {
    assertThat(Classes.canonical(label)).isEqualTo(canonical);
    assertThat(Classes.canonical(canonical)).isEqualTo(canonical);
  }

  @Test
  void oneAgainstTheOnlyOther() {
    Classes classes = Classes.against("0", List.of("0.0", "1", "1.0"));
    assertThat(classes.names()).containsExactly("1", "0");
    assertThat(classes.positive()).isEqualTo("0");
    assertThat(classes.numeric()).isTrue();
    assertThat(Classes.against("yes", List.of("yes", "no")))
        .isEqualTo(new Classes(List.of("no", "yes"), false));
  }

  @Test
  void oneAgainstSeveral() {
    assertThat(Classes.against("2", List.of("1", "2", "3")))
        .isEqualTo(new Classes(List.of("not 2", "2"), false));
    assertThat(Classes.against("b", List.of("a", "b", "c")).names()).containsExactly("not b", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1"})
  void refusesOneClass(String label) {
    assertThatThrownBy(() -> Classes.of(List.of(label, label)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a classification needs at least two classes, but has [" + label + "]");
  }

  @Test
  void refusesMoreThanAThousandClasses() {
    List<String> names = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
    assertThat(new Classes(names, true).names()).hasSize(1000);
    List<String> more = Stream.concat(names.stream(), Stream.of("1000")).toList();
    assertThatThrownBy(() -> new Classes(more, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a classification may have 1000 classes, but has 1001");
  }

  @Test
  void refusesEqualClassesAndNumbersThatAreNone() {
    assertThatThrownBy(() -> new Classes(List.of("a", "a"), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes must differ, but were [a, a]");
    assertThatThrownBy(() -> new Classes(List.of("1", "a"), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numeric classes must be numbers, but were [1, a]");
  }

  @Test
  void travels() {
    Classes classes = Classes.of(List.of("1", "0"));
    assertThat(Wire.copy(classes, Classes.class)).isEqualTo(classes);
  }
}

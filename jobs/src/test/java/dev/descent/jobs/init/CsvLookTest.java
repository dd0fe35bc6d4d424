package dev.descent.jobs.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvLookTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          a,b|1,2|3,4~true
          1,2|3,4~false
          a,b|x,y|z,y~true
          x,y|x,z|y,z~false
          a,a|1,2~false
          a,|1,2~false
          'p,x,s|e,x,s|e,b,p'~false
          a,nan|1,2~false
          price~true
          """)
  void aHeaderIsNamesAboveNumbersOrTextsThatNeverComeAgain(String lines, boolean header) {
    assertThat(CsvLook.of(List.of(lines.split("\\|"))).hasHeader()).isEqualTo(header);
  }

  @Test
  void theDelimiterGivesNineLinesOfTenTheSameFields() {
    assertThat(of("a;b;c", "1,5;2,5;x", "2;3;y")).containsEntry("sep", ";");
    assertThat(of("a\tb", "1\t2")).containsEntry("sep", "\t");
    assertThat(of("a|b", "1|2")).containsEntry("sep", "|");
    assertThat(of("a,b", "1,2")).isEqualTo(Map.of("header", "true"));
    assertThat(of("\"a;1\",\"b;2\"", "\"x;1\",2")).doesNotContainKey("sep");
    assertThat(of("a", "1")).doesNotContainKey("sep");
  }

  @Test
  void spacesBehindDelimitersAreNoPartOfValues() {
    assertThat(of("39, State-gov, 1", "50, Private, 2"))
        .isEqualTo(Map.of("header", "false", "ignoreLeadingWhiteSpace", "true"));
    assertThat(of("a,b,c", "1, 2,3")).doesNotContainKey("ignoreLeadingWhiteSpace");
  }

  private static Map<String, String> of(String... lines) {
    return CsvLook.of(List.of(lines)).options();
  }
}

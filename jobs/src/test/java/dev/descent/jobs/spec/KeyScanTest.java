package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyScanTest {
  private static final String QUOTES = "\"\"\"";

  private static Map<String, List<Integer>> duplicates(String... lines) {
    return KeyScan.of(String.join("\n", lines)).duplicates();
  }

  @Test
  void findsALeafThatIsSetTwiceWithBothLines() {
    assertThat(duplicates("a = 1", "b = 2", "a = 3")).isEqualTo(Map.of("a", List.of(1, 3)));
  }

  @Test
  void findsDottedAndNestedSpellingsOfOneKey() {
    assertThat(duplicates("a { b { c = 1 } }", "a.b.c = 2", "a { \"b\".c : 3 }"))
        .isEqualTo(Map.of("a.b.c", List.of(1, 2, 3)));
  }

  @Test
  void findsAKeyThatIsBothAValueAndASection() {
    assertThat(duplicates("a.b = 1", "a.b.c = 2")).isEqualTo(Map.of("a.b", List.of(1, 2)));
    assertThat(duplicates("a { b { c = 2 } }", "a.b = 1")).isEqualTo(Map.of("a.b", List.of(1, 2)));
  }

  @Test
  void letsSectionsBeOpenedTwice() {
    assertThat(duplicates("a { b = 1 }", "a { c = 2 }", "a.d = 3", "a = { e = 4 }")).isEmpty();
  }

  @Test
  void findsTwoOnOneLineAndAppending() {
    assertThat(duplicates("a = 1, a = 2")).isEqualTo(Map.of("a", List.of(1, 1)));
    assertThat(duplicates("a = [1]", "a += 2")).isEqualTo(Map.of("a", List.of(1, 2)));
  }

  @Test
  void ignoresComments() {
    assertThat(duplicates("a = 1 # a = 2", "// a = 3", "# a = 4", "b = 2 // a = 5, a = 6"))
        .isEmpty();
    assertThat(duplicates("a = 1 # {", "a = 2 // }")).isEqualTo(Map.of("a", List.of(1, 2)));
  }

  @Test
  void ignoresWhatQuotesHold() {
    assertThat(duplicates("a = \"x, a = 2 } # \\\" a = 3\"", "b = 1")).isEmpty();
    assertThat(duplicates("\"a = b\" = 1", "\"a # b\" = 2", "\"a.b\" = 3", "a.b = 4")).isEmpty();
    assertThat(duplicates("\"a.b\" = 3", "\"a.b\" = 4"))
        .isEqualTo(Map.of("\"a.b\"", List.of(1, 2)));
  }

  @Test
  void countsTheLinesOfTripleQuotes() {
    assertThat(duplicates("a = " + QUOTES + "x", "a = 2 \"\" }", "y\"" + QUOTES, "b = 1", "b = 2"))
        .isEqualTo(Map.of("b", List.of(4, 5)));
  }

  @Test
  void skipsListsAndSubstitutions() {
    assertThat(
            duplicates(
                "a = [ { x = 1 }, { x = 2 }, \"]\", # ]", " [3], ${?x} ]", "x = ${y}", "a = 1"))
        .isEqualTo(Map.of("a", List.of(1, 4)));
  }

  @Test
  void readsConcatenationsOfObjects() {
    assertThat(duplicates("a = { x = 1 } { y = 2 }")).isEmpty();
    assertThat(duplicates("a = ${b} { x = 1 }", "a.x = 2")).isEqualTo(Map.of("a.x", List.of(1, 2)));
  }

  @Test
  void readsBracesAroundTheFileAndLinesBetweenKeyAndBrace() {
    assertThat(duplicates("# head", "{", "a", "{", "b =", " 1", "}", "a.b = 2", "}"))
        .isEqualTo(Map.of("a.b", List.of(5, 8)));
  }

  @Test
  void readsWindowsLineEndsAndAByteOrderMark() {
    KeyScan scan = KeyScan.of("\uFEFFa = 1\r\nb { c = 2\r\n}\r\na = 3\r\n");
    assertThat(scan.duplicates()).isEqualTo(Map.of("a", List.of(1, 4)));
    assertThat(scan.leaves()).containsOnlyKeys("a", "b.c");
  }

  @Test
  void knowsTheLinesOfLeavesAndSections() {
    KeyScan scan = KeyScan.of("a.b {\n  c = 1, d = x y\n}\n");
    assertThat(scan.leaves()).isEqualTo(Map.of("a.b.c", List.of(2), "a.b.d", List.of(2)));
    assertThat(scan.sections()).isEqualTo(Map.of("a", 1, "a.b", 1));
  }

  @Test
  void findsIncludesAndNothingThatOnlyLooksLikeOne() {
    KeyScan scan = KeyScan.of("include \"x\"\na { include file(\"y, z\") }\nb = 1");
    assertThat(scan.includes()).isEqualTo(List.of(1, 2));
    assertThat(scan.leaves()).containsOnlyKeys("b");
    assertThat(KeyScan.of("includes = 1\n\"include\" = 2\na = include x").includes()).isEmpty();
  }
}

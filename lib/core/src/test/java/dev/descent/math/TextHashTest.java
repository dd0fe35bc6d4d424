package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that must never change, because models hang on them. */
class TextHashTest {

  /** Computed by a program of its own in Python, from the definition. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', e220a8397b1dcdaf",
        "a, cfcbbc26a92eae52",
        "Ideal, 96eb9885e43d611b",
        "12345678, b195d8a8d570efff",
        "\u00e9t\u00e9, 6209f6527b7e0dfc",
        "a longer text \ud83d\ude00 of more than sixteen bytes, 0631b7ad5de87b50"
      })
  void numbersAreFixed(String text, String hash) {
    assertThat(TextHash.of(text)).isEqualTo(Long.parseUnsignedLong(hash, 16));
  }

  /** Zeros behind a text and lengths around the eight bytes make texts of their own. */
  @Test
  void textsThatDifferLittleDifferInTheirHash() {
    Set<Long> found = new HashSet<>();
    int texts = 0;
    for (int length = 0; length < 40; length++) {
      for (char c : new char[] {'\0', '0', 'a'}) {
        found.add(TextHash.of(String.valueOf(c).repeat(length)));
        texts += length == 0 ? 0 : 1;
      }
    }
    assertThat(found).hasSize(texts + 1);
  }
}

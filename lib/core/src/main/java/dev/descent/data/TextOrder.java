package dev.descent.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The one order of texts: by value where all of them are numbers, else by code point. */
public final class TextOrder {
  private TextOrder() {}

  /** The texts in that order; numbers of one value by code point. */
  public static List<String> sorted(Collection<String> texts) {
    boolean numeric = texts.stream().allMatch(text -> Classes.number(text).isPresent());
    Comparator<String> byCodePoint = TextOrder::byCodePoint;
    List<String> sorted = new ArrayList<>(texts);
    sorted.sort(
        numeric
            ? Comparator.comparing((String text) -> Double.valueOf(text)).thenComparing(byCodePoint)
            : byCodePoint);
    return sorted;
  }

  private static int byCodePoint(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }
}

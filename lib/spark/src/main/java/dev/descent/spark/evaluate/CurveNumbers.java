package dev.descent.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** Numbers the curves of all parts from 0. */
final class CurveNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, Integer> firsts = new TreeMap<>();
  private int curves;

  /** Of the parts and what each has for every curve. */
  static <T> CurveNumbers of(Map<Part, List<T>> parts) {
    CurveNumbers numbers = new CurveNumbers();
    new TreeMap<>(parts)
        .forEach(
            (part, curves) -> {
              numbers.firsts.put(part, numbers.curves);
              numbers.curves += curves.size();
            });
    return numbers;
  }

  /** The number of the first curve of {@code part}. */
  int first(Part part) {
    Integer first = firsts.get(part);
    if (first == null) {
      throw new NoSuchElementException("there was no row of " + part + " before");
    }
    return first;
  }

  /** What every curve has, by number. */
  static <T> List<T> flat(Map<Part, List<T>> parts) {
    List<T> flat = new ArrayList<>();
    new TreeMap<>(parts).values().forEach(flat::addAll);
    return flat;
  }

  /** What every part has, of what every curve has. */
  <T> Map<Part, List<T>> byPart(List<T> flat) {
    Map<Part, List<T>> parts = new TreeMap<>();
    firsts.forEach(
        (part, first) -> {
          Map.Entry<Part, Integer> next = firsts.higherEntry(part);
          parts.put(part, flat.subList(first, next == null ? curves : next.getValue()));
        });
    return parts;
  }
}

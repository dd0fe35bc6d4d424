package dev.descent.spark.evaluate;

import dev.descent.spark.data.Side;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** Numbers the curves of all sides from 0. */
final class CurveNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Side, Integer> firsts = new TreeMap<>();
  private int curves;

  /** Of the sides and what each has for every curve. */
  static <T> CurveNumbers of(Map<Side, List<T>> sides) {
    CurveNumbers numbers = new CurveNumbers();
    new TreeMap<>(sides)
        .forEach(
            (side, curves) -> {
              numbers.firsts.put(side, numbers.curves);
              numbers.curves += curves.size();
            });
    return numbers;
  }

  /** The number of the first curve of {@code side}. */
  int first(Side side) {
    Integer first = firsts.get(side);
    if (first == null) {
      throw new NoSuchElementException("there was no row of " + side + " before");
    }
    return first;
  }

  /** What every curve has, by number. */
  static <T> List<T> flat(Map<Side, List<T>> sides) {
    List<T> flat = new ArrayList<>();
    new TreeMap<>(sides).values().forEach(flat::addAll);
    return flat;
  }

  /** What every side has, of what every curve has. */
  <T> Map<Side, List<T>> bySide(List<T> flat) {
    Map<Side, List<T>> sides = new TreeMap<>();
    firsts.forEach(
        (side, first) -> {
          Map.Entry<Side, Integer> next = firsts.higherEntry(side);
          sides.put(side, flat.subList(first, next == null ? curves : next.getValue()));
        });
    return sides;
  }
}

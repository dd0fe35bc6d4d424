package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The places of distinct rows in the order of their hashes, by class. */
final class StratumPlaces implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int START = 16;

  private final TreeMap<String, Places> strata = new TreeMap<>();
  private long mixed;

  /** Some places in no order. */
  static final class Places implements Serializable {
    private static final long serialVersionUID = 1L;

    private long[] places = new long[START];
    private int count;

    void add(long place) {
      if (count == places.length) {
        places = Arrays.copyOf(places, Math.multiplyExact(2, count));
      }
      places[count++] = place;
    }

    /** In ascending order. */
    long[] sorted() {
      long[] sorted = Arrays.copyOf(places, count);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  void add(String stratum, long place) {
    strata.computeIfAbsent(stratum, absent -> new Places()).add(place);
  }

  /** Counts a hash that rows of several classes have. */
  void addMixed() {
    mixed++;
  }

  long mixed() {
    return mixed;
  }

  Map<String, Places> strata() {
    return strata;
  }

  /** Adds those of {@code that}; returns this. */
  StratumPlaces merge(StratumPlaces that) {
    that.strata.forEach(
        (stratum, places) -> {
          for (long place : places.sorted()) {
            add(stratum, place);
          }
        });
    mixed += that.mixed;
    return this;
  }

  /** Those in one of the bins that {@code bins} names for their class. */
  StratumPlaces inBins(Map<String, long[]> bins) {
    StratumPlaces found = new StratumPlaces();
    strata.forEach(
        (stratum, places) -> {
          long[] wanted = bins.getOrDefault(stratum, new long[0]);
          for (long place : places.sorted()) {
            if (Arrays.stream(wanted).anyMatch(bin -> bin == StratumCounts.bin(place))) {
              found.add(stratum, place);
            }
          }
        });
    return found;
  }
}

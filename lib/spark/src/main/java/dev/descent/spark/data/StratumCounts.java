package dev.descent.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How many distinct rows each class has in each of {@value #BINS} equal ranges of places. As places
 * are spread evenly, the few rows of one range can be looked at one by one.
 */
final class StratumCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BIN_BITS = 10;
  private static final int BINS = 1 << BIN_BITS;
  private static final int PLACE_BITS = 53;

  private final TreeMap<String, long[]> counts = new TreeMap<>();
  private long mixed;

  /** The range of a place. */
  static long bin(long place) {
    return place >>> (PLACE_BITS - BIN_BITS);
  }

  StratumCounts add(StratumPlaces found) {
    found
        .strata()
        .forEach(
            (stratum, places) -> {
              long[] bins = counts.computeIfAbsent(stratum, absent -> new long[BINS]);
              for (long place : places.sorted()) {
                bins[(int) bin(place)]++;
              }
            });
    mixed += found.mixed();
    return this;
  }

  StratumCounts merge(StratumCounts that) {
    that.counts.forEach(
        (stratum, more) -> {
          long[] bins = counts.computeIfAbsent(stratum, absent -> new long[BINS]);
          Arrays.setAll(bins, b -> bins[b] + more[b]);
        });
    mixed += that.mixed;
    return this;
  }

  /** How many hashes rows of several classes have. */
  long mixed() {
    return mixed;
  }

  /** How many distinct rows each class has. */
  Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    counts.forEach((stratum, bins) -> rows.put(stratum, Arrays.stream(bins).sum()));
    return rows;
  }

  /** The ranges of the last of so many wanted rows of each class; -1 for none. */
  Map<String, long[]> bins(Map<String, long[]> wanted) {
    Map<String, long[]> bins = new HashMap<>();
    wanted.forEach(
        (stratum, each) ->
            bins.put(stratum, Arrays.stream(each).map(rows -> bin(stratum, rows)).toArray()));
    return bins;
  }

  /** The places of those rows, from the places in their ranges. */
  Map<String, Split.Stratified.Cut> cuts(Map<String, long[]> wanted, StratumPlaces candidates) {
    Map<String, Split.Stratified.Cut> cuts = new HashMap<>();
    wanted.forEach(
        (stratum, each) ->
            cuts.put(
                stratum,
                new Split.Stratified.Cut(
                    place(stratum, each[0], candidates), place(stratum, each[1], candidates))));
    return cuts;
  }

  private long place(String stratum, long rows, StratumPlaces candidates) {
    long bin = bin(stratum, rows);
    if (bin < 0) {
      return -1;
    }
    long[] places =
        Arrays.stream(Objects.requireNonNull(candidates.strata().get(stratum)).sorted())
            .filter(place -> bin(place) == bin)
            .toArray();
    return places[(int) (rows - before(stratum, bin)) - 1];
  }

  private long bin(String stratum, long rows) {
    long[] bins = Objects.requireNonNull(counts.get(stratum));
    long sum = 0;
    for (int b = 0; b < BINS && rows > 0; b++) {
      sum += bins[b];
      if (sum >= rows) {
        return b;
      }
    }
    return -1;
  }

  private long before(String stratum, long bin) {
    return Arrays.stream(Objects.requireNonNull(counts.get(stratum))).limit(bin).sum();
  }
}

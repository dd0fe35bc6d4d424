package dev.descent.spark.evaluate;

import dev.descent.metric.CountedBlock;
import dev.descent.metric.PoissonDraws;
import dev.descent.metric.ScoreKey;
import java.io.Serializable;
import java.util.Arrays;

/** Distinct scored rows of one part, with their hashes and how many copies of each there are. */
final class CountedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScoredRows rows;
  private final long[] ids;
  private final int[] copies;

  CountedRows(ScoredRows rows, long[] ids, int[] copies) {
    this.rows = rows;
    this.ids = ids;
    this.copies = copies;
  }

  Part part() {
    return rows.part();
  }

  /** The rows that a replicate has, weighted by how often it has them. */
  ScoredRows drawn(int replicate) {
    double[] draws = new double[ids.length];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = PoissonDraws.of(ids[i], replicate, copies[i]);
    }
    return rows.drawn(draws);
  }

  /** The keys of number {@code k} of all rows. */
  long[] keys(RowNumbers numbers, int k) {
    double[] values = new double[numbers.outputs()];
    long[] keys = new long[ids.length];
    for (int i = 0; i < keys.length; i++) {
      numbers.write(rows, i, values);
      keys[i] = ScoreKey.of(values[k]);
    }
    return keys;
  }

  /** The rows at the places {@code at}, packed with their keys. */
  CountedBlock block(RowNumbers numbers, long[] keys, int[] at) {
    return new CountedBlock(
        Arrays.stream(at).mapToLong(i -> keys[i]).toArray(),
        Arrays.stream(at).map(i -> numbers.actual(rows, i)).toArray(),
        Arrays.stream(at).mapToDouble(rows::weight).toArray(),
        Arrays.stream(at).mapToLong(i -> ids[i]).toArray(),
        Arrays.stream(at).map(i -> copies[i]).toArray());
  }

  ScoredRows rows() {
    return rows;
  }
}

package dev.descent.spark.data;

import dev.descent.data.Classes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts labels, or sides, of rows that come one after the other; those of a few that come again
 * and again wait beside the map, in which to look for one takes longer than to read a row.
 */
final class Tally<K> {
  private static final int PLACES = 16;

  private final Map<K, Long> counts;
  private final List<@Nullable K> waiting = new ArrayList<>(Collections.nCopies(PLACES, null));
  private final long[] rows = new long[PLACES];

  /** Into {@code counts}, of the first {@value Classes#MOST} keys and one more. */
  Tally(Map<K, Long> counts) {
    this.counts = counts;
  }

  void add(K key) {
    int place = key.hashCode() & (PLACES - 1);
    if (!key.equals(waiting.get(place))) {
      flush(place);
      waiting.set(place, key);
    }
    rows[place]++;
  }

  /** Must follow the last key. */
  void flush() {
    for (int place = 0; place < PLACES; place++) {
      flush(place);
    }
  }

  private void flush(int place) {
    K key = waiting.get(place);
    if (key != null && counts.size() <= Classes.MOST) {
      counts.merge(key, rows[place], Long::sum);
    }
    waiting.set(place, null);
    rows[place] = 0;
  }
}

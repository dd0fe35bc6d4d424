package dev.descent.jobs.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How far apart two words are. */
public final class Spelling {
  private Spelling() {}

  /** How many typing errors a word of this length may have and still be recognized. */
  public static int limit(String word) {
    return Math.max(1, Math.min(3, word.length() / 3));
  }

  /** The first of the nearest words, if it is at most {@code limit} typing errors away. */
  public static Optional<String> nearest(String word, Collection<String> words, int limit) {
    return words.stream()
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** The least number of insertions, deletions, changes and swaps of neighbours between words. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int least = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}

package dev.descent.jobs.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways to do the same in one JVM, one after the other and again, so that a slow moment meets all.
 */
final class Turns {
  private static final int WARM_UP = 20;
  static final String OWN = "seconds";

  private final Map<String, Runnable> ways = new LinkedHashMap<>();

  /** Of Descent's way. */
  Turns(Runnable own) {
    ways.put(OWN, own);
  }

  /** Adds another one; returns this. */
  Turns add(Beside way, Runnable run) {
    ways.put(way.figure(), run);
    return this;
  }

  /** The median seconds of each way in {@code rounds} rounds, after some that do not count. */
  Map<String, Double> seconds(int rounds) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Map.Entry<String, Runnable> way : ways.entrySet()) {
        double took = Limits.seconds(way.getValue());
        if (round >= 0) {
          all.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(took);
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach((name, seconds) -> medians.put(name, Times.median(seconds)));
    return medians;
  }

  /** Those of Descent's way. */
  static double own(Map<String, Double> seconds) {
    return seconds.getOrDefault(OWN, Double.NaN);
  }

  /** An outcome of Descent's seconds, with those of the others as figures. */
  static Outcome outcome(Map<String, Double> seconds, double prepared, double objective) {
    Map<String, Double> others = new LinkedHashMap<>(seconds);
    others.remove(OWN);
    return new Outcome(own(seconds), prepared, objective, others);
  }
}

package dev.descent.jobs.tune;

import dev.descent.jobs.spec.TuneMetric;
import dev.descent.jobs.spec.TuneSpec;
import dev.descent.jobs.spec.TunedKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was tried, the best first.
 *
 * <p>Who came to a later rung is better, then whose metric is; of equals the one with the lower
 * number. Those without a value come last, in the order of their numbers.
 *
 * @param tune what was asked for
 * @param ranked all of them
 */
public record Leaderboard(TuneSpec tune, List<Tried> ranked) {
  public Leaderboard {
    ranked = ranked.stream().sorted(order(tune.metric())).toList();
  }

  private static Comparator<Tried> order(TuneMetric metric) {
    return (a, b) -> {
      int first = Boolean.compare(b.isMeasured(), a.isMeasured());
      if (first == 0 && a.isMeasured()) {
        first = Integer.compare(b.rung(), a.rung());
      }
      if (first == 0 && a.isMeasured()) {
        first = Double.compare(metric.gain(b.value(), a.value()), 0);
      }
      return first == 0 ? Integer.compare(a.candidate().number(), b.candidate().number()) : first;
    };
  }

  /** The winner; empty where nothing could be measured. */
  public Optional<Tried> best() {
    return ranked.stream().findFirst().filter(Tried::isMeasured);
  }

  /** Those that are measured, from the best. */
  public List<Tried> measured() {
    return ranked.stream().filter(Tried::isMeasured).toList();
  }

  /** The object of leaderboard.json. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("metric", tune.metric().word());
    map.put("better", tune.metric().gain(1, 0) > 0 ? "more" : "less");
    map.put("folds", tune.folds());
    map.put("keys", tune.over().stream().map(TunedKey::key).toList());
    List<Map<String, Object>> candidates = new ArrayList<>();
    for (Tried tried : ranked) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("rank", tried.isMeasured() ? candidates.size() + 1 : null);
      one.putAll(tried.toMap());
      candidates.add(one);
    }
    map.put("candidates", candidates);
    return map;
  }
}

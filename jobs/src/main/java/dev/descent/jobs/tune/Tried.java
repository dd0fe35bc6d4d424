package dev.descent.jobs.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What came of a candidate.
 *
 * @param rung how far it came in a successive halving, from 1
 * @param fits one a fold, up to the first without a value
 */
public record Tried(Candidate candidate, int rung, List<Fit> fits) {
  public Tried {
    fits = List.copyOf(fits);
    if (fits.isEmpty()) {
      throw new IllegalArgumentException("candidate " + candidate.number() + " has not been tried");
    }
  }

  /** Whether every fold has a value. */
  public boolean isMeasured() {
    return problem().isEmpty();
  }

  /** Why it cannot be ranked, if so. */
  public Optional<String> problem() {
    return fits.stream()
        .filter(fit -> fit.value().isEmpty())
        .map(fit -> fit.ending().problem())
        .findFirst();
  }

  /** The mean of the folds; NaN where one has no value. */
  public double value() {
    return mean(fit -> fit.value().orElse(Double.NaN));
  }

  /** The same on the rows that the folds were trained on. */
  public double training() {
    return mean(Fit::training);
  }

  private double mean(ToDoubleFunction<Fit> number) {
    double sum = 0;
    for (Fit fit : fits) {
      sum += number.applyAsDouble(fit);
    }
    return sum / fits.size();
  }

  /** s / sqrt(k) with s^2 = sum of (value - mean)^2 / (k - 1) over k folds; empty for one. */
  public OptionalDouble standardError() {
    int k = fits.size();
    if (k < 2 || !isMeasured()) {
      return OptionalDouble.empty();
    }
    double mean = value();
    double squares = 0;
    for (Fit fit : fits) {
      double off = fit.value().orElseThrow() - mean;
      squares += off * off;
    }
    return OptionalDouble.of(Math.sqrt(squares / (k - 1) / k));
  }

  /** The most epochs of any fold. */
  public int epochs() {
    return fits.stream().mapToInt(fit -> fit.ending().epochs()).max().orElse(0);
  }

  private double seconds() {
    return fits.stream().mapToDouble(Fit::seconds).sum();
  }

  /** Its object in leaderboard.json, behind its rank. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("candidate", candidate.number());
    map.put("settings", candidate.values());
    map.put("value", isMeasured() ? value() : null);
    OptionalDouble error = standardError();
    map.put("standardError", error.isPresent() ? error.getAsDouble() : null);
    double onTraining = training();
    map.put("training", Double.isFinite(onTraining) ? onTraining : null);
    map.put("epochs", epochs());
    map.put("stopReason", fits.get(fits.size() - 1).ending().stopReason());
    map.put("problem", problem().orElse(null));
    map.put("rung", rung);
    map.put("seconds", Math.rint(seconds() * 1000) / 1000);
    map.put("folds", fits.stream().map(Fit::toMap).toList());
    return map;
  }
}

package dev.descent.jobs;

import dev.descent.jobs.run.Json;
import dev.descent.model.Model;
import dev.descent.objective.Gram;
import dev.descent.objective.Objective;
import dev.descent.objective.Regression;
import dev.descent.penalty.Penalty;
import dev.descent.solve.Grams;
import dev.descent.solve.StrengthPath;
import dev.descent.spark.source.DataException;
import dev.descent.spark.train.DataSums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * The choice of a strength from the path that a job gives.
 *
 * @param objective with any of them
 * @param penalty of a strength
 * @param sums of the rows
 * @param model with parameters [p]
 */
record StrengthChoice(
    Objective objective,
    DoubleFunction<Penalty> penalty,
    DataSums sums,
    Function<double[], Model> model) {

  /**
   * The optimum that measures best on the validation rows, or the last one without any; the table
   * of all goes to the run folder. Empty where products of the training rows are not finite, which
   * is for the solver to say.
   *
   * @throws DataException if those of the validation rows are not
   */
  Optional<StrengthPath.Entry> chosen(double[] strengths, Course course) {
    Optional<StrengthPath> path = path(strengths, course.live());
    path.map(StrengthPath::entries).ifPresent(entries -> write(entries, course));
    return path.map(StrengthPath::chosen);
  }

  /**
   * The optima of all {@code strengths}, from the greatest. Empty where products of the training
   * rows are not finite.
   *
   * @throws DataException if those of the validation rows are not
   */
  Optional<StrengthPath> path(double[] strengths, LiveProgress live) {
    live.beginsPath();
    Regression shape = Regression.of(objective);
    Gram gram = sums.train().gram().gram(shape);
    if (!gram.isFinite()) {
      return Optional.empty();
    }
    Optional<Gram> other = sums.validation().map(rows -> rows.gram().gram(shape));
    if (!other.map(Gram::isFinite).orElse(true)) {
      throw new DataException(
          "model.penalty.strengths: products of the validation rows are not finite, so that they"
              + " cannot choose a strength; look for values that are far too large");
    }
    return Optional.of(path(shape, new Grams(gram, other), strengths, live));
  }

  private StrengthPath path(Regression shape, Grams grams, double[] strengths, LiveProgress live) {
    List<StrengthPath.Entry> entries = new ArrayList<>();
    StrengthPath.entries(shape, grams, penalty, strengths)
        .forEachRemaining(
            entry -> {
              entries.add(entry);
              live.strength(entry, entries.size(), strengths.length);
            });
    return new StrengthPath(entries);
  }

  private void write(List<StrengthPath.Entry> entries, Course course) {
    PathCoefficients coefficients = PathCoefficients.of(entries, model);
    course.files().writePath(entries.stream().map(entry -> line(entry, coefficients)));
  }

  private static String line(StrengthPath.Entry entry, PathCoefficients coefficients) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("strength", entry.strength());
    json.put("objective", Json.number(entry.objective()));
    json.put("loss", Json.number(entry.loss()));
    if (!Double.isNaN(entry.validationLoss())) {
      json.put("validationLoss", Json.number(entry.validationLoss()));
    }
    json.put("nonzeros", entry.nonzeros());
    json.putAll(coefficients.toMap(entry.parameters()));
    return Json.line(json);
  }
}

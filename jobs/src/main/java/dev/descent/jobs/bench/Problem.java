package dev.descent.jobs.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program outside the JVM must know to solve the problem of a workload: the mean of {@code
 * loss}, (f - y)^2 / 2 if it is squared, plus lasso |w| + ridge / 2 w^2, with an intercept.
 *
 * @param loss squared or logistic
 * @param strengths of lassos to solve one after the other, {@code lasso} the last; none for one
 *     problem
 * @param goal to come near to
 */
record Problem(
    String loss, double lasso, double ridge, List<Double> strengths, Goal.Objective goal) {

  /** One problem. */
  Problem(String loss, double lasso, double ridge, Goal.Objective goal) {
    this(loss, lasso, ridge, List.of(), goal);
  }

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("loss", loss);
    json.put("lasso", lasso);
    json.put("ridge", ridge);
    json.put("strengths", strengths);
    json.put("optimum", goal.optimum());
    json.put("tolerance", goal.tolerance());
    return json;
  }
}

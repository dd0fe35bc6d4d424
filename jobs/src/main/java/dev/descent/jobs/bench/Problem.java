package dev.descent.jobs.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a program outside the JVM must know to solve the problem of a workload: the mean of {@code
 * loss}, (f - y)^2 / 2 if it is squared, plus lasso |w| + ridge / 2 w^2, with an intercept.
 *
 * @param loss squared or logistic
 * @param goal to come near to
 */
record Problem(String loss, double lasso, double ridge, Goal.Objective goal) {

  Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("loss", loss);
    json.put("lasso", lasso);
    json.put("ridge", ridge);
    json.put("optimum", goal.optimum());
    json.put("tolerance", goal.tolerance());
    return json;
  }
}

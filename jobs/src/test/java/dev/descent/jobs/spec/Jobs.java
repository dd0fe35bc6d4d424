package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.Arguments;

/** Small job files; what a test adds starts at line 4. */
final class Jobs {
  static final String FILE = "conf/churn.conf";
  static final String PLACE = " (" + FILE + ": 4)";

  private Jobs() {}

  /** A fourth line, what is said of it before the place, and what is said after it. */
  static Arguments bites(String line, String before, String after) {
    return Arguments.of(line, before + PLACE + after);
  }

  static Arguments bites(String line, String before) {
    return bites(line, before, "");
  }

  static String linear(String... more) {
    return job("linear", more);
  }

  static String logistic(String... more) {
    return job("logistic", more);
  }

  static String softmax(String... more) {
    return job("softmax", more);
  }

  static String mlp(String loss, String... more) {
    return job("mlp, model.loss = " + loss + ", model.hidden = [3]", more);
  }

  /** A job of lines of LIBSVM. */
  static String libsvm(String... more) {
    return linear(more).replace("format = csv", "format = libsvm").replace(", label = y", "");
  }

  /** A job without {@code model.type}, for scores. */
  static String untyped(String... more) {
    return linear(more).replace("model.type = linear", "");
  }

  static JobSpec parse(String text, String... overrides) {
    return JobSpec.parse(FILE, text, List.of(overrides), Map.of());
  }

  /** The mini-batch descent of a job that has it. */
  static SolverSpec.MiniBatch descent(JobSpec job) {
    return (SolverSpec.MiniBatch) job.training().solver();
  }

  static List<String> errors(String text, String... overrides) {
    return errors(text, Map.of(), overrides);
  }

  static List<String> errors(String text, Map<String, String> environment, String... overrides) {
    JobFileException e =
        catchThrowableOfType(
            JobFileException.class,
            () -> JobSpec.parse(FILE, text, List.of(overrides), environment));
    return e == null ? List.of() : e.lines();
  }

  private static String job(String type, String... more) {
    return "name = churn\n"
        + "data { train { format = csv, path = \"a.csv\" }, label = y }\n"
        + "model.type = "
        + type
        + "\n"
        + String.join("\n", more);
  }
}

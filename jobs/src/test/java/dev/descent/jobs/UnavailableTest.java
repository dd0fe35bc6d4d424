package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that no command can carry out is refused by name, never passed over. */
class UnavailableTest {
  private static final String JOB =
      "name = a, data { train { format = csv, path = p }, label = y }, model.type = ";

  private static JobSpec job(String rest) {
    return JobSpec.parse("a.conf", JOB + rest, List.of(), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linear, training.solver = exact, model.penalty { type = lasso, strengths { from = 1, to = 0.1, steps = 3 } } | model.penalty.strengths"
      })
  void refusesWhatIsNotThereYet(String job, String setting) {
    JobSpec spec = job(job);
    assertThatThrownBy(() -> new Recipe(spec))
        .isInstanceOf(JobFileException.class)
        .hasMessage(setting + " is not available in this version");
  }

  @Test
  void letsPassWhatIs() {
    String penalty = ", model.penalty { type = ridge, strength = 1 }";
    JobSpec spec = job("logistic, training.rate.type = inverse-scaling" + penalty);
    assertThat(new Recipe(spec).spec()).isEqualTo(spec);
  }
}

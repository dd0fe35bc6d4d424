package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static final String TEXT =
      Jobs.linear(
          "output.runs = ${?ROOT}\"/runs\"",
          "training { epochs = ${?EPOCHS}, rate.initial = ${?RATE} }",
          "features.standardize = ${?SCALE}");

  @Test
  void givesTextNumbersAndBooleans() {
    JobSpec job =
        JobSpec.parse(
            Jobs.FILE,
            TEXT,
            List.of(),
            Map.of("ROOT", "hdfs:/x", "EPOCHS", "7", "RATE", "1e-3", "SCALE", "false"));
    assertThat(job.output().runs()).isEqualTo("hdfs:/x/runs");
    assertThat(Jobs.descent(job).epochs()).isEqualTo(7);
    assertThat(Jobs.descent(job).step().rate().initial()).isEqualTo(1e-3);
    assertThat(job.features().standardize()).isFalse();
  }

  @Test
  void leavesKeysAbsentThatItDoesNotSet() {
    JobSpec job = Jobs.parse(TEXT);
    assertThat(job.output().runs()).isEqualTo("/runs");
    assertThat(Jobs.descent(job).epochs()).isEqualTo(20);
  }

  @Test
  void isNotTheProcessEnvironmentNorSystemProperties() {
    String text = Jobs.linear("output.runs = ${?PATH}", "data.weight = ${?java.version}");
    assertThat(Jobs.parse(text)).isEqualTo(Jobs.parse(Jobs.linear()));
  }

  @Test
  void isNamedWhenItsValueIsWrong() {
    assertThat(Jobs.errors(TEXT, Map.of("EPOCHS", "many", "SCALE", "yes", "RATE", "-1")))
        .containsExactly(
            "training.rate.initial must be > 0, but was \"-1\""
                + " (conf/churn.conf: 5, environment variable RATE)",
            "training.epochs must be an integer >= 1, but was \"many\""
                + " (conf/churn.conf: 5, environment variable EPOCHS)",
            "features.standardize must be true or false, but was \"yes\""
                + " (conf/churn.conf: 6, environment variable SCALE)");
  }

  @Test
  void everySubstitutionWithoutAValueIsReportedBesideOtherErrors() {
    assertThat(
            Jobs.errors(
                Jobs.linear("output.runs = ${ROOT}", "training.epochs = ${EPOCHS}", "seed = x")))
        .containsExactly(
            "${ROOT} has no value (conf/churn.conf: 4);"
                + " set the environment variable, or write ${?ROOT}",
            "${EPOCHS} has no value (conf/churn.conf: 5);"
                + " set the environment variable, or write ${?EPOCHS}",
            "seed must be an integer of at most 64 bits, but was \"x\" (conf/churn.conf: 6)");
  }

  @Test
  void anOverrideMakesASubstitutionUnneeded() {
    String text = Jobs.linear("training.epochs = ${EPOCHS}");
    assertThat(Jobs.descent(Jobs.parse(text, "training.epochs=3")).epochs()).isEqualTo(3);
  }

  @Test
  void answersOverridesToo() {
    JobSpec job =
        JobSpec.parse(Jobs.FILE, Jobs.linear(), List.of("training.epochs=${?E}"), Map.of("E", "9"));
    assertThat(Jobs.descent(job).epochs()).isEqualTo(9);
  }

  @Test
  void theTypeOfAnOptimizerMayComeFromIt() {
    JobSpec job =
        JobSpec.parse(
            Jobs.FILE,
            Jobs.linear("training.optimizer { type = adam, beta1 = 0.5 }"),
            List.of("training.optimizer.type=${?KIND}"),
            Map.of("KIND", "sgd"));
    assertThat(Jobs.descent(job).step().optimizer()).isEqualTo(new OptimizerSpec.Sgd());
  }
}

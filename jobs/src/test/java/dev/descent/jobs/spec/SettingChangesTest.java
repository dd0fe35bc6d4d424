package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingChangesTest {
  private static Optional<String> between(String before, String now) {
    return SettingChanges.between(Jobs.parse(before).renderFit(), Jobs.parse(now).renderFit());
  }

  @Test
  void nothingDiffersWhereOnlyTheOrderDoes() {
    String a = Jobs.linear("seed = 1", "training.epochs = 3");
    String b = Jobs.linear("training.epochs = 3", "seed = 1");
    assertThat(between(a, b)).isEmpty();
  }

  @Test
  void everyDifferenceIsNamedWithBothValues() {
    assertThat(
            between(
                Jobs.linear("training.epochs = 20", "data.key = [a, b]"),
                Jobs.linear("training.epochs = 30", "training.stop.patience = 2")))
        .contains(
            "data.key was [\"a\",\"b\"] and is not set, training.epochs was 20 and is 30,"
                + " training.stop.patience was not set and is 2");
  }

  @Test
  void ofManyTheFirstAreNamed() {
    assertThat(
            between(
                Jobs.linear(),
                Jobs.linear(
                    "seed = 1",
                    "training { epochs = 3, batch-size = 2, depth = 3, precision = single }",
                    "features.divide-by = 2")))
        .contains(
            "features.divide-by was 1 and is 2, seed was 42 and is 1,"
                + " training.batch-size was 4096 and is 2, training.depth was 2 and is 3 and 2 others");
  }
}

package dev.descent.jobs.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.descent.jobs.spec.JobFile;
import dev.descent.jobs.spec.TuneSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
  private static final Fit.Ending ENDED = new Fit.Ending(3, "MAX_EPOCHS", "");
  private static final Fit.Ending DIVERGED = new Fit.Ending(1, "DIVERGED", "diverged in epoch 1");

  private static JobFile file(String metric) {
    return new JobFile(
        "a.conf",
        """
        name = churn
        data { train { format = csv, path = "a.csv" }, label = y }
        model.type = linear
        tune { folds = 2, metric = %s, over { training.solver = [exact, l-bfgs], seed = [1, 2] } }
        """
            .formatted(metric),
        List.of(),
        Map.of());
  }

  private static TuneSpec tune(String metric) {
    return file(metric).spec().tune().orElseThrow();
  }

  private static Tried tried(int number, int rung, double... values) {
    Candidate candidate = Candidate.of(file("r2")).get(number - 1);
    return new Tried(
        candidate,
        rung,
        DoubleStream.of(values).mapToObj(value -> Fit.of(value, 2 * value, ENDED, 0.5)).toList());
  }

  private static Tried failed(int number) {
    Candidate candidate = Candidate.of(file("r2")).get(number - 1);
    return new Tried(candidate, 1, List.of(Fit.failed(DIVERGED, 1)));
  }

  private static List<Integer> order(Leaderboard leaderboard) {
    return leaderboard.ranked().stream().map(one -> one.candidate().number()).toList();
  }

  @Test
  void theBestByItsMetricComesFirst() {
    List<Tried> all = List.of(tried(1, 1, 1, 3), tried(2, 1, 5, 1), tried(3, 1, 0, 1));
    assertThat(order(new Leaderboard(tune("r2"), all))).containsExactly(2, 1, 3);
    assertThat(order(new Leaderboard(tune("validation-loss"), all))).containsExactly(3, 1, 2);
    assertThat(order(new Leaderboard(tune("rmse"), all))).containsExactly(3, 1, 2);
  }

  /** In whatever order they come. */
  @Test
  void ofEqualsTheOneThatStandsFirstWins() {
    List<Tried> all = List.of(tried(3, 1, 2), tried(4, 1, 2), tried(1, 1, 2), tried(2, 1, 2));
    assertThat(order(new Leaderboard(tune("r2"), all))).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whoCameFurtherIsBetter() {
    List<Tried> all = List.of(tried(1, 1, 9), tried(2, 2, 1), tried(3, 3, 0), tried(4, 2, 2));
    assertThat(order(new Leaderboard(tune("r2"), all))).containsExactly(3, 4, 2, 1);
  }

  @Test
  void whatHasNoValueComesLastWithoutARank() {
    Leaderboard leaderboard =
        new Leaderboard(
            tune("r2"), List.of(failed(1), tried(2, 1, 1), tried(3, 1, Double.NaN), failed(4)));
    assertThat(order(leaderboard)).containsExactly(2, 1, 3, 4);
    assertThat(leaderboard.best()).contains(leaderboard.ranked().get(0));
    assertThat(leaderboard.measured()).hasSize(1);
    assertThat(leaderboard.ranked().get(1).problem()).contains("diverged in epoch 1");
    assertThat(leaderboard.ranked().get(2).problem()).contains("the metric is NaN");
    List<String> ranks = new ArrayList<>();
    if (leaderboard.toMap().get("candidates") instanceof List<?> candidates) {
      candidates.forEach(one -> ranks.add(String.valueOf(((Map<?, ?>) one).get("rank"))));
    }
    assertThat(ranks).containsExactly("1", "null", "null", "null");
    assertThat(new Leaderboard(tune("r2"), List.of(failed(1))).best()).isEmpty();
  }

  /** Of 1, 2 and 6: mean 3, variance (4 + 1 + 9) / 2 = 7, standard error sqrt(7 / 3). */
  @Test
  void theMeanOfTheFoldsHasAStandardError() {
    Tried one = tried(2, 1, 1, 2, 6);
    assertThat(one.value()).isEqualTo(3);
    assertThat(one.training()).isEqualTo(6);
    assertThat(one.standardError().orElseThrow()).isCloseTo(Math.sqrt(7 / 3.0), within(1e-15));
    assertThat(tried(1, 1, 4).standardError()).isEmpty();
    assertThat(one.toMap())
        .containsEntry("settings", Map.of("training.solver", "exact", "seed", 2L))
        .containsEntry("value", 3.0)
        .containsEntry("training", 6.0)
        .containsEntry("epochs", 3)
        .containsEntry("stopReason", "MAX_EPOCHS")
        .containsEntry("problem", null)
        .containsEntry("seconds", 1.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tried(1, 1))
        .withMessage("candidate 1 has not been tried");
  }

  @Test
  void settingsAreNumbersOrTexts() {
    List<String> values =
        List.of("12", "-3", "1e-3", "0.5", "1e999", "\"relu\"", "[64,32]", "true");
    List<Object> plain = new ArrayList<>();
    values.forEach(value -> plain.add(new Setting("k", value).plain()));
    assertThat(plain).isEqualTo(List.of(12L, -3L, 1e-3, 0.5, "1e999", "relu", "[64,32]", "true"));
    assertThat(new Setting("k", "\"relu\"").shown()).isEqualTo("k=relu");
    assertThat(new Setting("k", "\"relu\"").override()).isEqualTo("k=\"relu\"");
  }
}

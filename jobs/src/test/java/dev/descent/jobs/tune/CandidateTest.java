package dev.descent.jobs.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.jobs.spec.JobFile;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.jobs.spec.Strength;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateTest {
  private static final String JOB =
      """
      name = churn
      data { train { format = csv, path = "a.csv" }, label = y }
      model { type = linear, penalty { type = ridge, strength = 9 } }
      """;

  private static final String DIGITS =
      "folds = 2, over { seed = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], training.epochs = [1, 2, 3, 4, 5,"
          + " 6, 7, 8, 9, 10] }";

  private static JobFile file(String tune, String... overrides) {
    return new JobFile(
        "a.conf", JOB + "tune { " + tune + " }", List.of(overrides), Map.of("HOME", "h"));
  }

  private static List<String> shown(JobFile file) {
    return Candidate.of(file).stream().map(Candidate::shown).toList();
  }

  private static List<String> refused(JobFile file) {
    return catchThrowableOfType(JobFileException.class, () -> Candidate.of(file)).lines();
  }

  @Test
  void aGridIsEveryCombinationInTheOrderOfItsKeys() {
    List<Candidate> candidates =
        Candidate.of(
            file(
                "folds = 2, over { training.solver = [l-bfgs, exact],"
                    + " model.penalty.strength = [1, 2, 0.5] }"));
    assertThat(candidates.stream().map(Candidate::number)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(candidates.stream().map(Candidate::shown))
        .containsExactly(
            "training.solver=l-bfgs model.penalty.strength=1",
            "training.solver=l-bfgs model.penalty.strength=2",
            "training.solver=l-bfgs model.penalty.strength=0.5",
            "training.solver=exact model.penalty.strength=1",
            "training.solver=exact model.penalty.strength=2",
            "training.solver=exact model.penalty.strength=0.5");
    Candidate last = candidates.get(5);
    assertThat(last.spec().model().penalty().strength()).isEqualTo(new Strength.One(0.5));
    assertThat(last.spec().training().solver()).isEqualTo(new SolverSpec.Exact());
    JobFile byHand =
        file(
            "folds = 2, over { training.solver = [l-bfgs, exact],"
                + " model.penalty.strength = [1, 2, 0.5] }",
            "training.solver=exact",
            "model.penalty.strength=0.5");
    assertThat(last.spec()).isEqualTo(byHand.spec());
  }

  /** As where an override of the command line changes a type: no stale key is left. */
  @Test
  void aTypeReplacesItsWholeObject() {
    List<Candidate> candidates =
        Candidate.of(
            file(
                "folds = 2, over.model.penalty = [{ type = none }, { type = lasso, strength = 2}]",
                "training.solver=exact"));
    assertThat(candidates.get(0).spec().model().penalty().strength().values()).containsExactly(0);
    assertThat(candidates.get(1).spec().model().penalty().hasLassoPart()).isTrue();
  }

  @Test
  void drawsAreDistinctAndTheSameForTheSameSeed() {
    List<String> drawn = shown(file(DIGITS, "tune.search.random=50"));
    assertThat(new HashSet<>(drawn)).hasSize(50);
    assertThat(shown(file(DIGITS, "tune.search.random=50"))).isEqualTo(drawn);
    assertThat(shown(file(DIGITS, "tune.search.random=50", "seed=7"))).isNotEqualTo(drawn);
    List<String> all = shown(file(DIGITS));
    assertThat(all).hasSize(100).containsSubsequence(drawn);
    assertThat(shown(file(DIGITS, "tune.search.random=100"))).isEqualTo(all);
  }

  /** Expected: SplitMix64 by its definition, in Python. */
  @Test
  void drawsDoNotDependOnTheMachine() {
    assertThat(shown(file(DIGITS, "tune.search.random=3")))
        .containsExactly(
            "seed=4 training.epochs=10", "seed=9 training.epochs=2", "seed=9 training.epochs=9");
  }

  /** Expected: the same in Python. */
  @Test
  void rangesAreDrawnFromWhateverElseIsListed() {
    JobFile ranges =
        file(
            "folds = 2, search { random = 4 }, over { model.penalty.strength { from = 1e-4, to = 1,"
                + " scale = log }, seed = [1, 2], features.divide-by { from = 1, to = 3 } }");
    assertThat(shown(ranges))
        .containsExactly(
            "model.penalty.strength=0.175431 seed=2 features.divide-by=1.79015",
            "model.penalty.strength=0.00179763 seed=2 features.divide-by=2.24149",
            "model.penalty.strength=0.090013 seed=1 features.divide-by=1.90133",
            "model.penalty.strength=0.00700333 seed=2 features.divide-by=1.90866");
  }

  /** 20 times of 2000 draws are expected of each. */
  @Test
  void everyCombinationHasTheSameChance() {
    int[] times = new int[100];
    List<String> all = shown(file(DIGITS));
    for (int seed = 0; seed < 200; seed++) {
      shown(file(DIGITS, "tune.search.random=10", "seed=" + seed))
          .forEach(one -> times[all.indexOf(one)]++);
    }
    assertThat(times).doesNotContain(0, 1, 2, 3).satisfies(t -> assertThat(t).hasSize(100));
  }

  @Test
  void everyWrongCandidateHasALine() {
    assertThat(
            refused(
                file(
                    "folds = 2, over { model.penalty.strength = [1, -1], training.epochs = [0, 3] }")))
        .containsExactly(
            "candidate 1 of tune.over, model.penalty.strength=1 training.epochs=0: training.epochs"
                + " must be >= 1, but was 0",
            "candidate 3 of tune.over, model.penalty.strength=-1 training.epochs=0:"
                + " model.penalty.strength must be >= 0, but was -1; and training.epochs must be"
                + " >= 1, but was 0",
            "candidate 4 of tune.over, model.penalty.strength=-1 training.epochs=3:"
                + " model.penalty.strength must be >= 0, but was -1");
  }

  @Test
  void thereMustBeSomethingToTryAndNotTooMuch() {
    String ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    String thousands =
        "folds = 2, over { seed = "
            + ten
            + ", features.divide-by = "
            + ten
            + ", training.depth = "
            + ten
            + ", training.epochs = "
            + ten
            + " }";
    assertThat(refused(file(thousands)))
        .containsExactly(
            "tune.over must have at most 1000 combinations, but had 10000; list fewer, or use"
                + " tune.search { random = 50 }");
    assertThat(refused(file("folds = 2, over.seed = [1, 2]", "tune.search.random=3")))
        .containsExactly(
            "tune.search.random must be at most the combinations of tune.over, which are 2, but"
                + " was 3; draw fewer, or use tune.search = grid");
    assertThat(refused(file("folds = 2, over.seed = [1]", "tune=null")))
        .containsExactly(
            "tune is required (a.conf); give it, such as tune { folds = 5, over"
                + " { model.penalty.strength = [0.1, 0.01] } }");
  }

  @Test
  void aRungHasEpochsOfItsOwn() {
    Candidate one = Candidate.of(file("folds = 2, over.seed = [1]")).get(0);
    assertThat(one.within(7).training().solver())
        .isInstanceOfSatisfying(
            SolverSpec.MiniBatch.class, descent -> assertThat(descent.epochs()).isEqualTo(7));
  }

  @Test
  void rungsEndWithAllEpochsAndFewCandidates() {
    assertThat(Rung.of(9, 90, 3)).containsExactly(new Rung(9, 9), new Rung(3, 3), new Rung(1, 1));
    assertThat(Rung.of(10, 100, 3))
        .containsExactly(new Rung(10, 9), new Rung(4, 3), new Rung(2, 1));
    assertThat(Rung.of(10, 100, 3).stream().map(rung -> rung.epochs(100)))
        .containsExactly(12, 34, 100);
    assertThat(Rung.of(2, 100, 3)).containsExactly(new Rung(2, 1));
    assertThat(Rung.of(100, 2, 2)).containsExactly(new Rung(100, 2), new Rung(50, 1));
    assertThat(Rung.of(1000, Integer.MAX_VALUE, 10)).hasSize(4).endsWith(new Rung(1, 1));
  }
}

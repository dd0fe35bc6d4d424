package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TuneReaderTest {
  static final String FULL =
      Jobs.linear(
          "training { solver = l-bfgs, epochs = 81 }, model.penalty { type = ridge, strength = 1 }",
          tune(
              "search { halving = 3 }, folds = 4, metric = r2, over { model.penalty.strength ="
                  + " [0.1, 1e-2], data.filter = [[], [{ column = a, op = is-null }]],"
                  + " model.penalty.type = [ridge, \"lasso\"] }"));

  static final String RANGES =
      Jobs.linear(
          tune(
              "search { random = 9 }, folds = 2, over { model.penalty.strength { from = 1e-4, to ="
                  + " 1, scale = log }, seed = [1], features.divide-by { from = -2, to = 2 },"
                  + " model.penalty.strengths { from = [1, 2], to = [0.1] } }"));

  static String tune(String tune) {
    return "tune { " + tune + " }";
  }

  private static TuneSpec read(String... lines) {
    return Jobs.parse(Jobs.linear(lines)).tune().orElseThrow();
  }

  private static final TuneMetric LOSS = new TuneMetric(Optional.empty());

  @Test
  void readsEveryKeyInItsOrder() {
    assertThat(Jobs.parse(FULL).tune())
        .contains(
            new TuneSpec(
                new SearchSpec.Halving(3),
                4,
                new TuneMetric(Optional.of(GateMetric.R2)),
                List.of(
                    new TunedKey.Listed("model.penalty.strength", List.of("0.1", "1e-2")),
                    new TunedKey.Listed(
                        "data.filter", List.of("[]", "[{\"column\":\"a\",\"op\":\"is-null\"}]")),
                    new TunedKey.Listed("model.penalty.type", List.of("\"ridge\"", "\"lasso\"")))));
  }

  @Test
  void aShortSectionIsAGridOnValidationRows() {
    TuneSpec tune = read("data.split.validation = 0.2", tune("over.seed = [1, 2]"));
    assertThat(tune)
        .isEqualTo(
            new TuneSpec(
                new SearchSpec.Grid(),
                1,
                LOSS,
                List.of(new TunedKey.Listed("seed", List.of("1", "2")))));
    assertThat(tune.hasFolds()).isFalse();
  }

  @Test
  void overridesAddKeysBehindThoseOfTheFile() {
    String text = Jobs.linear(tune("folds = 2, over { training.epochs = [3], seed = [1] }"));
    List<TunedKey> over =
        Jobs.parse(text, "tune.over.features.divide-by=[1, 2]", "tune.over.seed=[7]")
            .tune()
            .orElseThrow()
            .over();
    assertThat(over)
        .containsExactly(
            new TunedKey.Listed("training.epochs", List.of("3")),
            new TunedKey.Listed("seed", List.of("7")),
            new TunedKey.Listed("features.divide-by", List.of("1", "2")));
    assertThat(Jobs.parse(text, "tune.over.seed=null").tune().orElseThrow().over()).hasSize(1);
  }

  /** What is tried has no bearing on what a job is by itself. */
  @Test
  void aFitAndADecisionDoNotDependOnIt() {
    JobSpec with = Jobs.parse(FULL);
    JobSpec without = Jobs.parse(FULL, "tune = null");
    assertThat(with.untuned()).isEqualTo(without);
    assertThat(with.renderFit()).isEqualTo(without.renderFit());
    assertThat(with.decisive()).isEqualTo(without.decisive());
    assertThat(with.render()).contains("tune {").isNotEqualTo(without.render());
  }

  @Test
  void rangesAreDrawnFrom() {
    assertThat(Jobs.parse(RANGES).tune().orElseThrow().over())
        .containsExactly(
            new TunedKey.Range("model.penalty.strength", 1e-4, 1, TunedKey.Scale.LOG),
            new TunedKey.Listed("seed", List.of("1")),
            new TunedKey.Range("features.divide-by", -2, 2, TunedKey.Scale.LINEAR),
            new TunedKey.Listed("model.penalty.strengths.from", List.of("1", "2")),
            new TunedKey.Listed("model.penalty.strengths.to", List.of("0.1")));
  }

  @Test
  void aRangeIsSpreadByDifferencesOrRatios() {
    TunedKey.Range ratios = new TunedKey.Range("a", 1e-4, 1, TunedKey.Scale.LOG);
    TunedKey.Range differences = new TunedKey.Range("a", -2, 4, TunedKey.Scale.LINEAR);
    assertThat(List.of(ratios.at(0), ratios.at(0.25), ratios.at(0.3), ratios.at(1)))
        .containsExactly("1e-4", "0.001", "0.00158489", "1");
    assertThat(List.of(differences.at(0), differences.at(0.5), differences.at(0.25)))
        .containsExactly("-2", "1", "-0.5");
    TunedKey.Range narrow = new TunedKey.Range("a", 0.12345678, 0.12345679, TunedKey.Scale.LINEAR);
    assertThat(List.of(narrow.at(0), narrow.at(1)))
        .as("never beyond its ends")
        .containsExactly("0.12345679", "0.12345679");
  }

  static Stream<Arguments> rangeGuards() {
    String key = "tune.over.training.rate.initial";
    String random = "folds = 2, search { random = 3 }, over.training.rate.initial ";
    return Stream.of(
        bites(
            tune("folds = 2, over.training.rate.initial { from = 1, to = 2 }"),
            key + " { from, to } goes with tune.search { random = 50 }",
            "; list its values"),
        bites(
            tune(random + "{ from = 0, to = 2, scale = log }"),
            key + ".from must be > 0, but was 0"),
        bites(
            tune(random + "{ from = 2, to = 2 }"),
            key + ".to must be > " + key + ".from = 2, but was 2"),
        bites(
            tune(random + "{ from = a, to = 2 }"),
            key + ".from must be a number of any size, but was \"a\""),
        bites(
            tune(random + "{ from = 1, to = 2, scale = ln }"),
            key + ".scale must be linear or log, but was \"ln\""),
        bites(
            tune(random + "{ from = 1 }"),
            key + ".from must be a list of values to try, but was 1"));
  }

  @ParameterizedTest
  @MethodSource("rangeGuards")
  void everyGuardOfARangeBites(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }

  static Stream<Arguments> guards() {
    String over = "over.seed = [1]";
    String key = "tune.over.";
    return Stream.of(
        bites("tune = 5", "tune must be a section { ... }, but was 5"),
        bites(
            tune(over),
            "tune needs rows to measure candidates on",
            "; give tune.folds, or data.split.validation > 0"),
        bites(tune(over + ", folds = 0"), "tune.folds must be >= 1, but was 0"),
        bites(tune(over + ", folds = 101"), "tune.folds must be <= 100, but was 101"),
        bites(
            tune(over + ", folds = 2, search = rnd"),
            "tune.search must be grid, { random = 50 } or { halving = 3 }, but was \"rnd\""),
        bites(
            tune(over + ", folds = 2, search { random = 0 }"),
            "tune.search.random must be >= 1, but was 0"),
        bites(
            tune(over + ", folds = 2, search { halving = 1 }"),
            "tune.search.halving must be >= 2, but was 1"),
        bites(
            tune(over + ", folds = 2, search { random = 2, halving = 2 }"),
            "tune.search.random and tune.search.halving exclude each other",
            "; keep one"),
        bites(
            tune(over + ", folds = 2, search.halving = 3 }, training { solver = exact"),
            "tune.search.halving goes with a solver that training.epochs ends: mini-batch alone,"
                + " or l-bfgs",
            "; use search = grid"),
        bites(
            tune("folds = 2, search.halving = 3, over.training.epochs = [1, 2]"),
            "tune.over.training.epochs does not go with tune.search.halving, which chooses the"
                + " epochs",
            "; remove it"),
        bites(
            tune(over + ", folds = 2 }, data.split { by { time = t }, test = 0.1"),
            "tune.folds does not go with data.split.by { time }: models of later rows would be"
                + " measured on earlier ones",
            "; use data.split.validation in place of folds"),
        bites(
            tune(over + ", folds = 2, metric = f1"),
            "tune.metric must be validation-loss, mse, rmse, mae, median-absolute-error, r2 or"
                + " explained-variance, but was \"f1\""),
        bites(
            tune("folds = 2, over = 5"),
            "tune.over must be a section { KEY = [VALUE, ..] }, but was 5"),
        bites(
            tune("folds = 2, over {}"),
            "tune.over must have a key, such as model.penalty.strength = [0.1, 0.01], but was {}"),
        bites(
            tune("folds = 2, over.seed = 1"),
            key + "seed must be a list of values to try, but was 1"),
        bites(
            tune("folds = 2, over.seed = []"),
            key + "seed must be a list of values to try, but was []"),
        bites(
            tune("folds = 2, over.seed = [1, null]"),
            key + "seed must be a list of values to try, but was [1,null]"),
        bites(
            tune("folds = 2, over.seed = [1, 1]"),
            key + "seed must list values that are distinct, but was [1,1]"),
        bites(
            tune("folds = 2, over.model.hiden = [1]"),
            "unknown key model.hiden in tune.over",
            "; did you mean model.hidden?"),
        bites(
            tune("folds = 2, over.output.runs = [a]"),
            key + "output.runs makes no other model of the same rows",
            "; remove it"),
        bites(
            tune("folds = 2, over.tune.folds = [3]"),
            key + "tune.folds makes no other model of the same rows",
            "; remove it"));
  }

  @ParameterizedTest
  @MethodSource("guards")
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }

  @Test
  void itMustSayWhatToTry() {
    assertThat(Jobs.errors(Jobs.linear(tune("folds = 2"))))
        .containsExactly(
            "tune.over is required (conf/churn.conf); list values, such as model.penalty.strength"
                + " = [0.1, 0.01]");
  }

  @Test
  void scoresAreNotTuned() {
    assertThat(Jobs.errors(Jobs.untyped(tune("folds = 2, over.seed = [1]"), "data.score = p")))
        .containsExactly(
            "tune goes with a model, not with data.score" + Jobs.PLACE + "; remove it");
  }

  @Test
  void recordsAreWithinTheirBounds() {
    List<TunedKey> over = List.of(new TunedKey.Listed("seed", List.of("1")));
    for (Map.Entry<String, Runnable> guard :
        Map.<String, Runnable>of(
                "tune.search.random must be from 1 to 1000, but was 1001",
                () -> new SearchSpec.Random(1001),
                "tune.search.halving must be from 2 to 10, but was 11",
                () -> new SearchSpec.Halving(11),
                "tune.folds must be from 1 to 100, but was 0",
                () -> new TuneSpec(new SearchSpec.Grid(), 0, LOSS, over),
                "a range of tune.over goes with tune.search { random }",
                () ->
                    new TuneSpec(
                        new SearchSpec.Grid(),
                        2,
                        LOSS,
                        List.of(new TunedKey.Range("a", 0, 1, TunedKey.Scale.LINEAR))),
                "tune.over.a.to must be > from, but 1.0 <= 1.0",
                () -> new TunedKey.Range("a", 1, 1, TunedKey.Scale.LINEAR),
                "tune.over.a.from must be a finite number > 0, but was 0.0",
                () -> new TunedKey.Range("a", 0, 1, TunedKey.Scale.LOG),
                "tune.over must have a key",
                () -> new TuneSpec(new SearchSpec.Grid(), 1, LOSS, List.of()),
                "tune.over.seed must have values that are distinct, but was [1, 1]",
                () -> new TunedKey.Listed("seed", List.of("1", "1")))
            .entrySet()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> guard.getValue().run())
          .withMessage(guard.getKey());
    }
  }

  @Test
  void aJobIsOneThatCanBeTuned() {
    JobSpec linear = Jobs.parse(FULL);
    JobSpec scored = Jobs.parse(Jobs.linear("data.score = p"));
    JobSpec byTime = Jobs.parse(Jobs.linear("data.split { by { time = t }, test = 0.1 }"));
    JobSpec exact = Jobs.parse(Jobs.linear("training.solver = exact"));
    JobSpec logistic = Jobs.parse(Jobs.logistic());
    TuneSpec tune = linear.tune().orElseThrow();
    TuneSpec held = new TuneSpec(tune.search(), 1, tune.metric(), tune.over());
    refused("tune goes with a model, not with data.score", tune, scored);
    refused("tune needs folds or validation rows", held, linear);
    refused("tune.folds does not go with data.split.by { time }", tune, byTime);
    refused("tune.metric must be one of the model's", tune, logistic);
    refused("tune.search { halving } goes with a solver that training.epochs ends", tune, exact);
  }

  private static void refused(String message, TuneSpec tune, JobSpec job) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobRules.ofTune(tune, job.model(), job.data(), job.training()))
        .withMessage(message);
  }

  @Test
  void lossesAreLessTheBetterAndOthersByTheirMetric() {
    assertThat(LOSS.gain(1, 3)).isEqualTo(2);
    assertThat(LOSS.word()).isEqualTo("validation-loss");
    TuneMetric r2 = new TuneMetric(Optional.of(GateMetric.R2));
    assertThat(r2.gain(1, 3)).isEqualTo(-2);
    assertThat(r2.word()).isEqualTo("r2");
  }
}

package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverridesTest {
  private static final String ADAM =
      Jobs.linear("training.optimizer { type = adam, beta1 = 0.5, beta2 = 0.6 }");

  @Test
  void areLaidOverTheFileAndTheLastOneCounts() {
    JobSpec job =
        Jobs.parse(Jobs.linear("training.epochs = 3"), "training.epochs=5", "seed=1", "seed=2");
    assertThat(Jobs.descent(job).epochs()).isEqualTo(5);
    assertThat(job.seed()).isEqualTo(2);
  }

  @Test
  void areNamedInErrors() {
    assertThat(
            Jobs.errors(
                Jobs.linear("model.penalty { type = ridge, strength = 1 }"),
                "model.penalty.strength=-1"))
        .containsExactly(
            "model.penalty.strength must be >= 0, but was -1"
                + " (command line: model.penalty.strength=-1)");
    assertThat(Jobs.errors(Jobs.linear(), "training={epochs=0}"))
        .containsExactly(
            "training.epochs must be >= 1, but was 0 (command line: training={epochs=0})");
    assertThat(Jobs.errors(Jobs.linear(), "data.lable=x"))
        .containsExactly(
            "unknown key data.lable (command line: data.lable=x); did you mean data.label?");
  }

  @Test
  void aNewTypeLeavesNoStaleKey() {
    assertThat(Jobs.descent(Jobs.parse(ADAM, "training.optimizer.type=sgd")).step().optimizer())
        .isEqualTo(new OptimizerSpec.Sgd());
    assertThat(
            Jobs.parse(
                    Jobs.linear("model.penalty { type = ridge, strength = 1, on = original }"),
                    "model.penalty.type=none")
                .model()
                .penalty())
        .isEqualTo(new PenaltySpec.None());
    assertThat(
            Jobs.descent(
                    Jobs.parse(
                        Jobs.linear(
                            "training.rate { type = inverse-scaling, initial = 3, power = 2 }"),
                        "training.rate={type=constant}"))
                .step()
                .rate())
        .isEqualTo(new RateSpec.Constant(0.05, 0));
  }

  @Test
  void aNewTypeKeepsWhatOverridesSetWhateverTheirOrder() {
    String scaling =
        Jobs.linear("training.rate { type = inverse-scaling, initial = 3, power = 2 }");
    RateSpec expected = new RateSpec.Constant(0.5, 0);
    assertThat(
            Jobs.descent(
                    Jobs.parse(scaling, "training.rate.type=constant", "training.rate.initial=0.5"))
                .step()
                .rate())
        .isEqualTo(expected);
    assertThat(
            Jobs.descent(
                    Jobs.parse(scaling, "training.rate.initial=0.5", "training.rate.type=constant"))
                .step()
                .rate())
        .isEqualTo(expected);
  }

  @Test
  void theSameTypeKeepsTheFilesKeys() {
    assertThat(
            Jobs.descent(
                    Jobs.parse(
                        ADAM, "training.optimizer.type=adam", "training.optimizer.beta1=0.7"))
                .step()
                .optimizer())
        .isEqualTo(new OptimizerSpec.Adam(0.7, 0.6, 1e-8));
    assertThat(
            Jobs.descent(
                    Jobs.parse(
                        Jobs.linear("training.optimizer.beta1 = 0.5"),
                        "training.optimizer.type=sgd"))
                .step()
                .optimizer())
        .isEqualTo(new OptimizerSpec.Sgd());
  }

  @Test
  void aNewKeyOfByReplacesTheOldOne() {
    assertThat(
            Jobs.parse(Jobs.linear("data.split.by { column = s }"), "data.split.by=hash")
                .data()
                .split())
        .contains(new SplitSpec.ByHash(0, 0, 0));
    assertThat(
            Jobs.parse(Jobs.linear("data.split.by = hash"), "data.split.by.column=s")
                .data()
                .split())
        .contains(new SplitSpec.ByColumn("s"));
    assertThat(
            Jobs.parse(
                    Jobs.linear("data.split.by { column = s }"),
                    "data.split.by.time=day",
                    "data.split.test=0.1")
                .data()
                .split())
        .contains(new SplitSpec.ByTime("day", 0.1, 0));
  }

  @Test
  void aWordReplacesAnObjectAndAnObjectAWord() {
    String huber = Jobs.linear("model.loss { huber { delta = 3 } }");
    assertThat(Jobs.parse(huber, "model.loss=poisson").model().loss())
        .isEqualTo(new LossSpec.Poisson());
    assertThat(Jobs.parse(huber, "model.loss=huber").model().loss())
        .isEqualTo(new LossSpec.Huber(1.35));
    assertThat(
            Jobs.parse(Jobs.linear("model.loss = poisson"), "model.loss.huber.delta=2")
                .model()
                .loss())
        .isEqualTo(new LossSpec.Huber(2));
    assertThat(
            Jobs.parse(Jobs.linear("training.start { model = m }"), "training.start=fresh")
                .training()
                .start())
        .isEqualTo(new StartSpec.Fresh());
    assertThat(
            Jobs.parse(
                    Jobs.logistic("training.class-weights { a = 1 }"),
                    "training.class-weights=balanced")
                .training()
                .classWeights())
        .contains(new ClassWeightsSpec.Balanced());
  }

  @Test
  void aNewKindOfPenaltyLeavesNoStaleStrength() {
    String path =
        Jobs.linear(
            "training.solver = exact",
            "model.penalty { type = lasso, strengths { from = 1, to = 0.1, steps = 3 } }");
    assertThat(Jobs.parse(path, "model.penalty={type=ridge, strength=2}").model().penalty())
        .isEqualTo(new PenaltySpec.Ridge(new Strength.One(2), PenaltyScale.STANDARDIZED));
    assertThat(
            Jobs.parse(path, "model.penalty.strengths=null", "model.penalty.strength=2")
                .model()
                .penalty())
        .isEqualTo(new PenaltySpec.Lasso(new Strength.One(2), PenaltyScale.STANDARDIZED));
  }

  @Test
  void anotherSolverTakesTheStepsAwayByNull() {
    String steps =
        Jobs.linear("training { optimizer { type = sgd }, rate { initial = 1 }, epochs = 3 }");
    assertThat(Jobs.errors(steps, "training.solver=exact")).hasSize(3);
    assertThat(
            Jobs.parse(
                    steps,
                    "training.solver=exact",
                    "training.optimizer=null",
                    "training.rate=null",
                    "training.epochs=null")
                .training()
                .solver())
        .isEqualTo(new SolverSpec.Exact());
  }

  @Test
  void nullTakesAwayAKeyOfTheFile() {
    JobSpec job =
        Jobs.parse(
            Jobs.linear("data.split { test = 0.2, by = hash }"),
            "data.split.by.column=s",
            "data.split.test=null");
    assertThat(job.data().split()).contains(new SplitSpec.ByColumn("s"));
  }

  @Test
  void mustBeOneLineOfKeyAndValue() {
    assertThat(Jobs.errors(Jobs.linear(), "seed", "=3", "seed=1\nname=x"))
        .containsExactly(
            "an override must be one line key=value (command line: seed)",
            "an override must be one line key=value (command line: =3)",
            "an override must be one line key=value (command line: seed=1 name=x)");
  }

  @Test
  void thatAreNotHoconAreOneLineEach() {
    assertThat(Jobs.errors(Jobs.linear(), "output.runs=s3a://b", "seed=["))
        .hasSize(2)
        .allMatch(line -> line.startsWith("not valid HOCON: "))
        .satisfiesExactly(
            line -> assertThat(line).endsWith(" (command line: output.runs=s3a://b)"),
            line -> assertThat(line).endsWith(" (command line: seed=[)"));
  }

  @Test
  void mayNotIncludeNorRepeatAKey() {
    assertThat(Jobs.errors(Jobs.linear(), "include \"x\", seed=1", "seed=1, seed=2"))
        .containsExactly(
            "include is not allowed in a job file (command line: include \"x\", seed=1); remove it",
            "seed is set more than once (command line: seed=1, seed=2); keep one");
  }
}

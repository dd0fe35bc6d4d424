package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingReaderTest {
  @Test
  void theOptimizerFitsThePenaltyWhereTheFileNamesNone() {
    OptimizerSpec adam = new OptimizerSpec.Adam(0.9, 0.999, 1e-8);
    assertThat(optimizerOf("ridge, strength = 1")).isEqualTo(adam);
    assertThat(optimizerOf("lasso, strength = 1")).isEqualTo(new OptimizerSpec.Sgd());
    assertThat(optimizerOf("elastic-net, strength = 1")).isEqualTo(new OptimizerSpec.Sgd());
    assertThat(optimizerOf("elastic-net, strength = 1, mixing = 0")).isEqualTo(adam);
  }

  private static OptimizerSpec optimizerOf(String penalty) {
    return Jobs.descent(Jobs.parse(Jobs.linear("model.penalty { type = " + penalty + " }")))
        .step()
        .optimizer();
  }

  static Stream<Arguments> optimizers() {
    return Stream.of(
        Arguments.of("sgd", new OptimizerSpec.Sgd()),
        Arguments.of("momentum", new OptimizerSpec.Momentum(0.9)),
        Arguments.of("momentum, momentum = 0", new OptimizerSpec.Momentum(0)),
        Arguments.of("nesterov", new OptimizerSpec.Nesterov(OptionalDouble.of(0.9))),
        Arguments.of(
            "nesterov, momentum = 0.5", new OptimizerSpec.Nesterov(OptionalDouble.of(0.5))),
        Arguments.of("adagrad", new OptimizerSpec.AdaGrad(1e-8)),
        Arguments.of("adagrad, epsilon = 1", new OptimizerSpec.AdaGrad(1)),
        Arguments.of("rmsprop", new OptimizerSpec.RmsProp(0.9, 1e-8)),
        Arguments.of("rmsprop, decay = 0, epsilon = 1", new OptimizerSpec.RmsProp(0, 1)),
        Arguments.of("adam", new OptimizerSpec.Adam(0.9, 0.999, 1e-8)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerIsRead(String text, OptimizerSpec optimizer) {
    JobSpec job = Jobs.parse(Jobs.linear("training.optimizer { type = " + text + " }"));
    assertThat(Jobs.descent(job).step().optimizer()).isEqualTo(optimizer);
  }

  static Stream<Arguments> rates() {
    return Stream.of(
        Arguments.of("constant", new RateSpec.Constant(0.05, 0)),
        Arguments.of("constant, warm-up = 9", new RateSpec.Constant(0.05, 9)),
        Arguments.of("inverse-scaling", new RateSpec.InverseScaling(0.05, 0.5, 0)),
        Arguments.of("exponential, initial = 1", new RateSpec.Exponential(1, 0.999, 0)),
        Arguments.of("exponential, decay = 0.9", new RateSpec.Exponential(0.05, 0.9, 0)),
        Arguments.of("step, every = 7", new RateSpec.Step(0.05, 7, 0.1, 0)),
        Arguments.of("step, every = 7, factor = 0.5", new RateSpec.Step(0.05, 7, 0.5, 0)),
        Arguments.of("cosine, warm-up = 1", new RateSpec.Cosine(0.05, 1)));
  }

  @ParameterizedTest
  @MethodSource("rates")
  void everyRateIsRead(String text, RateSpec rate) {
    JobSpec job = Jobs.parse(Jobs.linear("training.rate { type = " + text + " }"));
    assertThat(Jobs.descent(job).step().rate()).isEqualTo(rate);
  }

  @Test
  void aPathOfStrengthsIsRead() {
    String strengths = "strengths { from = 1, to = 1e-4, steps = 100 }";
    JobSpec job =
        Jobs.parse(
            Jobs.linear(
                "training.solver = exact", "model.penalty { type = lasso, " + strengths + " }"));
    assertThat(job.training().solver()).isEqualTo(new SolverSpec.Exact());
    assertThat(job.model().penalty())
        .isEqualTo(
            new PenaltySpec.Lasso(new Strength.Path(1, 1e-4, 100), PenaltyScale.STANDARDIZED));
  }

  @Test
  void lbfgsHasItsOwnDefaults() {
    TrainingSpec alone = Jobs.parse(Jobs.linear("training.solver = l-bfgs")).training();
    assertThat(alone.solver()).isEqualTo(new SolverSpec.Lbfgs(500));
    assertThat(alone.stop().tolerance()).hasValue(1e-10);
    TrainingSpec last = Jobs.parse(Jobs.linear("training.then = l-bfgs")).training();
    assertThat(last.stop().tolerance()).hasValue(1e-10);
    TrainingSpec exact = Jobs.parse(Jobs.linear("training.solver = exact")).training();
    assertThat(exact.stop().tolerance()).isEmpty();
  }
}

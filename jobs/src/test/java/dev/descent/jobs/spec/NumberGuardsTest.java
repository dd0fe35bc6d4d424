package dev.descent.jobs.spec;

import static dev.descent.jobs.spec.Jobs.bites;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumberGuardsTest {
  static Stream<Arguments> numbers() {
    return Stream.of(
        bites(
            "features.polynomial.degree = 0", "features.polynomial.degree must be >= 1, but was 0"),
        bites(
            "features.polynomial.degree = 65",
            "features.polynomial.degree must be <= 64, but was 65"),
        bites(
            "features.polynomial { degree = two }",
            "features.polynomial.degree must be an integer >= 1, but was \"two\""),
        bites("model.loss.huber.delta = 0", "model.loss.huber.delta must be > 0, but was 0"),
        bites(
            "model.penalty { type = ridge, strength = 1e999 }",
            "model.penalty.strength must be a finite number >= 0, but was 1e999"),
        bites(
            "training.optimizer { type = momentum, momentum = 1 }",
            "training.optimizer.momentum must be in [0, 1), but was 1"),
        bites(
            "training.optimizer { type = nesterov, momentum = -0.1 }",
            "training.optimizer.momentum must be in [0, 1), but was -0.1"),
        bites(
            "training.optimizer { type = adagrad, epsilon = 0 }",
            "training.optimizer.epsilon must be > 0, but was 0"),
        bites(
            "training.optimizer { type = rmsprop, decay = 1 }",
            "training.optimizer.decay must be in [0, 1), but was 1"),
        bites(
            "training.optimizer { type = rmsprop, epsilon = -1 }",
            "training.optimizer.epsilon must be > 0, but was -1"),
        bites(
            "training.rate { type = exponential, decay = 1 }",
            "training.rate.decay must be in (0, 1), but was 1"),
        bites(
            "training.rate { type = exponential, decay = 0 }",
            "training.rate.decay must be in (0, 1), but was 0"),
        bites(
            "training.rate { type = step, every = 0 }",
            "training.rate.every must be >= 1, but was 0"),
        bites(
            "training.rate { type = step, every = 5, factor = 2 }",
            "training.rate.factor must be in (0, 1), but was 2"),
        bites("training.rate.warm-up = -1", "training.rate.warm-up must be >= 0, but was -1"),
        bites(
            "training.rate.warm-up = 1.5",
            "training.rate.warm-up must be an integer >= 0, but was 1.5"),
        bites(
            "training.average-every = 3000000000",
            "training.average-every must be epoch or an integer from 1 to 2147483647,"
                + " but was 3000000000"),
        bites("training.shards = 0", "training.shards must be >= 1, but was 0"),
        bites("seed = 1.5", "seed must be an integer of at most 64 bits, but was 1.5"),
        bites("seed = \"1\"", "seed must be an integer of at most 64 bits, but was \"1\""),
        bites(
            "data.bad-rows.skip-at-most = 0",
            "data.bad-rows.skip-at-most must be in (0, 1), but was 0"),
        bites(
            "data.bad-rows.skip-at-most = 1",
            "data.bad-rows.skip-at-most must be in (0, 1), but was 1"),
        bites("data.train-share = 0", "data.train-share must be in (0, 1], but was 0"),
        bites("data.train-share = 1.1", "data.train-share must be in (0, 1], but was 1.1"),
        bites("data.split.test = 1", "data.split.test must be in [0, 1), but was 1"),
        bites(
            "data.split.validation = -0.1",
            "data.split.validation must be in [0, 1), but was -0.1"),
        bites(
            "data.split { test = 0.5, validation = 0.5 }",
            "data.split.test + data.split.validation must be < 1, but was 1.0"),
        bites(
            "data.split.seed = x",
            "data.split.seed must be an integer of at most 64 bits, but was \"x\""),
        bites("features.rare.below = 1", "features.rare.below must be >= 2, but was 1"),
        bites(
            "features.rare { below = few }",
            "features.rare.below must be an integer >= 2, but was \"few\""),
        bites("features.divide-by = 0", "features.divide-by must be other than 0, but was 0"),
        bites(
            "features.divide-by = NaN",
            "features.divide-by must be a number other than 0, but was \"NaN\""),
        bites(
            "features.divide-by = 1e999",
            "features.divide-by must be a finite number other than 0, but was 1e999"),
        bites(
            "model.penalty { type = ridge, strength = -1 }",
            "model.penalty.strength must be >= 0, but was -1"),
        bites(
            "model.penalty { type = ridge, strength = \"1\" }",
            "model.penalty.strength must be a number >= 0, but was \"1\""),
        bites(
            "training.optimizer.beta1 = 1",
            "training.optimizer.beta1 must be in [0, 1), but was 1"),
        bites(
            "training.optimizer.beta2 = -1",
            "training.optimizer.beta2 must be in [0, 1), but was -1"),
        bites(
            "training.optimizer.epsilon = 0", "training.optimizer.epsilon must be > 0, but was 0"),
        bites("training.rate.initial = 0", "training.rate.initial must be > 0, but was 0"),
        bites(
            "training.rate { type = inverse-scaling, power = -2 }",
            "training.rate.power must be > 0, but was -2"),
        bites(
            "training.batch-size = 0",
            "training.batch-size must be full or an integer from 1 to 2147483647, but was 0"),
        bites(
            "training.batch-size = all",
            "training.batch-size must be full or an integer from 1 to 2147483647, but was \"all\""),
        bites("training.epochs = 0", "training.epochs must be >= 1, but was 0"),
        bites("training.epochs = 2.0", "training.epochs must be an integer >= 1, but was 2.0"),
        bites(
            "training.epochs = 3000000000",
            "training.epochs must be <= 2147483647, but was 3000000000"),
        bites("training.depth = 0", "training.depth must be >= 1, but was 0"),
        bites(
            "training.average-every = 0",
            "training.average-every must be epoch or an integer from 1 to 2147483647, but was 0"),
        bites("training.stop.tolerance = 0", "training.stop.tolerance must be > 0, but was 0"),
        bites("training.stop.patience = 0", "training.stop.patience must be >= 1, but was 0"),
        bites(
            "training.stop.max-time = 10",
            "training.stop.max-time must be a duration > 0 with a unit, such as 90s, 30m or 2h,"
                + " but was 10"),
        bites(
            "training.stop.max-time = 0s",
            "training.stop.max-time must be a duration > 0 with a unit, such as 90s, 30m or 2h,"
                + " but was \"0s\""),
        bites(
            "training.checkpoint { directory = d, every = 60 }",
            "training.checkpoint.every must be a duration > 0 with a unit, such as 90s, 30m or 2h,"
                + " but was 60"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void everyGuardBitesWithOneLine(String line, String message) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(message);
  }
}

package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordGuardsTest {
  private static void refused(String message, ThrowingCallable make) {
    assertThatIllegalArgumentException().isThrownBy(make).withMessage(message);
  }

  @Test
  void numbersAreWithinTheirBounds() {
    refused(
        "penalty.strength must be a finite number >= 0, but was -1.0", () -> new Strength.One(-1));
    refused(
        "rate.initial must be a finite number > 0, but was NaN",
        () -> new RateSpec.Constant(Double.NaN, 0));
    refused(
        "rate.power must be a finite number > 0, but was 0.0",
        () -> new RateSpec.InverseScaling(1, 0, 0));
    refused(
        "optimizer.beta2 must be a finite number in [0, 1), but was 1.0",
        () -> new OptimizerSpec.Adam(0, 1, 1));
    refused(
        "split.test + split.validation must be a finite number in [0, 1), but was 1.0",
        () -> new SplitSpec.ByHash(0.5, 0.5, 0));
    refused(
        "features.divide-by must be a finite number other than 0, but was 0.0",
        () -> new FeaturesSpec(List.of("*"), List.of(), Optional.empty(), 0, true));
    refused(
        "evaluation.threshold must be a finite number in [0, 1], but was 2.0",
        () -> new EvaluationSpec(OptionalDouble.of(2)));
    refused("batch-size must be >= 1, but was 0", () -> new BatchSize.Rows(0));
    refused("a scalar must be finite, but was Infinity", () -> new Scalar.Numeric(1 / 0.0));
    refused(
        "stop.max-time must be > 0, but was PT0S",
        () ->
            new StopSpec(
                OptionalDouble.empty(),
                OptionalInt.empty(),
                StopMetric.TRAIN_LOSS,
                Optional.of(Duration.ZERO)));
  }

  @Test
  void listsAndTextsAreFilled() {
    refused(
        "a source needs at least one path",
        () -> new SourceSpec(SourceFormat.CSV, List.of(), Map.of()));
    refused(
        "features.columns must name at least one column",
        () -> new FeaturesSpec(List.of(), List.of(), Optional.empty(), 1, true));
    refused("use.model.path must not be blank", () -> new UsedModel.AtPath(" "));
    refused("split.by.column must not be blank", () -> new SplitSpec.ByColumn(""));
    refused("output.runs must not be blank", () -> new OutputSpec("", Optional.empty()));
  }
}

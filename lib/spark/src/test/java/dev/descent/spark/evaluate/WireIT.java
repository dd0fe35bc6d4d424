package dev.descent.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.loss.Logistic;
import dev.descent.loss.Softmax;
import dev.descent.metric.CountedBlock;
import dev.descent.metric.RegressionMoments;
import dev.descent.metric.ResidualGrid;
import dev.descent.metric.ResidualQuantiles;
import dev.descent.metric.ScoreBins;
import dev.descent.spark.Wire;
import dev.descent.spark.data.Side;
import dev.descent.spark.source.BadRows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks and totals survive Java's and Kryo's serialization to the last bit. */
final class WireIT {
  private static final ScoredRows CHUNK =
      new ScoredRows(
          Side.TEST, new double[] {1, 0}, new double[] {0.25, -3}, new double[] {1, 0.3});

  private static final ScoredRows THREE_CLASSES =
      new ScoredRows(
          Side.TEST,
          new double[] {2, 0},
          new double[] {0.25, -3, 1, 0, 0.5, 2},
          new double[] {1, 0.3});

  @Test
  void chunksAndTotalsArriveAsTheyWere() {
    Wire.assertSurvives(CHUNK);
    Wire.assertSurvives(new ScoredRows(new BadRows()));
    ScoredRows.Values values =
        new ScoredRows.Values(new double[] {1, 0}, new double[] {0.25, -3}, new double[] {});
    Slices.Writer slices = Slices.Writer.of(List.of("region"), 2);
    slices.set(0, 0, "north");
    slices.set(0, 1, "south");
    ScoredRows sliced =
        new ScoredRows(Part.of(Side.TRAIN), values, new long[] {7, -7}, slices.first(2));
    Wire.assertSurvives(sliced);
    Wire.assertSurvives(new CountedRows(sliced, new long[] {7, -7}, new int[] {1, 2}));
    Wire.assertSurvives(
        new CountedBlock(
            new long[] {3}, new int[] {1}, new double[] {1}, new long[] {7}, new int[] {2}));
    Wire.assertSurvives(new RegressionTotals().add(CHUNK));
    RegressionMoments moments = new RegressionMoments().add(1, 0.25, 1).add(0, -3, 0.3);
    Wire.assertSurvives(ResidualGrid.of(moments, ResidualQuantiles.none()).add(1, 0.25, 0.3));
    BinarySums sums = new BinarySums(10);
    sums.add(CHUNK, new ClassPass(new Link.OfLoss(new Logistic()), new ScoreBins(10), 0.5));
    Wire.assertSurvives(sums);
    MultiClassSums several = new MultiClassSums(3, 10);
    several.add(
        THREE_CLASSES, new ClassPass(new Link.OfLoss(new Softmax(3)), new ScoreBins(10), 0.5));
    Wire.assertSurvives(several);
    ExampleRows examples = new ExampleRows(new Examples.Wanted(Side.TEST, 2, 1));
    Object[] cells = {1.5, 3L, true, "x", null, new double[] {1, 2}, 0.5f};
    examples.add(2, -7, () -> new Example(1, new double[] {0.25}, 2, cells));
    examples.add(3, 7, () -> new Example(0, new double[] {0.5}, 3, cells));
    Wire.assertSurvives(examples);
  }

  @Test
  void zerosAreSmall() {
    Examples.Wanted wanted = new Examples.Wanted(Side.TEST, 5000, 200);
    assertThat(Wire.bytes(new ExampleRows(wanted))).isLessThan(1024);
    assertThat(Wire.bytes(new ClassTotals())).isLessThan(1024);
    assertThat(Wire.bytes(new RegressionTotals())).isLessThan(1024);
    RegressionMoments moments = new RegressionMoments().add(1, 0.25, 1);
    assertThat(Wire.bytes(ResidualGrid.of(moments, ResidualQuantiles.none()))).isLessThan(1024);
  }
}

package dev.descent.spark.evaluate;

import dev.descent.metric.ResidualQuantiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** The quantiles of the residuals of every replicate. */
final class ReplicateQuantiles {
  /** The levels of {@link ResidualQuantiles}; 0.5 is also that of the absolute errors. */
  private static final int[] PERCENTS =
      ResidualQuantiles.LEVELS.stream().mapToInt(q -> (int) Math.rint(100 * q)).toArray();

  private static final int MEDIAN = ResidualQuantiles.LEVELS.indexOf(0.5);

  private final SortedDraws draws;

  /** By curve and replicate, as {@code CountedBlock.quantiles} has them. */
  private final double[][][] found;

  private ReplicateQuantiles(SortedDraws draws, int curves) {
    this.draws = draws;
    this.found = new double[curves][draws.replicates()][2 * PERCENTS.length];
  }

  /** Draws {@code counted}, the distinct ones of {@code rows}. */
  static ReplicateQuantiles of(
      JavaRDD<ScoredRows> rows, JavaRDD<CountedRows> counted, int replicates, int depth) {
    ResidualNumbers numbers = new ResidualNumbers();
    RangePlan plan =
        new ExactCurves(rows, new CurveRequest(numbers, null, depth), ExactCurves.TaskRows.USUAL)
            .plan(NumberExtents.of(rows, numbers, depth));
    SortedDraws draws = new SortedDraws(plan, replicates);
    ReplicateQuantiles all = new ReplicateQuantiles(draws, plan.frames().size());
    draws
        .use(
            counted,
            numbers,
            (sorted, frames) ->
                sorted
                    .map(
                        one ->
                            new Tuple2<>(
                                one._1(),
                                IntStream.range(0, replicates)
                                    .mapToObj(
                                        b ->
                                            one._2()
                                                .quantiles(
                                                    b,
                                                    frames.above(one._1(), b),
                                                    frames.frame(one._1(), b).whole(),
                                                    PERCENTS))
                                    .toArray(double[][]::new)))
                    .collect())
        .forEach(one -> all.add(one._1(), one._2()));
    return all;
  }

  private void add(int range, double[][] replicates) {
    double[][] curve = found[draws.plan().curve(range)];
    for (int b = 0; b < replicates.length; b++) {
      for (int q = 0; q < curve[b].length; q++) {
        if (!Double.isNaN(replicates[b][q])) {
          curve[b][q] = replicates[b][q];
        }
      }
    }
  }

  /** Those of one part in one replicate. */
  ResidualQuantiles of(Part part, int replicate) {
    int first = draws.plan().firstCurve(part);
    double[] signed = found[first + ResidualNumbers.SIGNED][replicate];
    Map<Double, Double> quantiles = new TreeMap<>();
    List<Double> levels = ResidualQuantiles.LEVELS;
    for (int q = 0; q < levels.size(); q++) {
      quantiles.put(levels.get(q), middle(signed, q));
    }
    return new ResidualQuantiles(
        quantiles, middle(found[first + ResidualNumbers.ABSOLUTE][replicate], MEDIAN));
  }

  private static double middle(double[] ends, int q) {
    double low = ends[2 * q];
    double high = ends[2 * q + 1];
    return low == high ? low : low / 2 + high / 2;
  }
}

package dev.descent.jobs;

import dev.descent.data.Classes;
import dev.descent.encode.Encoding;
import dev.descent.jobs.spec.HiddenSpec;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.LossSpec;
import dev.descent.jobs.spec.SolverSpec;
import dev.descent.objective.GramSum;
import dev.descent.solve.Lbfgs;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.rdd.TreeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * What a job needs of the driver, which training cannot do without.
 *
 * @param shape of the model
 * @param sums how many sums reach the driver at once
 */
record Estimates(JobSpec spec, Shape shape, int sums, MemoryLimits limits) {
  /** An exact sum has three bins of 8 bytes and their place. */
  static final long BYTES_A_SUM = 28;

  /** What a sum over sparse tiles takes on its way: one number on each of two grids. */
  static final long BYTES_A_GRID_SUM = 16;

  /** Loss and weight are summed beside the gradient. */
  private static final int BESIDE_GRADIENT = 2;

  /** Parameters, the best ones, gradient and direction. */
  private static final int VECTORS = 4;

  /** The same of l-bfgs at two points and one on trial between them. */
  private static final int LBFGS_VECTORS = 10;

  /** Mean, deviation and unit of a feature. */
  private static final int NUMBERS_A_FEATURE = 3;

  private static final String FEWER = "or use fewer features, classes or hidden units";

  /**
   * What goes into a model and comes out of it.
   *
   * @param features d, after encoding
   * @param outputs K, scores of a row
   * @param form in which tiles hold the features
   */
  record Shape(int features, int outputs, Encoding.Form form) {
    private long bytesASum() {
      return form == Encoding.Form.SPARSE ? BYTES_A_GRID_SUM : BYTES_A_SUM;
    }
  }

  /** Of data that is ready to be trained on. */
  static Estimates of(Recipe recipe, TrainingData data, SparkSession spark) {
    return new Estimates(
        recipe.spec(),
        new Shape(
            data.encoding().features().size(),
            outputs(recipe.spec(), data.classes()),
            data.encoding().form()),
        sums(recipe.spec(), data.train().tiles().getNumPartitions()),
        MemoryLimits.of(spark));
  }

  /** How many scores a row has; two where the classes of a softmax are not known. */
  static int outputs(JobSpec spec, Optional<Classes> classes) {
    if (!(spec.model().loss() instanceof LossSpec.Softmax)) {
      return 1;
    }
    int given = Math.max(2, spec.data().classes().size());
    return classes.map(known -> known.names().size()).orElse(given);
  }

  /** How many sums reach the driver at once from tiles in {@code partitions}. */
  static int sums(JobSpec spec, int partitions) {
    return new TreeShape(partitions, spec.training().depth()).results();
  }

  /** p, the number of parameters; infinite only where no computer holds them. */
  double parameters() {
    double sum = 0;
    double inputs = shape.features;
    List<Integer> hidden = spec.model().hidden().map(HiddenSpec::sizes).orElse(List.of());
    for (int size : hidden) {
      sum += (inputs + 1) * size;
      inputs = size;
    }
    boolean biases = !hidden.isEmpty() || spec.model().intercept();
    return sum + (inputs + (biases ? 1 : 0)) * shape.outputs;
  }

  /** All of them; parameters must be few enough to be counted. */
  List<Estimate> all() {
    long p = (long) parameters();
    List<Estimate> all = new ArrayList<>();
    all.add(ofResults("parameters", p * Double.BYTES, FEWER));
    long ofOne = bytesOfSums(p);
    all.add(
        isExact()
            ? ofResults("products of the features", sums * ofOne, "or use training.solver = l-bfgs")
            : ofResults("sums of a step", sums * ofOne, FEWER));
    long features = (long) NUMBERS_A_FEATURE * shape.features * Double.BYTES;
    all.add(
        new Estimate(
            "states and sums of the solver",
            states(p) * p * Double.BYTES + (sums + 1) * ofOne + features,
            "the memory of the driver",
            limits.heap(),
            "give it more (--driver-memory), " + FEWER));
    return all;
  }

  private boolean isExact() {
    return spec.training().solver() instanceof SolverSpec.Exact;
  }

  /** What a task sends to the driver. */
  private long bytesOfSums(long p) {
    return isExact() ? GramSum.bytes(shape.features) : (p + BESIDE_GRADIENT) * shape.bytesASum();
  }

  private Estimate ofResults(String name, long bytes, String advice) {
    return new Estimate(
        name, bytes, MemoryLimits.MAX_RESULT_SIZE, limits.results(), "raise it, " + advice);
  }

  /** How many numbers are kept of each parameter. */
  private long states(long p) {
    SolverSpec solver = spec.training().solver();
    if (solver instanceof SolverSpec.MiniBatch descent) {
      return (long) VECTORS + new StepRecipe(descent).slots();
    }
    return solver instanceof SolverSpec.Lbfgs
        ? LBFGS_VECTORS + 2L * Lbfgs.memoryFor((int) p)
        : VECTORS;
  }

  /**
   * Refuses what does not fit.
   *
   * @throws JobFileException with one line for everything that does not
   */
  void require() {
    double p = parameters();
    if (p > Integer.MAX_VALUE) {
      throw new JobFileException(
          String.format(
              Locale.ROOT,
              "model: there would be %.4g parameters, more than %d; use fewer features, classes or hidden units",
              p,
              Integer.MAX_VALUE));
    }
    List<String> lines = new ArrayList<>();
    if (isExact() && shape.features > GramSum.MAX_COLUMNS) {
      lines.add(
          "training.solver = exact takes at most "
              + GramSum.MAX_COLUMNS
              + " features, but there are "
              + shape.features
              + "; use training.solver = l-bfgs");
    }
    all().stream().filter(Estimate::isTooLarge).map(Estimate::line).forEach(lines::add);
    if (!lines.isEmpty()) {
      throw new JobFileException(lines);
    }
  }
}

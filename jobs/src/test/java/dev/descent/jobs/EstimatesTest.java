package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.descent.data.Precision;
import dev.descent.encode.Encoding;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.math.ExactSums;
import dev.descent.math.GridSums;
import dev.descent.math.SparsePanel;
import dev.descent.spark.data.TrainingData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatesTest {
  private static final long GB = 1L << 30;
  private static final MemoryLimits LIMITS = new MemoryLimits(GB, 4 * GB, GB);

  /** Counts of acceptance.md and by hand. */
  @ParameterizedTest
  @CsvSource({
    "'type = linear', 6, 1, 7",
    "'type = linear, intercept = false', 6, 1, 6",
    "'type = softmax', 64, 10, 650",
    "'type = mlp, loss = squared, hidden = [32, 32]', 1, 1, 1153",
    "'type = mlp, loss = softmax, hidden = [32, 10]', 784, 10, 25560",
  })
  void parameters(String model, int features, int outputs, double expected) {
    assertThat(of(model, "", features, outputs, 1, LIMITS).parameters()).isEqualTo(expected);
  }

  @Test
  void sumsOfAStepAreHeldAgainstMaxResultSize() {
    // 28 bytes for each of 1,000,001 parameters, the loss and the weight.
    long one = 28L * (1_000_001 + 2);
    assertThatCode(() -> wide(3, 3 * one).require()).doesNotThrowAnyException();
    assertThatThrownBy(() -> wide(4, 3 * one).require())
        .isInstanceOf(JobFileException.class)
        .hasMessage(
            "sums of a step need about 107 MB, more than spark.driver.maxResultSize = 80.1 MB; raise it, or use fewer features, classes or hidden units");
    assertThatCode(() -> wide(4, Long.MAX_VALUE).require()).doesNotThrowAnyException();
  }

  private static int bytes(Serializable value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.size();
  }

  /** Two grids take what is said of one sum over sparse tiles. */
  @Test
  void sumsOverSparseTilesTakeWhatIsSaid() throws IOException {
    int size = 100_000;
    GridSums sums = new GridSums(size, 1000);
    int[] places = IntStream.range(0, size).toArray();
    SparsePanel.Entries row = new SparsePanel.Entries(new int[] {0, size}, places);
    double[] values = DoubleStream.generate(() -> 1).limit(size).toArray();
    SparsePanel one = SparsePanel.of(size, row, values);
    one.slice(0, 1).addTransposed(new double[] {1}, 1, sums);
    one.slice(0, 1).addTransposed(new double[] {0x1p-30}, 1, sums);
    assertThat((double) bytes(sums.packed()))
        .isCloseTo((double) Estimates.BYTES_A_GRID_SUM * size, withinPercentage(1));
  }

  private static Estimates wide(int sums, long results) {
    return of("type = linear", "", 1_000_000, 1, sums, new MemoryLimits(results, 4 * GB, GB));
  }

  /** Of three tiles or more the gradient is exact sums, and of the size of their numbers. */
  @Test
  void aSumTakesSoManyBytesOnTheWire() throws IOException {
    int size = 10_000;
    ExactSums sums = new ExactSums(size);
    for (int tile = 1; tile <= 3; tile++) {
      double[] part = new double[size];
      Arrays.fill(part, 1.0 / tile);
      sums.add(part);
    }
    assertThat((double) bytes(sums))
        .isCloseTo((double) Estimates.BYTES_A_SUM * size, withinPercentage(1));
  }

  @Test
  void productsOfTheExactSolverAreHeldAgainstMaxResultSize() {
    String exact = "training.solver = exact";
    assertThatCode(() -> of("type = linear", exact, 5000, 1, 2, LIMITS).require())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> of("type = linear", exact, 5000, 1, 4, LIMITS).require())
        .hasMessageStartingWith("products of the features need about 1.31 GB, more than spark")
        .hasMessageEndingWith("; raise it, or use training.solver = l-bfgs");
    assertThatThrownBy(() -> of("type = linear", exact, 10_001, 1, 1, LIMITS).require())
        .hasMessageContaining(
            "training.solver = exact takes at most 10000 features, but there are 10001");
  }

  @Test
  void statesAndSumsAreHeldAgainstTheHeap() {
    MemoryLimits small = new MemoryLimits(100 * GB, GB, GB);
    String lbfgs = "training.solver = l-bfgs";
    // Ten pairs of vectors and ten more, a sum and what it is added to, three numbers a feature.
    long most = GB / (30 * 8 + 2 * 28 + 3 * 8) - 2;
    assertThatCode(() -> of("type = linear", lbfgs, (int) most, 1, 1, small).require())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> of("type = linear", lbfgs, (int) most + 1, 1, 1, small).require())
        .hasMessageStartingWith(
            "states and sums of the solver need about 1.00 GB, more than the memory of");
  }

  @Test
  void moreParametersThanCanBeCounted() {
    assertThatThrownBy(
            () ->
                of(
                        "type = mlp, loss = squared, hidden = [1000000, 1000000, 1000000]",
                        "",
                        9,
                        1,
                        1,
                        LIMITS)
                    .require())
        .hasMessage(
            "model: there would be 2.000e+12 parameters, more than 2147483647; use fewer features, classes or hidden units");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 bytes", "1023, 1023 bytes", "1024, 1.00 KB", "3500000000, 3.26 GB"})
  void bytesForPeople(long bytes, String shown) {
    assertThat(Estimate.shown(bytes)).isEqualTo(shown);
  }

  /** Single precision is advised where it would halve the tiles. */
  @ParameterizedTest
  @CsvSource({
    "'', DOUBLE, ', or set training.precision = single'",
    "'', SINGLE, ''",
    "training.solver = exact, DOUBLE, ''",
  })
  void whatToDoAboutTilesThatDoNotFit(String more, Precision precision, String besides) {
    TrainingData.Expected tiles = new TrainingData.Expected(GB + 1, precision);
    assertThat(Check.ofTiles(spec("type = linear", more), tiles, LIMITS).line())
        .isEqualTo(
            "tiles need about 1.00 GB, more than the storage memory of the executors = 1.00 GB; the rest goes to their disks, which is slower; give executors more memory"
                + besides);
  }

  private static Estimates of(
      String model, String more, int features, int outputs, int sums, MemoryLimits limits) {
    return new Estimates(
        spec(model, more),
        new Estimates.Shape(features, outputs, Encoding.Form.DENSE),
        sums,
        limits);
  }

  private static JobSpec spec(String model, String more) {
    return JobSpec.parse(
        "job.conf",
        "name = a\ndata { train { format = csv, path = t }, label = y }\nmodel { "
            + model
            + " }\n"
            + more,
        List.of(),
        Map.of());
  }
}

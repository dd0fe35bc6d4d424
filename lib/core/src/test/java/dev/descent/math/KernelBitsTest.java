package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.math.KernelRun.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kernels and the exact sum give the same bits interpreted, compiled by C1 and by C2, on every
 * JDK at hand and over any partitions; those of BLAS are written beside them, not asserted.
 */
class KernelBitsTest {
  /** Of the definition in {@link Kernels}, so the same on every machine. */
  private static final String EXPECTED =
      "a0db2fb0777301383f442b7ee4dbc74311fc65c17b49b1536e2d5d0994e6d8a2";

  private static final Set<String> OURS = Set.of("vector", "scalar");

  @Test
  void oneHashInEveryStateOfEveryJvm() throws IOException {
    requireOneHash(List.of("vector", "scalar"));
  }

  @Test
  @Tag("faults")
  void theHashesOfBlasStandBesideThem() throws IOException {
    requireOneHash(List.of("vector", "scalar", "java-blas", "native-blas"));
  }

  private static void requireOneHash(List<String> all) throws IOException {
    List<Path> homes = JavaHomes.all();
    List<KernelRun> runs =
        all.parallelStream()
            .flatMap(kernels -> homes.stream().flatMap(home -> everyState(kernels, home)))
            .toList();
    List<String> report = new ArrayList<>(runs.stream().map(KernelRun::line).toList());
    if (homes.size() == 1) {
      report.add("no other JDK beside this one; list some in DESCENT_TEST_JDKS to cover them");
    }
    report.forEach(System.out::println);
    Files.write(Files.createDirectories(Path.of("target")).resolve("kernel-bits.txt"), report);

    List<KernelRun> ours = runs.stream().filter(run -> OURS.contains(run.kernels())).toList();
    assertThat(ours).hasSize(2 * homes.size() * State.values().length);
    assertThat(ours)
        .allSatisfy(run -> assertThat(run.hashes()).as(run.line()).containsOnlyKeys(EXPECTED));
    assertThat(ours).allSatisfy(run -> assertThat(run.found()).isEqualTo(run.kernels()));
  }

  @Test
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
  void scalarsWhereVectorsDoNotFitRegisters() {
    Path home = Path.of(System.getProperty("java.home"));
    assertThat(KernelRun.of("fast", home, State.AVX2).found()).isEqualTo("vector");
    assertThat(KernelRun.of("fast", home, State.AVX1).found()).isEqualTo("scalar");
  }

  @Test
  void theHashesOfPlainSumsDoDiffer() {
    KernelExperiment experiment = new KernelExperiment();
    assertThat(experiment.plainHashes(new ScalarKernels(), 10)).hasSizeGreaterThan(5);
    assertThat(experiment.hashes(new ScalarKernels(), 10)).containsOnlyKeys(EXPECTED);
  }

  @ParameterizedTest
  @EnumSource
  void theHashNoticesOneBitOfOneProduct(KernelsWithOneWrongBit.Wrong product) {
    Kernels off = new KernelsWithOneWrongBit(new ScalarKernels(), product);
    assertThat(new KernelExperiment().hashes(off, 1)).doesNotContainKey(EXPECTED);
  }

  private static Stream<KernelRun> everyState(String kernels, Path home) {
    return Arrays.stream(State.values()).map(state -> KernelRun.of(kernels, home, state));
  }
}

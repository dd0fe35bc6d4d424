package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BenchSettingsTest {
  private static final Optional<Path> DATA = Optional.of(Path.of("mnist"));

  @Test
  void withoutNamesTheUsualWorkloadsAreMeasured() {
    assertThat(new BenchSettings(List.of(), DATA, 3, 1, 2, "4g").workloads())
        .isEqualTo(Workloads.USUAL);
    assertThat(new BenchSettings(List.of("logistic", "logistic"), DATA, 3, 1, 2, "4g").workloads())
        .containsExactly(new LogisticDense());
  }

  @Test
  void whatTakesLongOrIsSmallRunsByName() {
    for (String name : List.of("roc-areas-100m", "roc-areas-100k", "roc-areas-100k-one-pass")) {
      BenchSettings settings = new BenchSettings(List.of(name), DATA, 3, 1, 2, "4g");
      assertThat(settings.workloads()).extracting(Workload::name).containsExactly(name);
      assertThat(Workloads.USUAL).doesNotContainAnyElementsOf(settings.workloads());
    }
  }

  @Test
  void onlyDescentMeasuresWhatNothingElseCouldBeComparedIn() {
    for (Workload workload : Workloads.ALL) {
      boolean alone =
          workload.longer().isPresent()
              || !workload.besides().isEmpty()
              || workload.name().equals("roc-areas-100m");
      assertThat(workload.engines().equals(List.of(EngineKind.DESCENT))).isEqualTo(alone);
    }
  }

  @Test
  void namesOfWorkloadsAreDifferent() {
    assertThat(Workloads.ALL.stream().map(Workload::name)).doesNotHaveDuplicates();
  }

  @Test
  void mnistNeedsItsFolder() {
    assertThatThrownBy(() -> new BenchSettings(List.of(), Optional.empty(), 3, 1, 2, "4g"))
        .hasMessageStartingWith("mnist-mlp, mnist-softmax: ")
        .hasMessageContaining("--data FOLDER");
    assertThat(new BenchSettings(List.of("logistic"), Optional.empty(), 3, 1, 2, "4g").data())
        .isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused(List.of("mnist"), 3, 1, 2, "4g", "no workload mnist; there are mnist-mlp, ");
    refused(List.of(), 0, 1, 2, "4g", "--rounds must be >= 1, but was 0");
    refused(List.of(), 3, -1, 2, "4g", "--warm-up must be >= 0, but was -1");
    refused(List.of(), 3, 1, 0, "4g", "--threads must be >= 1, but was 0");
    refused(List.of(), 3, 1, 2, "4", "--heap must be like 4g or 900m, but was 4");
  }

  private static void refused(
      List<String> names, int rounds, int warmUp, int threads, String heap, String message) {
    assertThatThrownBy(() -> new BenchSettings(names, DATA, rounds, warmUp, threads, heap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}

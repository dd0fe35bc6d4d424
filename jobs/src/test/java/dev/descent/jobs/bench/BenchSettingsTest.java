package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.bench.BenchSettings.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchSettingsTest {
  private static final Optional<Path> DATA = Optional.of(Path.of("mnist"));

  @TempDir private Path folder;

  @Test
  void withoutNamesTheUsualWorkloadsAreMeasured() throws IOException {
    for (Workload workload : Workloads.USUAL) {
      for (String file : workload.files()) {
        Files.writeString(folder.resolve(file), "");
      }
    }
    BenchSettings all = settings(List.of(), Size.USUAL, Optional.of(folder));
    assertThat(all.workloads()).isEqualTo(Workloads.USUAL);
    assertThat(all.leftOut()).isEmpty();
    assertThat(workloads(List.of("logistic", "logistic"), Size.USUAL))
        .containsExactly(LogisticModel.HUNDRED);
  }

  @Test
  void whatTakesLongOrIsSmallRunsByName() {
    for (String name : List.of("roc-areas-100m", "roc-areas-100k", "linear-elastic-net-20k")) {
      List<Workload> chosen = workloads(List.of(name), Size.USUAL);
      assertThat(chosen).extracting(Workload::name).containsExactly(name);
      assertThat(Workloads.USUAL).doesNotContainAnyElementsOf(chosen);
    }
  }

  @Test
  void inTheSmallSizeGeneratedRowsAreMeasured() {
    List<Workload> small = workloads(List.of(), Size.SMALL);
    assertThat(Workloads.ALL).containsAll(small);
    assertThat(small).allMatch(workload -> workload.files().isEmpty()).doesNotHaveDuplicates();
    for (Workload workload : Workloads.USUAL) {
      assertThat(workload.small().isEmpty()).isEqualTo(!workload.files().isEmpty());
      assertThat(small).containsAll(workload.small().stream().toList());
    }
    assertThat(workloads(List.of("roc-areas", "logistic"), Size.SMALL))
        .extracting(Workload::name)
        .containsExactly("roc-areas-100k", "logistic-20k");
    assertThatThrownBy(() -> workloads(List.of("logistic", "mnist-mlp"), Size.SMALL))
        .hasMessage("mnist-mlp: not in a small size");
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
  void workloadsWithoutTheirFilesAreLeftOutOrRefused() throws IOException {
    Files.writeString(folder.resolve("a9a"), "");
    BenchSettings some = settings(List.of(), Size.USUAL, Optional.of(folder));
    assertThat(some.leftOut())
        .extracting(Workload::name)
        .containsExactly("mnist-mlp", "mnist-softmax", "mnist-softmax-ridge");
    assertThat(some.workloads()).contains(LogisticModel.A9A).hasSize(Workloads.USUAL.size() - 3);
    assertThat(settings(List.of(), Size.USUAL, Optional.empty()).leftOut())
        .hasSize(4)
        .contains(LogisticModel.A9A);
    assertThatThrownBy(() -> settings(List.of("logistic-a9a"), Size.USUAL, Optional.empty()))
        .hasMessage(
            "logistic-a9a: give the folder of a9a with --data FOLDER, or name other workloads");
    assertThat(settings(List.of("logistic"), Size.USUAL, Optional.empty()).workloads()).hasSize(1);
    assertThat(settings(List.of(), Size.SMALL, Optional.empty()).workloads()).isNotEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> workloads(List.of("mnist"), Size.USUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no workload mnist; there are mnist-mlp, ");
    assertThatThrownBy(() -> new BenchSettings.Rounds(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--rounds must be >= 1, but was 0");
    assertThatThrownBy(() -> new BenchSettings.Rounds(3, -1))
        .hasMessage("--warm-up must be >= 0, but was -1");
    assertThatThrownBy(() -> new BenchSettings.Jvm(0, "4g"))
        .hasMessage("--threads must be >= 1, but was 0");
    assertThatThrownBy(() -> new BenchSettings.Jvm(2, "4"))
        .hasMessage("--heap must be like 4g or 900m, but was 4");
  }

  private static List<Workload> workloads(List<String> names, Size size) {
    return settings(names, size, DATA).workloads();
  }

  private static BenchSettings settings(List<String> names, Size size, Optional<Path> data) {
    return new BenchSettings(
        new BenchSettings.Choice(names, size),
        new BenchSettings.Folders(data, Optional.empty()),
        new BenchSettings.Rounds(3, 1),
        new BenchSettings.Jvm(2, "4g"));
  }
}

package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.descent.jobs.spec.Key;
import dev.descent.jobs.spec.Keys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void jobFiles() throws IOException {
    Files.createDirectory(folder.resolve("conf"));
    Files.createFile(folder.resolve("conf/churn.conf"));
    Files.createFile(folder.resolve("conf/a b.conf"));
    Files.createFile(folder.resolve("conf/notes.txt"));
    Files.createFile(folder.resolve("churn.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "descent tra | train",
        "descent --master local[2] pred | predict",
        "descent models pro | promote",
        "descent retrain --as | --as-of=",
        "descent train --js | --json",
        "descent completion f | fish",
        "descent help model.penalty.str | model.penalty.strength,model.penalty.strengths,"
            + "model.penalty.strengths.from,model.penalty.strengths.to,model.penalty.strengths.steps",
        "descent train co | conf",
        "descent train conf/c | conf/churn.conf",
        "descent train conf/n | ''",
        "descent train conf/ | conf/a b.conf,conf/churn.conf",
        "descent init ch | churn.csv",
        "descent init churn.csv --output = ch | churn.csv",
        "descent train conf/churn.conf training.so | training.solver=",
        "descent models list conf/churn.conf output.store.pa | output.store.path=",
        "descent train conf/churn.conf training.solver = | mini-batch,l-bfgs,exact",
        "descent train conf/churn.conf training.solver = l | l-bfgs",
        "descent train conf/churn.conf name = churn features.standardize = t | true",
        "descent train conf/churn.conf model.penalty.strength = | ''",
      })
  void bashCompletes(String line, String expected) throws Exception {
    assertThat(complete(line)).containsExactlyInAnyOrder(expected.split(",", -1));
  }

  @Test
  void bashKnowsEveryCommandAndEveryKey() throws Exception {
    assertThat(complete("descent "))
        .containsExactlyInAnyOrderElementsOf(HelpCommandTest.commands());
    assertThat(complete("descent train conf/churn.conf "))
        .containsExactlyInAnyOrderElementsOf(
            Keys.all().stream()
                .filter(key -> !key.isSection())
                .map(Key::path)
                .map(path -> path + "=")
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theShellReadsItsScript(String shell) throws Exception {
    String said = said("command -v " + shell + " || true");
    assumeThat(said).as(shell + " is not installed").isNotBlank();
    Path script = Files.writeString(folder.resolve("script"), script(shell));
    assertThat(said(shell + " -n " + script + " && echo good")).isEqualTo("good\n");
  }

  @Test
  void anotherShellIsWrongUsage() {
    StringWriter err = new StringWriter();
    assertThat(run(new StringWriter(), err, "tcsh")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("SHELL must be bash, zsh or fish, but was tcsh (descent completion --help)");
  }

  /** What bash offers at the end of a line, whose words stand as bash cuts them. */
  private List<String> complete(String line) throws Exception {
    List<String> words = List.of(line.split(" ", -1));
    String array = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(folder.resolve("script"), script("bash"));
    String said =
        said(
            "source ./script; COMP_WORDS=("
                + array
                + ") COMP_CWORD="
                + (words.size() - 1)
                + "; _descent; printf '%s\\n' \"${COMPREPLY[@]}\"");
    return said.lines().toList();
  }

  private String said(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static String script(String shell) {
    StringWriter out = new StringWriter();
    assertThat(run(out, new StringWriter(), shell)).isZero();
    return out.toString();
  }

  private static int run(StringWriter out, StringWriter err, String... words) {
    List<String> all = Stream.concat(Stream.of("completion"), Stream.of(words)).toList();
    return Descent.run(all, new PrintWriter(out), new PrintWriter(err));
  }
}

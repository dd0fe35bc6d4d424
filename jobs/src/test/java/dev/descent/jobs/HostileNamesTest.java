package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.run.RunFolder;
import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.Writers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that would lead out of a folder, or be another place than they look. */
final class HostileNamesTest {
  @TempDir private Path folder;

  static Stream<String> names() {
    return Stream.of(
        "",
        " ",
        ".",
        "..",
        "...",
        "../other",
        "a/../../other",
        "a..b",
        "/etc/passwd",
        "~",
        "a/b",
        "a\\b",
        "..\\other",
        "a\u0000b",
        "a\nb",
        "a\rb",
        "a ",
        " a",
        "-a",
        "--json",
        ".hidden",
        "_a",
        "A",
        "Ａ",
        "a\u202Eb",
        "a\u0301",
        "ä",
        "a:b",
        "file:a",
        "s3a://a",
        "a*",
        "a?",
        "{a,b}",
        "[a]",
        "%2e%2e",
        "a%2fb",
        "$a",
        "${HOME}",
        "$(id)",
        "`id`",
        "a;b",
        "a|b",
        "a'b",
        "a\"b",
        "<a>",
        "a".repeat(64),
        "a".repeat(5000));
  }

  private static String job(String name) {
    StringBuilder quoted = new StringBuilder();
    name.chars().forEach(unit -> quoted.append(String.format(Locale.ROOT, "\\u%04x", unit)));
    return "name = \""
        + quoted
        + "\", model.type = linear, data { train { format = csv, path = a }, label = y }";
  }

  @ParameterizedTest
  @MethodSource("names")
  void aJobHasNoSuchName(String name) {
    assertThatThrownBy(() -> JobSpec.parse("a.conf", job(name), List.of(), Map.of()))
        .isInstanceOf(JobFileException.class)
        .hasMessageStartingWith("name must ");
  }

  @Test
  void aJobHasAnyOtherName() {
    for (String name : List.of("a", "0", "a.b", "a-b_c.9", "a".repeat(63))) {
      assertThat(JobSpec.parse("a.conf", job(name), List.of(), Map.of()).name()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRunHasNoSuchName(String name) {
    assertThatThrownBy(() -> RunFolder.path("runs", "a", name))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("is not the name of a run of a");
  }

  /** Whatever is put where a store keeps its own is no version, no entry and no error. */
  @Test
  void aStoreTakesNothingForItsOwnByANameAlone() throws IOException {
    Path store = folder.resolve("models/a");
    Files.createDirectories(store.resolve("versions"));
    Files.createDirectories(store.resolve("log"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("model.json"), "{}");
    Files.createSymbolicLink(store.resolve("versions/1"), outside);
    for (String name : List.of("0", "-1", "01", "1e3", "999999999999", "x", "..x", "%2e%2e")) {
      Files.createDirectory(store.resolve("versions/" + name));
      Files.writeString(store.resolve("log/" + name), "{}");
    }
    try (ModelStore opened =
        ModelStore.open(folder + "/models", "a", Writers.ANY, new Configuration(false))) {
      assertThat(opened.state().versions()).isEmpty();
      assertThat(opened.history()).isEmpty();
    }
    try (Stream<Path> left = Files.walk(outside)) {
      assertThat(new TreeSet<>(left.map(path -> path.getFileName().toString()).toList()))
          .containsExactly("model.json", "outside");
    }
  }
}

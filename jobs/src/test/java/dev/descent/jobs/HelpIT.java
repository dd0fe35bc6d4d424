package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher tells of the built program, and what the build leaves of it. */
final class HelpIT {
  @TempDir private Path folder;

  @Test
  void aTopicIsTold() {
    Program.Ended ended = Program.of(List.of("scripts/descent", "help", "training.rate")).run();
    assertThat(ended.with(ExitCode.DONE).out())
        .contains("training.rate.initial\n\nValue: a number > 0; default 0.05\n");
  }

  @Test
  void theBuildLeavesThePages() throws IOException {
    assertThat(Invocation.of("help", "--pages", folder.toString()).exitCode()).isZero();
    Path docs = Project.root().resolve("jobs/target/docs");
    try (Stream<Path> pages = Files.list(folder)) {
      assertThat(pages.toList())
          .hasSizeGreaterThan(15)
          .allSatisfy(
              page -> assertThat(docs.resolve(page.getFileName())).hasSameTextualContentAs(page));
    }
  }
}

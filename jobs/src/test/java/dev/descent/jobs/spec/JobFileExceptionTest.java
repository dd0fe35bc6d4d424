package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFileExceptionTest {
  private static List<String> lines(IOException cause) {
    return JobFileException.unreadable("a.conf", cause).lines();
  }

  @Test
  void theMessageJoinsTheLines() {
    JobFileException e = new JobFileException(List.of("one", "two"));
    assertThat(e).hasMessage("one\ntwo");
    assertThat(e.lines()).containsExactly("one", "two");
  }

  @Test
  void anUnreadableFileIsOneLine() {
    assertThat(lines(new NoSuchFileException("a.conf")))
        .containsExactly("the job file cannot be read: it does not exist (a.conf)");
    assertThat(lines(new FileNotFoundException("a.conf")))
        .containsExactly("the job file cannot be read: it does not exist (a.conf)");
    assertThat(lines(new AccessDeniedException("a.conf")))
        .containsExactly("the job file cannot be read: permission denied (a.conf)");
    assertThat(lines(new IOException("disk\nis gone")))
        .containsExactly("the job file cannot be read: disk (a.conf)");
  }
}

package dev.descent.jobs;

import dev.descent.jobs.spec.JobFile;
import dev.descent.jobs.tune.Candidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The candidates of a job file of the tree with lines laid over it. */
final class Entrants {
  private Entrants() {}

  static List<Entrant> of(String... lines) {
    Path job = Project.root().resolve("conf/diamonds-linear.conf");
    try {
      JobFile file = new JobFile(job.toString(), Files.readString(job), List.of(lines), Map.of());
      return Candidate.of(file).stream()
          .map(candidate -> new Entrant(candidate, candidate.spec()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

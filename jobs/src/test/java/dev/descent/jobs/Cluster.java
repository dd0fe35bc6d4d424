package dev.descent.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A standalone cluster of {@code scripts/local-cluster}: a master, workers and their executors. */
final class Cluster implements AutoCloseable {
  private static final String SCRIPT = "scripts/local-cluster";

  private final Path folder;

  private Cluster(Path folder) {
    this.folder = folder;
  }

  static Cluster start(Path folder, String... options) {
    Cluster cluster = new Cluster(folder);
    cluster.script("start", List.of(options)).run().with(0);
    return cluster;
  }

  private Program script(String command, List<String> rest) {
    return Program.of(SCRIPT, command, rest)
        .with("DESCENT_CLUSTER_DIR", folder.toString())
        .with("DESCENT_CLUSTER_PATIENCE", "300");
  }

  /** The program with these words on this cluster. */
  Program submit(List<String> words) {
    return script("submit", words);
  }

  private List<ProcessHandle> workers() {
    try {
      return Files.readAllLines(folder.resolve("processes")).stream()
          .map(line -> line.split("\t", -1))
          .filter(fields -> fields[2].startsWith("worker-"))
          .flatMap(fields -> ProcessHandle.of(Long.parseLong(fields[0])).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Kills one of the executors that run now. One that ended and whose worker did not yet ask how
   * counts as alive, but it has no program any more.
   */
  void killExecutor(Random random) {
    List<ProcessHandle> executors =
        workers().stream()
            .flatMap(ProcessHandle::children)
            .filter(child -> child.info().command().isPresent())
            .toList();
    Program.signal("KILL", executors.get(random.nextInt(executors.size())));
  }

  /** Kills one of the workers that are left, which its executor does not survive. */
  void killWorker(Random random) {
    List<ProcessHandle> left = workers();
    Program.signal("KILL", left.get(random.nextInt(left.size())));
  }

  @Override
  public void close() {
    script("stop", List.of()).run().with(0);
  }
}

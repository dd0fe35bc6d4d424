package dev.descent.jobs.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The errors found so far, each one line. */
final class Problems {
  private record Problem(int order, String line) {}

  private final List<Problem> found = new ArrayList<>();
  private final Set<String> paths = new HashSet<>();

  /** Notes an error at a place of the file or command line. */
  void add(String path, int order, String line) {
    found.add(new Problem(order, line));
    paths.add(path);
  }

  /** Notes an error that comes before all others. */
  void addFirst(String line) {
    found.add(new Problem(0, line));
  }

  /** Whether no error concerns the path or anything below it. */
  boolean noneIn(String path) {
    return paths.stream().noneMatch(found -> found.equals(path) || found.startsWith(path + "."));
  }

  /** The lines in the order of the file; those of overrides come last. */
  List<String> lines() {
    return found.stream()
        .sorted(Comparator.comparingInt(Problem::order))
        .map(Problem::line)
        .distinct()
        .toList();
  }

  /**
   * Ends the reading of a job file that has errors.
   *
   * @throws JobFileException when any error was noted
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new JobFileException(lines());
    }
  }
}

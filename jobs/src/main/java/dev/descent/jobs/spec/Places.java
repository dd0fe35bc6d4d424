package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the value of a path comes from, as error messages say it. */
final class Places {
  private static final int NO_LINE = Integer.MAX_VALUE - 1;
  private static final int COMMAND_LINE = Integer.MAX_VALUE;

  private final String file;
  private final KeyScan keys;
  private final List<Assignment> assignments;

  Places(String file, KeyScan keys, List<Assignment> assignments) {
    this.file = file;
    this.keys = keys;
    this.assignments = List.copyOf(assignments);
  }

  String file() {
    return file;
  }

  /** For example {@code conf/churn.conf: 14} or {@code command line: seed=1}. */
  String of(String path) {
    return override(path)
        .map(Assignment::place)
        .orElseGet(() -> line(path).map(line -> file + ": " + line).orElse(file));
  }

  /** A number that puts errors into the order of the file, overrides last. */
  int order(String path) {
    return override(path).isPresent() ? COMMAND_LINE : line(path).orElse(NO_LINE);
  }

  /** Whether an override sets the path, or anything above or below it. */
  boolean overridden(String path) {
    return assignments.stream().anyMatch(assignment -> assignment.touches(path));
  }

  /** The paths below {@code section} that overrides set. */
  Stream<String> keysSetBelow(String section) {
    return assignments.stream()
        .flatMap(assignment -> assignment.keys().leaves().keySet().stream())
        .filter(path -> path.startsWith(section + "."));
  }

  /** The paths below {@code section} in the order in which the file and then overrides set them. */
  Stream<String> keysBelow(String section) {
    Stream<String> ofFile =
        keys.leaves().keySet().stream().filter(path -> path.startsWith(section + "."));
    return Stream.concat(ofFile, keysSetBelow(section)).distinct();
  }

  private Optional<Assignment> override(String path) {
    Optional<Assignment> direct = last(path, true);
    return direct.isPresent() || line(path).isPresent() ? direct : last(path, false);
  }

  private Optional<Assignment> last(String path, boolean direct) {
    return assignments.stream()
        .filter(assignment -> direct ? assignment.sets(path) : assignment.touches(path))
        .reduce((first, second) -> second);
  }

  /** The line of the path in the file, or of what stands above it and is no object. */
  private Optional<Integer> line(String path) {
    Optional<Integer> section = Optional.ofNullable(keys.sections().get(path));
    return leafLine(path)
        .or(() -> section)
        .or(() -> Keys.ancestors(path).flatMap(above -> leafLine(above).stream()).findFirst());
  }

  private Optional<Integer> leafLine(String path) {
    return Optional.ofNullable(keys.leaves().get(path)).map(lines -> lines.get(0));
  }
}

package dev.descent.jobs.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table to read: {@code data.train}, {@code data.test} or {@code use.data}.
 *
 * @param format a {@link SourceFormat}, or the name of another data source on the class path; empty
 *     for a table of the catalog
 * @param paths Hadoop paths: at least one for a format of files, none for a database or a table of
 *     the catalog
 * @param table the name of a table of the catalog or of a database, empty for anything else
 * @param options passed on to the data source
 */
public record SourceSpec(
    Optional<String> format,
    List<String> paths,
    Optional<String> table,
    Map<String, OptionSpec> options)
    implements UsedData {
  static final String LIBSVM_LABEL = "label";
  static final String LIBSVM_FEATURES = "features";

  public SourceSpec {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
    boolean database = format.equals(Optional.of(SourceFormat.JDBC.word()));
    boolean files = !database && format.filter(SourceFormat::isWord).isPresent();
    if (files && paths.isEmpty()) {
      throw new IllegalArgumentException("a source needs at least one path");
    }
    if (table.isPresent() != (database || format.isEmpty())) {
      throw new IllegalArgumentException(
          "a table goes with jdbc or without a format, but format was " + format);
    }
    if (table.isPresent() && !paths.isEmpty()) {
      throw new IllegalArgumentException("a table has no path, but path was " + paths);
    }
    paths.forEach(path -> Bound.requireText("path", path));
  }

  /** Whether it is of lines of LIBSVM, which have a label and a vector of features. */
  boolean isLibsvm() {
    return format.equals(Optional.of(SourceFormat.LIBSVM.word()));
  }

  /** Files, with options that are no secrets. */
  public SourceSpec(SourceFormat format, List<String> paths, Map<String, String> options) {
    this(Optional.of(format.word()), paths, Optional.empty(), plain(options));
  }

  private static Map<String, OptionSpec> plain(Map<String, String> options) {
    Map<String, OptionSpec> plain = new TreeMap<>();
    options.forEach((name, text) -> plain.put(name, new OptionSpec.Plain(text)));
    return plain;
  }
}

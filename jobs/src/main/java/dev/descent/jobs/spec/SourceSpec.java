package dev.descent.jobs.spec;

import java.util.List;
import java.util.Map;

/**
 * A table to read: {@code data.train}, {@code data.test} or {@code use.data}.
 *
 * @param format how the files are written
 * @param paths at least one Hadoop path
 * @param options passed on to the data source, as text
 */
public record SourceSpec(SourceFormat format, List<String> paths, Map<String, String> options)
    implements UsedData {
  public SourceSpec {
    paths = List.copyOf(paths);
    options = Map.copyOf(options);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("a source needs at least one path");
    }
    paths.forEach(path -> Bound.requireText("path", path));
  }
}

package dev.descent.jobs.init;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A table of files as somebody names it.
 *
 * @param path of a file or folder
 * @param format csv, json, libsvm, parquet or orc
 */
public record TableFile(String path, String format) {
  private static final List<String> FORMATS = List.of("csv", "json", "libsvm", "parquet", "orc");
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("csv", "csv"),
          Map.entry("tsv", "csv"),
          Map.entry("txt", "csv"),
          Map.entry("data", "csv"),
          Map.entry("json", "json"),
          Map.entry("jsonl", "json"),
          Map.entry("ndjson", "json"),
          Map.entry("libsvm", "libsvm"),
          Map.entry("svm", "libsvm"),
          Map.entry("parquet", "parquet"),
          Map.entry("orc", "orc"));
  private static final List<String> COMPRESSED = List.of("gz", "bz2", "zst", "snappy", "lz4");
  private static final int LONGEST_NAME = 63;

  /**
   * The table at {@code path}, of the given format or the one that the names of its files tell.
   *
   * @throws DataException if nothing is there
   * @throws JobFileException if the format is none, or nothing tells it
   */
  public static TableFile of(String path, Optional<String> format, Configuration hadoop) {
    if (format.isPresent() && !FORMATS.contains(format.get())) {
      throw new JobFileException(
          "--format must be " + String.join(", ", FORMATS) + ", but was " + format.get());
    }
    String file = firstFile(path, hadoop);
    return new TableFile(
        path,
        format
            .or(() -> byEnding(file))
            .or(() -> byEnding(path))
            .orElseThrow(
                () ->
                    new JobFileException(
                        "init: the name of "
                            + file
                            + " does not tell its format; give --format="
                            + String.join("|", FORMATS))));
  }

  /** The path itself, or the first file with data below it. */
  private static String firstFile(String path, Configuration hadoop) {
    try {
      Path asked = new Path(path);
      FileSystem files = asked.getFileSystem(hadoop);
      FileStatus[] found = files.globStatus(asked);
      if (found == null || found.length == 0) {
        throw new DataException("init: there is no file or folder " + path + "; check the path");
      }
      if (found[0].isFile()) {
        return found[0].getPath().getName();
      }
      RemoteIterator<LocatedFileStatus> all = files.listFiles(found[0].getPath(), true);
      while (all.hasNext()) {
        String name = all.next().getPath().getName();
        if (!name.startsWith("_") && !name.startsWith(".")) {
          return name;
        }
      }
      throw new DataException("init: there is no data file in " + path + "; check the path");
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException("init: cannot look up " + path + ": " + e.getMessage(), e);
    }
  }

  private static Optional<String> byEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    return COMPRESSED.contains(ending) && ending.length() < lower.length()
        ? byEnding(lower.substring(0, lower.length() - ending.length() - 1))
        : Optional.ofNullable(ENDINGS.get(ending));
  }

  /** The file or folder without the folders before it. */
  String shortName() {
    return path.replaceFirst("/+$", "").replaceFirst(".*/", "");
  }

  /** A name for its job: what stands before the ending, in the letters that a name may have. */
  public String jobName() {
    String name =
        shortName()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("(?<=.)\\..*$", "")
            .replaceAll("[^a-z0-9_-]+", "-")
            .replaceFirst("^[^a-z0-9]+", "")
            .replaceFirst("-+$", "");
    return name.isEmpty() ? "job" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}

package dev.descent.jobs;

import dev.descent.jobs.spec.JobFile;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What every command that takes a job file is given on the command line. */
final class JobArguments extends OutputOptions {
  private static final Pattern SETTING = Pattern.compile("=|\\{|:(?!/)");

  private static final Pattern TABLE =
      Pattern.compile("\\.(csv|tsv|libsvm|parquet|orc)(\\.(gz|bz2|zst))?$");

  @Parameters(index = "0", paramLabel = "JOB-FILE", description = "the job file (HOCON)")
  @Nullable Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "settings laid over the job file")
  List<String> overrides = new ArrayList<>();

  /** The first word behind the job file that is no setting, which is then not among them. */
  Optional<String> word() {
    boolean there = !overrides.isEmpty() && !SETTING.matcher(overrides.get(0)).find();
    return there ? Optional.of(overrides.remove(0)) : Optional.empty();
  }

  /** The folder of a run on this machine, where that is given: it has the job file of the run. */
  Optional<String> folder() {
    return Optional.ofNullable(file).filter(Files::isDirectory).map(Path::toString);
  }

  /** A setting with spaces around its sign is three words for a shell. */
  private static void requireWhole(List<String> overrides) {
    if (overrides.contains("=")) {
      int sign = overrides.indexOf("=");
      String setting =
          String.join(
              " ", overrides.subList(Math.max(0, sign - 1), Math.min(overrides.size(), sign + 2)));
      throw new JobFileException(
          "a setting is one word: write "
              + setting.replaceFirst(" = ?", "=")
              + ", or put it in quotes (command line: "
              + setting
              + ")");
    }
  }

  private static void requireNoTable(Path file) {
    if (TABLE.matcher(file.toString()).find() && Files.isRegularFile(file)) {
      throw new JobFileException(
          file + " is a table, not a job file; descent init " + file + " writes one for it");
    }
  }

  /** The validated job file with the overrides. */
  JobSpec spec() {
    return jobFile().spec();
  }

  /** The job file with the overrides. */
  JobFile jobFile() {
    if (file == null) {
      throw new IllegalStateException("the command line has no job file");
    }
    requireWhole(overrides);
    Path read = folder().isPresent() ? file.resolve("job.conf") : file;
    try {
      requireNoTable(read);
      String text = Files.readString(read, StandardCharsets.UTF_8);
      return new JobFile(read.toString(), text, overrides, System.getenv());
    } catch (IOException e) {
      throw JobFileException.unreadable(read.toString(), e);
    }
  }
}

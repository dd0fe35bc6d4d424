package dev.descent.jobs;

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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that takes a job file is given on the command line. */
final class JobArguments {
  private static final Pattern SETTING = Pattern.compile("=|\\{|:(?!/)");

  @Parameters(index = "0", paramLabel = "JOB-FILE", description = "the job file (HOCON)")
  @Nullable Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "key=value",
      description = "settings laid over the job file")
  List<String> overrides = new ArrayList<>();

  @Option(names = "--json", description = "print one JSON object on standard output")
  boolean json;

  @Option(names = "--quiet", description = "print no progress and no table")
  boolean quiet;

  @Option(names = "--verbose", description = "print the stack trace of a failure")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  /** The first word behind the job file that is no setting, which is then not among them. */
  Optional<String> word() {
    boolean there = !overrides.isEmpty() && !SETTING.matcher(overrides.get(0)).find();
    return there ? Optional.of(overrides.remove(0)) : Optional.empty();
  }

  /** The folder of a run on this machine, where that is given: it has the job file of the run. */
  Optional<String> folder() {
    return Optional.ofNullable(file).filter(Files::isDirectory).map(Path::toString);
  }

  /** The validated job file with the overrides. */
  JobSpec spec() {
    if (file == null) {
      throw new IllegalStateException("the command line has no job file");
    }
    Path read = folder().isPresent() ? file.resolve("job.conf") : file;
    try {
      String text = Files.readString(read, StandardCharsets.UTF_8);
      return JobSpec.parse(read.toString(), text, overrides, System.getenv());
    } catch (IOException e) {
      throw JobFileException.unreadable(read.toString(), e);
    }
  }
}

package dev.descent.jobs;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that takes a job file is given on the command line. */
final class JobArguments {
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

  /** The validated job file with the overrides. */
  JobSpec spec() {
    if (file == null) {
      throw new IllegalStateException("the command line has no job file");
    }
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return JobSpec.parse(file.toString(), text, overrides, System.getenv());
    } catch (IOException e) {
      throw JobFileException.unreadable(file.toString(), e);
    }
  }
}

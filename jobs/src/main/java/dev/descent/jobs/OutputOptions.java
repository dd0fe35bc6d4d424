package dev.descent.jobs;

import picocli.CommandLine.Option;

/** What every command is told about what it prints. */
class OutputOptions {
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
}

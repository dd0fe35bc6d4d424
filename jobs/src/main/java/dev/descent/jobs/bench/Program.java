package dev.descent.jobs.bench;

import java.io.PrintWriter;
import java.util.List;

/** The program {@code descent}: words of a command line in, an exit code out. */
@FunctionalInterface
public interface Program {
  int run(List<String> arguments, PrintWriter out, PrintWriter err);
}

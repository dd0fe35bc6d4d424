package dev.descent.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A Spark session that starts and stops: what {@code descent bench} holds a whole run against. */
@Command(name = "bench-session", hidden = true)
final class BenchSessionCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Sessions.start("descent bench").stop();
    return ExitCode.DONE;
  }
}

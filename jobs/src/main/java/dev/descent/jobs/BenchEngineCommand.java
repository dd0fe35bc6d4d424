package dev.descent.jobs;

import dev.descent.jobs.bench.EngineKind;
import dev.descent.jobs.bench.EngineLoop;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A JVM of {@code descent bench}, which talks to it through standard input and output. */
@Command(name = "bench-engine", hidden = true)
final class BenchEngineCommand implements Callable<Integer> {
  @Parameters(index = "0")
  private EngineKind kind = EngineKind.DESCENT;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    System.setOut(System.err); // what anything prints is no reply
    SparkSession spark = Sessions.start("descent bench " + kind);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    new EngineLoop(kind, Descent::run, spark).run(requests, command.commandLine().getOut());
    return ExitCode.DONE;
  }
}

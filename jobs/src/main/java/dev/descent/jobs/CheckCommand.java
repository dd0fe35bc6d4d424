package dev.descent.jobs;

import dev.descent.jobs.spec.JobFile;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.tune.Candidate;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code descent check}: what training would find wrong, and what it would need, without it. */
@Command(
    name = "check",
    description =
        "Check a job file, a sample of its rows and the memory that training needs; trains nothing.",
    footer = {"", "Example:", "  descent check conf/diamonds-linear.conf"})
final class CheckCommand implements Callable<Integer> {
  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    JobFile file = arguments.jobFile();
    JobSpec spec = file.spec();
    spec.requireNoScore("check");
    if (spec.tune().isPresent()) {
      Candidate.of(file);
    }
    SparkSession spark = Sessions.start("descent check " + spec.name());
    Check check = Check.of(spec, spark);
    check.estimates().require();
    say(spec, check);
    return ExitCode.DONE;
  }

  private void say(JobSpec spec, Check check) {
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "check");
    ending.put("outcome", "done");
    ending.put("stopReason", null);
    ending.put("exitCode", ExitCode.DONE);
    ending.put("run", null);
    ending.put("parametersSha256", null);
    PrintWriter out = command.commandLine().getOut();
    if (arguments.json) {
      ending.putAll(check.toMap());
    } else if (!arguments.quiet) {
      check.lines(spec.name()).forEach(out::println);
    }
    if (arguments.json) {
      new Output(out, arguments).say(ending, "", Map.of());
    }
    out.flush();
  }
}

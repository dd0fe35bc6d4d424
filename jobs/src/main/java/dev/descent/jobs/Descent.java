package dev.descent.jobs;

import dev.descent.jobs.run.Json;
import dev.descent.jobs.run.Provenance;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program {@code descent}. */
@Command(
    name = "descent",
    description =
        "Distributed training on Apache Spark: the same rows and the same job file give the same"
            + " model, bit for bit.",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      RetrainCommand.class,
      TuneCommand.class,
      ModelsCommand.class,
      InitCommand.class,
      ReportCommand.class,
      CheckCommand.class,
      BenchCommand.class,
      BenchEngineCommand.class,
      BenchSessionCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Descent.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, also when epochs or time ran out; promoted, kept, or not due",
      "1:unexpected failure",
      "2:wrong usage, job file, or more memory needed than there is",
      "3:data: missing path, unknown column, no rows, bad rows, one class",
      "4:training diverged, or a solver ended short of its tolerance",
      "5:retraining refused by a gate other than improve-by",
      "6:lost a race: somebody else changed the model store, or is retraining",
      "7:runs, model store, model or checkpoint unreadable or unwritable",
      "130, 143:interrupted"
    })
public final class Descent {

  Descent() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out, err));
  }

  /** Runs one command, which writes to {@code out} and {@code err}, and returns its exit code. */
  static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
    int exitCode =
        new CommandLine(new Descent())
            .setOut(out)
            .setErr(err)
            .setColorScheme(CommandLine.Help.defaultColorScheme(ansi()))
            .setExecutionStrategy(Descent::perform)
            .setExecutionExceptionHandler(Descent::explain)
            .setParameterExceptionHandler(new UsageErrors())
            .execute(arguments.toArray(String[]::new));
    out.flush();
    err.flush();
    return exitCode;
  }

  /** Makes an exception of what would end the program without a word for the user. */
  static int perform(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      List<CommandLine> commands = parsed.asCommandLineList();
      CommandLine last = commands.get(commands.size() - 1);
      throw new CommandLine.ExecutionException(last, "out of memory", e);
    }
  }

  static int explain(Exception thrown, CommandLine line, CommandLine.ParseResult parsed) {
    Failure failure = Failure.of(thrown);
    failure.lines().forEach(text -> line.getErr().println("descent: " + text));
    if (parsed.expandedArgs().contains("--verbose")) {
      thrown.printStackTrace(line.getErr());
    }
    if (parsed.expandedArgs().contains("--json")) {
      line.getOut().println(Json.line(failure.toMap(name(line))));
    }
    return failure.exitCode();
  }

  /** As one types it, behind "descent". */
  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName().replaceFirst("^descent ", "");
  }

  private static CommandLine.Help.Ansi ansi() {
    return System.getenv("NO_COLOR") != null
        ? CommandLine.Help.Ansi.OFF
        : CommandLine.Help.Ansi.AUTO;
  }

  /** The version of this build and of Java. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"descent " + Provenance.version(), "Java " + Runtime.version()};
    }
  }
}

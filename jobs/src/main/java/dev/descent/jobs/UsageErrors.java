package dev.descent.jobs;

import dev.descent.jobs.run.Json;
import dev.descent.jobs.spec.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line in one line that says what to do. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException thrown, String[] words) {
    CommandLine line = thrown.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    String text = what(thrown, line) + " (" + command + " --help)";
    line.getErr().println("descent: " + text);
    if (List.of(words).contains("--json")) {
      Failure failure = Failure.ofUsage(text);
      line.getOut().println(Json.line(failure.toMap(command.replaceFirst("^descent ?", ""))));
    }
    return ExitCode.USAGE;
  }

  private static String what(ParameterException thrown, CommandLine line) {
    if (!(thrown instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("wrong usage");
    }
    String word = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      return option(word.replaceFirst("=.*", ""), line);
    }
    List<String> commands = commands(line);
    return commands.isEmpty()
        ? word + " is one word too many"
        : "there is no command "
            + word
            + near(word, commands).orElse("; give " + String.join(", ", commands));
  }

  private static String option(String name, CommandLine line) {
    Optional<String> near = near(name, line.getCommandSpec().optionsMap().keySet());
    return "there is no option " + name + near.orElseGet(() -> setting(line));
  }

  private static Optional<String> near(String word, Collection<String> known) {
    return Spelling.nearest(word, known, Spelling.limit(word))
        .map(other -> "; did you mean " + other + "?");
  }

  /** Who writes a setting as an option knows it from other programs. */
  private static String setting(CommandLine line) {
    boolean settings =
        line.getCommandSpec().positionalParameters().stream()
            .anyMatch(words -> words.paramLabel().contains("key=value"));
    return settings ? "; a setting of the job file is key=value, without dashes" : "";
  }

  private static List<String> commands(CommandLine line) {
    return line.getSubcommands().entrySet().stream()
        .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }
}

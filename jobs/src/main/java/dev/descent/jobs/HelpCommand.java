package dev.descent.jobs;

import dev.descent.jobs.help.Topic;
import dev.descent.jobs.help.Topics;
import dev.descent.jobs.run.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent help}: what there is to read, and one topic of it. */
@Command(
    name = "help",
    description =
        "Tell of a command, of a section or key of the job file, or of the method; by itself what"
            + " there is.",
    footer = {"", "Example:", "  descent help model.penalty"})
final class HelpCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TOPIC", description = "such as train, model.penalty or method")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--pages",
      paramLabel = "FOLDER",
      description = "write all of it there, as pages of Markdown")
  private @Nullable Path pages;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Topics topics = new Topics(commands(command.root().commandLine()));
    PrintWriter out = command.commandLine().getOut();
    if (pages != null) {
      write(pages, topics.pages());
    } else {
      out.println(words.isEmpty() ? topics.list() : topics.tell(String.join(" ", words)));
      out.flush();
    }
    return ExitCode.DONE;
  }

  private static void write(Path folder, Map<String, String> pages) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey() + ".md"), page.getValue());
      }
    } catch (IOException e) {
      throw new StorageException(
          "help: cannot write " + folder + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** A topic for each command of the program that is no secret, and for each of its own. */
  static List<Topic> commands() {
    return commands(new CommandLine(new Descent()));
  }

  /** The same of a command line that is there. */
  static List<Topic> commands(CommandLine root) {
    return visible(root).flatMap(HelpCommand::topics).toList();
  }

  static Stream<CommandLine> visible(CommandLine line) {
    return line.getSubcommands().values().stream()
        .filter(each -> !each.getCommandSpec().usageMessage().hidden());
  }

  private static Stream<Topic> topics(CommandLine line) {
    String page = line.getCommandName();
    return Stream.concat(
        Stream.of(topic(page, page, line)),
        visible(line).map(each -> topic(page, page + " " + each.getCommandName(), each)));
  }

  private static Topic topic(String page, String name, CommandLine line) {
    String usage = line.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
    String summary = line.getCommandSpec().usageMessage().description()[0];
    return new Topic(page, name, summary, usage.replaceAll("(?m)^(?=.)", "    "));
  }
}

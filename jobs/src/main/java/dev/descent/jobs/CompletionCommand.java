package dev.descent.jobs;

import dev.descent.jobs.help.Topics;
import dev.descent.jobs.spec.Key;
import dev.descent.jobs.spec.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent completion}: a script that completes the words of a command line. */
@Command(
    name = "completion",
    description =
        "Print a script for a shell that completes commands, options, job files and keys.",
    footer = {
      "",
      "Example, for ~/.bashrc (and with zsh for ~/.zshrc):",
      "  eval \"$(descent completion bash)\"",
      "",
      "Example, for config.fish:",
      "  descent completion fish | source"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  @Parameters(paramLabel = "SHELL", description = "bash (4 or newer), zsh or fish")
  private String shell = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "SHELL must be bash, zsh or fish, but was " + shell);
    }
    PrintWriter out = command.commandLine().getOut();
    out.print(script(command.root().commandLine()));
    out.flush();
    return ExitCode.DONE;
  }

  private String script(CommandLine root) {
    List<CommandLine> all =
        Stream.concat(
                Stream.of(root),
                HelpCommand.visible(root)
                    .flatMap(line -> Stream.concat(Stream.of(line), HelpCommand.visible(line))))
            .toList();
    List<Key> keys = Keys.all().stream().filter(key -> !key.isSection()).toList();
    return template()
        .replace("@WORDS@", choices(all, CompletionCommand::name, this::words))
        .replace("@OPTIONS@", choices(all, CompletionCommand::name, CompletionCommand::options))
        .replace("@VALUES@", choices(keys, Key::path, Key::words))
        .replace("@KEYS@", words(keys.stream().map(key -> key.path() + "=").toList()));
  }

  /** What may follow a command. */
  private List<String> words(CommandLine line) {
    if (line == command.commandLine()) {
      return SHELLS;
    }
    return line.getCommandName().equals("help")
        ? new Topics(HelpCommand.commands(command.root().commandLine())).names()
        : HelpCommand.visible(line).map(CommandLine::getCommandName).toList();
  }

  private static List<String> options(CommandLine line) {
    return line.getCommandSpec().options().stream()
        .map(option -> option.longestName() + (option.arity().max() > 0 ? "=" : ""))
        .toList();
  }

  /** As one types it behind the name of the program: nothing of the program itself. */
  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName().replaceFirst("^descent ?", "");
  }

  /** A branch for each that has words, as the shell writes it. */
  private <T> String choices(
      List<T> all, Function<T, String> name, Function<T, List<String>> words) {
    String branch =
        shell.equals("fish") ? "case '%s'\nstring split ' ' -- '%s'" : "'%s') echo '%s' ;;";
    return all.stream()
        .filter(one -> !words.apply(one).isEmpty())
        .map(one -> String.format(Locale.ROOT, branch, name.apply(one), words(words.apply(one))))
        .collect(Collectors.joining("\n"));
  }

  private static String words(List<String> words) {
    return String.join(" ", words);
  }

  private String template() {
    String file = "completion." + shell;
    try (InputStream in = CompletionCommand.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no " + file + " beside " + CompletionCommand.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}

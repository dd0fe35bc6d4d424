package dev.descent.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documents show between their sentences. */
final class Documents {
  private static final Pattern INLINE = Pattern.compile("`((?:scripts/)?descent [^`]+)`");

  private static final Pattern EXAMPLE = Pattern.compile("(?m)^ *Example.*:$");

  private Documents() {}

  /**
   * Lines that stand together.
   *
   * @param document where they stand
   */
  record Block(String document, List<String> lines) {
    /** Its commands: without comments, and lines that a backslash joins as one. */
    List<String> commands() {
      List<String> commands = new ArrayList<>();
      String before = "";
      for (String line : lines) {
        String all = (before + line).replaceFirst("(^|\\s{2,})#.*$", "").strip();
        before = all.endsWith("\\") ? all.substring(0, all.length() - 1).strip() + " " : "";
        if (before.isEmpty() && !all.isEmpty()) {
          commands.add(all);
        }
      }
      return commands;
    }

    String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  /** Indented blocks of every document of Markdown, and of what job files say of themselves. */
  static List<Block> blocks() {
    return Stream.concat(markdown(), jobFiles()).toList();
  }

  /** The examples that the usage of a command ends with. */
  static List<Block> examples() {
    return HelpCommand.commands().stream()
        .flatMap(
            topic ->
                EXAMPLE
                    .splitAsStream(topic.text())
                    .skip(1)
                    .map(text -> new Block("help " + topic.name(), text.strip().lines().toList())))
        .toList();
  }

  /** Commands within sentences. */
  static List<String> inline() {
    return markdownFiles()
        .flatMap(file -> INLINE.matcher(read(file)).results())
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static Stream<Block> markdown() {
    return markdownFiles().flatMap(file -> indented(name(file), read(file).lines().toList()));
  }

  private static Stream<Block> jobFiles() {
    return files("conf", ".conf")
        .flatMap(
            file ->
                indented(
                    name(file),
                    read(file)
                        .lines()
                        .takeWhile(line -> line.startsWith("#"))
                        .map(line -> line.substring(Math.min(2, line.length())))
                        .toList()));
  }

  private static Stream<Path> markdownFiles() {
    Path root = Project.root();
    return Stream.of(
            Stream.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")),
            files("scripts", ".md"),
            files("conf/samples", ".md"))
        .flatMap(files -> files);
  }

  private static Stream<Block> indented(String document, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (int i = 0; i <= lines.size(); i++) {
      boolean in = i < lines.size() && lines.get(i).startsWith("    ");
      if (in && (!open.isEmpty() || i == 0 || lines.get(i - 1).isBlank())) {
        open.add(lines.get(i).substring(4));
      } else if (!open.isEmpty()) {
        blocks.add(new Block(document, List.copyOf(open)));
        open.clear();
      }
    }
    return blocks.stream();
  }

  private static Stream<Path> files(String folder, String end) {
    try (Stream<Path> files = Files.walk(Project.root().resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return Project.root().relativize(file).toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a command, with quotes as a shell has them. */
  static List<String> words(String command) {
    return Arrays.stream(command.split(" +(?=(?:[^']*'[^']*')*[^']*$)", -1))
        .map(word -> word.replace("'", ""))
        .toList();
  }
}

package dev.descent.jobs;

import dev.descent.jobs.report.Comparison;
import dev.descent.jobs.run.ModelFolder;
import dev.descent.jobs.run.RunFiles;
import dev.descent.jobs.run.Storage;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code descent report}: the files of a run in, one page about it out; of several, side by side.
 */
@Command(
    name = "report",
    customSynopsis = {
      "descent report JOB-FILE [RUN...] [key=value...] [--output=FILE]",
      "descent report RUN-FOLDER... [--output=FILE]"
    },
    description =
        "Write the HTML report of a run again, by its name or folder, by itself of the newest run"
            + " of the job; of several runs, a comparison.",
    footer = {"", "Example:", "  descent report conf/iris-logistic.conf"})
final class ReportCommand implements Callable<Integer> {
  private static final int MOST = 12;
  private static final String COMPARISON = "comparison.html";

  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "where to write; by itself report.html of the run, or comparison.html in the folder of"
              + " the first one")
  @Nullable String output;

  @Override
  public Integer call() {
    List<String> words = words();
    JobSpec spec = arguments.spec();
    List<String> paths = paths(spec, words);
    if (paths.size() > MOST) {
      throw new JobFileException(
          "RUN must be given at most " + MOST + " times, but was " + paths.size() + " times");
    }
    List<RunFiles> runs = new ArrayList<>();
    try {
      Configuration hadoop = Stores.hadoop();
      paths.forEach(path -> runs.add(RunFiles.open(path, hadoop)));
      say(spec, write(spec, runs, hadoop), paths);
    } finally {
      runs.forEach(RunFiles::close);
    }
    return ExitCode.DONE;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    Optional<String> word = arguments.word();
    while (word.isPresent()) {
      words.add(word.get());
      word = arguments.word();
    }
    return words;
  }

  private List<String> paths(JobSpec spec, List<String> words) {
    List<String> paths = new ArrayList<>(arguments.folder().stream().toList());
    for (String word : words) {
      boolean path = word.contains("/") || Files.exists(Path.of(word, "run.json"));
      paths.add(path ? word : ModelsCommand.inRuns(spec, word));
    }
    return paths.isEmpty()
        ? List.of(ModelFolder.latest(spec.output().runs(), spec.name(), Stores.hadoop()))
        : paths;
  }

  /** Writes, and returns where. */
  private String write(JobSpec spec, List<RunFiles> runs, Configuration hadoop) {
    RunFiles first = runs.get(0);
    if (output == null && runs.size() == 1) {
      Reports.write(spec, first);
      return first.path() + "/report.html";
    }
    String html = runs.size() == 1 ? Reports.page(spec, first) : Comparison.of(runs);
    String path = output == null ? first.path() + "/" + COMPARISON : output;
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    String name = path.substring(slash + 1);
    try (Storage storage = Storage.at(folder, hadoop)) {
      storage.delete(name);
      storage.write(name, html.getBytes(StandardCharsets.UTF_8));
      return storage.show(name);
    }
  }

  private void say(JobSpec spec, String report, List<String> paths) {
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "report");
    ending.put("outcome", "done");
    ending.put("stopReason", null);
    ending.put("exitCode", ExitCode.DONE);
    ending.put("run", paths.size() == 1 ? paths.get(0) : null);
    ending.put("parametersSha256", null);
    ending.put("report", report);
    String what = paths.size() == 1 ? "report" : "comparison of " + paths.size() + " runs";
    String headline = spec.name() + ": " + what + ": " + report;
    new Output(command.commandLine().getOut(), arguments).say(ending, headline, Map.of());
  }
}

package dev.descent.jobs;

import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.StoreState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line of what is done with a model store: a job file, which names it, perhaps a word,
 * and settings.
 */
final class StoreLine {
  @Mixin private final JobArguments arguments = new JobArguments();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  private Optional<String> word = Optional.empty();

  /**
   * What is said at the end.
   *
   * @param json fields of --json
   * @param lines for people
   * @param metrics by data set
   */
  record Said(
      Map<String, Object> json, List<String> lines, Map<String, Map<String, Object>> metrics) {
    Said(Map<String, Object> json, List<String> lines) {
      this(json, lines, Map.of());
    }
  }

  /** What is done with a store. */
  @FunctionalInterface
  interface Work {
    Said in(ModelStore store, JobSpec spec);
  }

  /** Does it in the store that the job file names, and says what came of it. */
  int perform(Work work) {
    JobSpec spec = arguments.spec();
    Said said;
    try (ModelStore store = Stores.open(spec, Stores.hadoop())) {
      said = work.in(store, spec);
    }
    Map<String, Object> ending = new LinkedHashMap<>();
    ending.put("command", "models " + command.name());
    ending.put("outcome", "done");
    ending.put("stopReason", null);
    ending.put("exitCode", ExitCode.DONE);
    ending.put("run", null);
    ending.put("parametersSha256", null);
    ending.putAll(said.json());
    String headline = String.join(System.lineSeparator(), said.lines());
    new Output(command.commandLine().getOut(), arguments).say(ending, headline, said.metrics());
    return ExitCode.DONE;
  }

  /** The same, of a command that takes a word behind the job file. */
  int performWithWord(Work work) {
    word = arguments.word();
    return perform(work);
  }

  /** The word behind the job file. */
  Optional<String> word() {
    return word;
  }

  /** The version that the word names, by number or alias. */
  Optional<Integer> version(StoreState state) {
    return word.map(
        text ->
            switch (text) {
              case "champion" -> required(state.champion(), text);
              case "challenger" -> required(state.challenger(), text);
              default -> number("VERSION", text);
            });
  }

  static int required(OptionalInt version, String alias) {
    return version.orElseThrow(
        () -> new JobFileException("there is no " + alias + "; give the number of a version"));
  }

  static int number(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new JobFileException(
          name + " must be the number of a version, from 1 to 999999999, but was " + text);
    }
    return Integer.parseInt(text);
  }

  /** The folder of a run, where that stands for its job file. */
  Optional<String> runFolder() {
    return arguments.folder();
  }
}

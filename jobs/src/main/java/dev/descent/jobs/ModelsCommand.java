package dev.descent.jobs;

import dev.descent.jobs.run.FinishedRun;
import dev.descent.jobs.run.ModelFolder;
import dev.descent.jobs.run.StorageException;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.store.StoreState;
import dev.descent.jobs.store.Verification;
import dev.descent.jobs.store.Version;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code descent models}: the versions in the model store of a job, and its champion. */
@Command(
    name = "models",
    description =
        "The versions in the model store of a job: what they are, and which one predicts.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  descent train conf/iris-logistic.conf",
      "  descent models publish conf/iris-logistic.conf",
      "  descent models promote conf/iris-logistic.conf",
      "  descent models list conf/iris-logistic.conf"
    })
final class ModelsCommand implements Runnable {
  private static final String SETTINGS = "[VERSION] [key=value...]";

  @Spec private CommandSpec command = CommandSpec.create();

  /** The champion that a change takes the place of. */
  static final class Expected {
    @Option(
        names = "--expect",
        paramLabel = "N|none",
        description =
            "the champion so far (by itself the one that is there now); if it is another by then,"
                + " nothing changes and the exit code is 6")
    @Nullable String given;

    OptionalInt in(StoreState state) {
      if (given == null) {
        return state.champion();
      }
      return given.equals("none")
          ? OptionalInt.empty()
          : OptionalInt.of(StoreLine.number("--expect", given));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "say what to do: list, show, publish, promote, rollback, delete or verify");
  }

  @Command(name = "list", description = "List the versions.")
  int list(@Mixin StoreLine line) {
    return line.perform((store, spec) -> StoreView.of(store).listed());
  }

  @Command(
      name = "show",
      customSynopsis = "descent models show JOB-FILE " + SETTINGS,
      description =
          "Show a version, by number or alias, its metrics and its history; by itself the"
              + " champion.")
  int show(@Mixin StoreLine line) {
    return line.performWithWord(
        (store, spec) -> {
          StoreState state = store.state();
          int number =
              line.version(state).orElseGet(() -> StoreLine.required(state.champion(), "champion"));
          return StoreView.of(store).shown(number);
        });
  }

  @Command(
      name = "publish",
      customSynopsis = {
        "descent models publish JOB-FILE [RUN] [key=value...]",
        "descent models publish RUN-FOLDER [key=value...]"
      },
      description =
          "Make a version of a run, by its name or folder; by itself of the newest run of the job.")
  int publish(@Mixin StoreLine line) {
    return line.performWithWord(
        (store, spec) -> {
          FinishedRun run = FinishedRun.read(run(line, spec), Stores.hadoop());
          if (!run.name().equals(spec.name())) {
            throw new JobFileException(
                "the run is one of " + run.name() + ", but the store is that of " + spec.name());
          }
          Version version = store.publish(run);
          return StoreView.of(store)
              .changed(
                  version, spec.name() + ": run " + run.id() + " is version " + version.number());
        });
  }

  private static String run(StoreLine line, JobSpec spec) {
    return line.runFolder()
        .or(() -> line.word().map(word -> word.contains("/") ? word : inRuns(spec, word)))
        .orElseGet(() -> ModelFolder.latest(spec.output().runs(), spec.name(), Stores.hadoop()));
  }

  /** The folder of the run of that name. */
  static String inRuns(JobSpec spec, String id) {
    if (id.contains("..")) {
      throw new JobFileException("RUN must be the name of a run or a path, but was " + id);
    }
    return spec.output().runs() + "/" + spec.name() + "/" + id;
  }

  @Command(
      name = "promote",
      customSynopsis = "descent models promote JOB-FILE " + SETTINGS + " [--expect=N|none]",
      description = "Make a version the champion; by itself the challenger.")
  int promote(@Mixin StoreLine line, @Mixin Expected expected) {
    return line.performWithWord(
        (store, spec) -> {
          StoreState state = store.state();
          int number =
              line.version(state)
                  .orElseGet(() -> StoreLine.required(state.challenger(), "challenger"));
          Version version = store.version(number);
          store.promote(number, expected.in(state));
          return StoreView.of(store).changed(version, isChampion(spec, number));
        });
  }

  private static String isChampion(JobSpec spec, int version) {
    return spec.name() + ": version " + version + " is the champion";
  }

  @Command(
      name = "rollback",
      customSynopsis = "descent models rollback JOB-FILE [key=value...] [--expect=N|none]",
      description = "Make the champion before the champion again.")
  int rollback(@Mixin StoreLine line, @Mixin Expected expected) {
    return line.perform(
        (store, spec) -> {
          int number = store.rollBack(expected.in(store.state()));
          return StoreView.of(store).changed(store.version(number), isChampion(spec, number));
        });
  }

  @Command(
      name = "delete",
      customSynopsis = "descent models delete JOB-FILE VERSION [key=value...]",
      description = "Delete a version for good; never the champion.")
  int delete(@Mixin StoreLine line) {
    return line.performWithWord(
        (store, spec) -> {
          int number =
              line.version(store.state())
                  .orElseThrow(() -> new JobFileException("say which VERSION to delete"));
          store.delete(number);
          Map<String, Object> json = StoreView.of(store).head();
          json.put("version", number);
          return new StoreLine.Said(
              json, List.of(spec.name() + ": version " + number + " is deleted"));
        });
  }

  @Command(
      name = "verify",
      description =
          "Read every file of the store, and say what is damaged (exit 7) or was left behind.")
  int verify(@Mixin StoreLine line) {
    return line.perform(
        (store, spec) -> {
          Verification found = store.verify();
          if (!found.damaged().isEmpty()) {
            throw new StorageException(String.join("\n", found.damaged()));
          }
          StoreView view = StoreView.of(store);
          Map<String, Object> json = view.head();
          json.put("left", found.left());
          return new StoreLine.Said(json, view.verified(spec.name(), found.left()));
        });
  }
}

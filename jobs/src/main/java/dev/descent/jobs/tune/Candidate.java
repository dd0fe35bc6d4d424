package dev.descent.jobs.tune;

import dev.descent.jobs.spec.JobFile;
import dev.descent.jobs.spec.JobFileException;
import dev.descent.jobs.spec.JobSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A job to be tried.
 *
 * @param number from 1, in the order of the grid
 * @param settings what makes it differ from the job file, in the order of tune.over
 * @param file the job file with these settings laid over it
 * @param spec the job
 */
public record Candidate(int number, List<Setting> settings, JobFile file, JobSpec spec) {
  public Candidate {
    settings = List.copyOf(settings);
  }

  /**
   * All that the job file asks for.
   *
   * @throws JobFileException if it does not ask for any, or with a line for each of those that are
   *     no job
   */
  public static List<Candidate> of(JobFile file) {
    JobSpec spec = file.spec();
    Grid grid =
        new Grid(
            spec.tune()
                .orElseThrow(
                    () ->
                        new JobFileException(
                            "tune is required ("
                                + file.name()
                                + "); give it, such as tune { folds = 5, over"
                                + " { model.penalty.strength = [0.1, 0.01] } }")));
    List<String> wrong = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (List<Setting> settings : grid.chosen(spec.seed())) {
      int number = candidates.size() + wrong.size() + 1;
      read(number, settings, file, wrong).ifPresent(candidates::add);
    }
    if (!wrong.isEmpty()) {
      throw new JobFileException(wrong);
    }
    return candidates;
  }

  private static Optional<Candidate> read(
      int number, List<Setting> settings, JobFile file, List<String> wrong) {
    JobFile its = file.with(settings.stream().map(Setting::override).toList());
    try {
      return Optional.of(new Candidate(number, settings, its, its.spec()));
    } catch (JobFileException e) {
      String lines = String.join("; and ", e.lines());
      for (Setting setting : settings) {
        lines = lines.replace(" (command line: " + setting.override() + ")", "");
      }
      wrong.add("candidate " + number + " of tune.over, " + shown(settings) + ": " + lines);
      return Optional.empty();
    }
  }

  /** The same trained for at most so many epochs. */
  public JobSpec within(int epochs) {
    return file.with(List.of("training.epochs=" + epochs)).spec();
  }

  /** Its settings by their keys: numbers, or texts. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    settings.forEach(setting -> values.put(setting.key(), setting.plain()));
    return values;
  }

  /** Its settings in words. */
  public String shown() {
    return shown(settings);
  }

  private static String shown(List<Setting> settings) {
    return settings.stream().map(Setting::shown).collect(Collectors.joining(" "));
  }
}

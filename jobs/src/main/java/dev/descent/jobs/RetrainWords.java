package dev.descent.jobs;

import dev.descent.jobs.retrain.Decision;
import dev.descent.jobs.retrain.Due;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code descent retrain} says.
 *
 * @param name of the job
 */
record RetrainWords(String name) {

  /**
   * At the end.
   *
   * @param outcome of --json
   * @param json other fields of --json
   * @param lines for people
   * @param metrics of both models
   */
  record Said(
      String outcome,
      int exitCode,
      Map<String, Object> json,
      List<String> lines,
      Map<String, Map<String, Object>> metrics) {}

  /** That there is nothing to do yet. */
  Said notDue(Due due) {
    return new Said(
        "not-due",
        ExitCode.DONE,
        Map.of("why", due.why()),
        lines("retraining is not due", due.why()),
        Map.of());
  }

  /** That it was decided before. */
  Said repeated(Past.Told told) {
    Decision decision = told.outcome();
    String headline =
        decision.outcome()
            + " already: version "
            + told.version().number()
            + " was trained on the same data by the same job; nothing changes";
    return told(told, "repeated", headline);
  }

  /** That a version was promoted which another run had decided to promote. */
  Said finished(Past.Told told) {
    String headline =
        "version "
            + told.version().number()
            + " is the champion, as a run decided that was stopped before it was promoted";
    return told(told, "finished", headline);
  }

  private Said told(Past.Told told, String how, String headline) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", told.version().number());
    json.put("parametersSha256", told.version().parametersSha256());
    json.put("why", told.why());
    json.put(how, true);
    return new Said(
        told.outcome().outcome(),
        exitCode(told.outcome()),
        json,
        lines(headline, told.why()),
        Map.of());
  }

  /** What was decided. */
  Said decided(Retraining.Ending ending, Due due) {
    Decision decision = ending.verdict().decision();
    int version = ending.version().number();
    String champion =
        ending.champion().isPresent()
            ? "version " + ending.champion().getAsInt() + " stays the champion"
            : "there is no champion";
    String headline =
        switch (decision) {
          case PROMOTE -> "promoted: version " + version + " is the champion";
          case KEEP -> "kept: " + champion + "; version " + version + " is not better";
          case REFUSE -> "refused: version " + version + " is not promoted; " + champion;
        };
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", version);
    json.put("parametersSha256", ending.version().parametersSha256());
    json.put("why", ending.verdict().why());
    json.put("due", due.why());
    return new Said(
        decision.outcome(),
        exitCode(decision),
        json,
        lines(headline, ending.verdict().why()),
        ending.metrics());
  }

  private static int exitCode(Decision decision) {
    return decision == Decision.REFUSE ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private List<String> lines(String headline, List<String> why) {
    List<String> lines = new ArrayList<>();
    lines.add(name + ": " + headline);
    why.forEach(reason -> lines.add("  " + reason));
    return lines;
  }
}

package dev.descent.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a run ended, in words.
 *
 * @param tone whether that is good, open to doubt, or bad
 * @param word the outcome
 * @param lines sentences that say why
 */
record Ending(Tone tone, String word, List<String> lines) {

  private static final String TUNE = "tune";

  /** How to take it. */
  enum Tone {
    GOOD,
    OPEN,
    BAD
  }

  Ending {
    lines = List.copyOf(lines);
  }

  /**
   * Of a run.
   *
   * @param run its run.json
   * @param decision its decision.json, missing where it is not about retraining
   */
  static Ending of(JsonNode run, JsonNode decision) {
    String outcome = run.path("outcome").asText();
    return switch (outcome) {
      case "done" -> done(run);
      case "promoted" -> new Ending(Tone.GOOD, "Promoted", decided(run, decision));
      case "kept" -> new Ending(Tone.OPEN, "Kept", decided(run, decision));
      case "refused" -> new Ending(Tone.BAD, "Refused", decided(run, decision));
      case "diverged" -> new Ending(Tone.BAD, "Diverged", errors(run));
      case "stalled" -> new Ending(Tone.BAD, "Stalled", errors(run));
      case "interrupted" -> new Ending(Tone.OPEN, "Interrupted", interrupted(run));
      default -> new Ending(Tone.BAD, "Failed", errors(run));
    };
  }

  private static Ending done(JsonNode run) {
    return switch (run.path("command").asText()) {
      case "evaluate" -> new Ending(Tone.GOOD, "Measured", measured(run));
      case TUNE -> new Ending(Tone.GOOD, "Tuned", tuned(run));
      default -> new Ending(tone(run), "Trained", List.of(stopped(run)));
    };
  }

  private static List<String> tuned(JsonNode run) {
    List<String> settings = new ArrayList<>();
    run.path("best")
        .properties()
        .forEach(one -> settings.add(Show.name(one.getKey() + " = " + one.getValue().asText())));
    return List.of(
        "Of "
            + Show.count(run.path("candidates").asLong(), "candidate")
            + " the best by "
            + run.path("metric").asText()
            + " has "
            + String.join(", ", settings)
            + ": "
            + Show.number(run.path("value").asDouble())
            + ". best.conf is its job file.");
  }

  private static Tone tone(JsonNode run) {
    return run.path("stopReason").asText().equals("MAX_TIME") ? Tone.OPEN : Tone.GOOD;
  }

  private static List<String> measured(JsonNode run) {
    return run.has("model")
        ? List.of("The model in " + run.path("model").asText() + " was measured.")
        : List.of("Scores that the rows already have were measured.");
  }

  private static String stopped(JsonNode run) {
    String after =
        "It ended after "
            + Show.count(run.path("epochs").asLong(), "epoch")
            + " ("
            + Show.count(run.path("steps").asLong(), "step")
            + ")";
    return after + reason(run.path("stopReason").asText());
  }

  private static String reason(String stopReason) {
    return switch (stopReason) {
      case "CONVERGED" -> ": it converged, and another epoch would change next to nothing.";
      case "NO_IMPROVEMENT" ->
          ", because the metric of training.stop had not improved for as many epochs as patience"
              + " allows. The parameters of the best epoch were kept.";
      case "MAX_EPOCHS" -> ", as many as training.epochs allows.";
      case "MAX_TIME" ->
          ", because training.stop.max-time was over. A run that is ended by the clock is not"
              + " reproducible to the bit.";
      default -> ".";
    };
  }

  private static List<String> decided(JsonNode run, JsonNode decision) {
    List<String> lines = new ArrayList<>();
    String version = "Version " + run.path("version").asText();
    boolean first = !decision.path("champion").isInt();
    String before =
        first ? "there is no champion" : "version " + decision.path("champion") + " stays champion";
    lines.add(
        switch (run.path("outcome").asText()) {
          case "promoted" -> version + " is the champion now.";
          case "kept" -> version + " is not better: " + before + ".";
          default -> version + " was stopped by a gate: " + before + ".";
        });
    decision.path("why").forEach(why -> lines.add(sentence(why.asText())));
    return lines;
  }

  private static List<String> errors(JsonNode run) {
    List<String> lines = new ArrayList<>();
    run.path("error").forEach(line -> lines.add(sentence(line.asText())));
    return lines;
  }

  private static List<String> interrupted(JsonNode run) {
    if (run.path("command").asText().equals(TUNE)) {
      return List.of("Started again, it starts over.");
    }
    return run.has("checkpoints")
        ? List.of("The same command goes on from the last checkpoint.")
        : List.of("Started again, it starts over: the job has no training.checkpoint.");
  }

  private static String sentence(String line) {
    return line.endsWith(".") ? line : line + ".";
  }

  Map<String, Object> toMap() {
    return Map.of("tone", tone.name(), "word", word, "lines", lines);
  }
}

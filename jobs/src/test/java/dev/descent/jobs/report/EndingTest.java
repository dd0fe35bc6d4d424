package dev.descent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.descent.jobs.run.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "outcome": "done", "stopReason": "CONVERGED"       | GOOD | Trained     | it converged
          "outcome": "done", "stopReason": "NO_IMPROVEMENT"  | GOOD | Trained     | best epoch were kept
          "outcome": "done", "stopReason": "MAX_TIME"        | OPEN | Trained     | not reproducible to the bit
          "outcome": "done", "command": "evaluate"           | GOOD | Measured    | Scores that the rows already have
          "outcome": "done", "command": "evaluate", "model": "m/3" | GOOD | Measured | The model in m/3
          "outcome": "done", "command": "tune", "candidates": 9, "metric": "r2", "best": { "a.b": 2 }, "value": 0.5 | GOOD | Tuned | Of 9 candidates the best by r2 has a.b = 2: 0.5. best.conf
          "outcome": "interrupted", "command": "tune"        | OPEN | Interrupted | it starts over.
          "outcome": "diverged", "error": ["training diverged"]    | BAD  | Diverged | training diverged.
          "outcome": "stalled", "error": ["short of it"]     | BAD  | Stalled     | short of it.
          "outcome": "failed", "error": ["no column x."]     | BAD  | Failed      | no column x.
          "outcome": "interrupted", "checkpoints": {}        | OPEN | Interrupted | goes on from the last checkpoint
          "outcome": "interrupted"                           | OPEN | Interrupted | starts over
          """)
  void everyOutcomeHasWords(String run, Ending.Tone tone, String word, String line) {
    Ending ending = Ending.of(Json.parse("{" + run + "}"), MissingNode.getInstance());
    assertThat(ending.tone()).isEqualTo(tone);
    assertThat(ending.word()).isEqualTo(word);
    assertThat(ending.lines()).singleElement().asString().contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          promoted | null | GOOD | Version 3 is the champion now.
          kept     | 2    | OPEN | Version 3 is not better: version 2 stays champion.
          refused  | null | BAD  | Version 3 was stopped by a gate: there is no champion.
          """)
  void aDecisionSaysWhoIsChampion(String outcome, String champion, Ending.Tone tone, String line) {
    Ending ending =
        Ending.of(
            Json.parse("{ \"outcome\": \"" + outcome + "\", \"version\": 3 }"),
            Json.parse(
                "{ \"champion\": " + champion + ", \"why\": [\"improve-by: too little\"] }"));
    assertThat(ending.tone()).isEqualTo(tone);
    assertThat(ending.lines()).containsExactly(line, "improve-by: too little.");
  }
}

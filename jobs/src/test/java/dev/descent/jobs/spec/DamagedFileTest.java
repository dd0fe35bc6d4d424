package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the text is, the answer is a job or lines that a person can read. */
class DamagedFileTest {
  private static final String PIECES = "{}[]\"=:,.#$\n\\+ x1-";

  private static void judge(String text) {
    List<String> errors = Jobs.errors(text);
    if (errors.isEmpty()) {
      assertThat(Jobs.parse(Jobs.parse(text).render())).isEqualTo(Jobs.parse(text));
    }
    assertThat(errors).allMatch(line -> line.contains("(conf/churn.conf"), text);
  }

  @Test
  void everyBeginningOfAFile() {
    IntStream.range(0, JobSpecTest.FULL.length())
        .forEach(end -> judge(JobSpecTest.FULL.substring(0, end)));
  }

  @Test
  void everyLineLeftOutOrDoubled() {
    List<String> lines = JobSpecTest.FULL.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String before = String.join("\n", lines.subList(0, i));
      String after = String.join("\n", lines.subList(i + 1, lines.size()));
      judge(before + "\n" + after);
      judge(before + "\n" + lines.get(i) + "\n" + lines.get(i) + "\n" + after);
    }
  }

  @Test
  void charactersPutInAtRandom() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder(JobSpecTest.FULL);
      for (int n = 0; n <= i % 3; n++) {
        char piece = PIECES.charAt(random.nextInt(PIECES.length()));
        text.insert(random.nextInt(text.length()), piece);
      }
      judge(text.toString());
    }
  }
}

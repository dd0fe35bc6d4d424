package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<String> files() {
    return Stream.of(JobSpecTest.FULL, JobSpecTest.MLP);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyBeginningOfAFile(String file) {
    IntStream.range(0, file.length()).forEach(end -> judge(file.substring(0, end)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyLineLeftOutOrDoubled(String file) {
    List<String> lines = file.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String before = String.join("\n", lines.subList(0, i));
      String after = String.join("\n", lines.subList(i + 1, lines.size()));
      judge(before + "\n" + after);
      judge(before + "\n" + lines.get(i) + "\n" + lines.get(i) + "\n" + after);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void charactersPutInAtRandom(String file) {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder(file);
      for (int n = 0; n <= i % 3; n++) {
        char piece = PIECES.charAt(random.nextInt(PIECES.length()));
        text.insert(random.nextInt(text.length()), piece);
      }
      judge(text.toString());
    }
  }
}

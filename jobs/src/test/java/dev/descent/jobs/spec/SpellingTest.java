package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void countsInsertionsDeletionsChangesAndSwaps() {
    assertThat(Spelling.distance("label", "label")).isZero();
    assertThat(Spelling.distance("lable", "label")).isEqualTo(1);
    assertThat(Spelling.distance("epoch", "epochs")).isEqualTo(1);
    assertThat(Spelling.distance("batchSize", "batch-size")).isEqualTo(2);
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
  }

  @Test
  void findsNothingThatIsFar() {
    assertThat(Spelling.nearest("adam", List.of("sgd"), Spelling.limit("adam"))).isEmpty();
    assertThat(Spelling.nearest("adm", List.of("sgd", "adam"), Spelling.limit("adm")))
        .contains("adam");
  }
}

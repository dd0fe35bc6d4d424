package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScoreReaderTest {
  private static final Optional<ScoreKind> NUMBER = Optional.of(ScoreKind.NUMBER);
  private static final Optional<ScoreKind> TWO = Optional.of(ScoreKind.TWO_CLASSES);
  private static final Optional<ScoreKind> SEVERAL = Optional.of(ScoreKind.SEVERAL_CLASSES);
  private static final SourceSpec TABLE = new SourceSpec(SourceFormat.CSV, List.of("t"), Map.of());

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(Jobs.untyped("data.score = p"), Optional.empty()),
        Arguments.of(Jobs.untyped("data.score = [p]"), Optional.empty()),
        Arguments.of(Jobs.untyped("data { score = p, positive = yes }"), TWO),
        Arguments.of(Jobs.untyped("data { score = p, classes = [a, b] }"), SEVERAL),
        Arguments.of(Jobs.untyped("data.score = [p, q]"), SEVERAL),
        Arguments.of(Jobs.untyped("data { score = [p, q], classes = [a, b] }"), SEVERAL),
        Arguments.of(Jobs.linear("data.score = p"), NUMBER),
        Arguments.of(Jobs.linear("data.score = p", "model.loss = poisson"), NUMBER),
        Arguments.of(Jobs.mlp("squared", "data.score = p"), NUMBER),
        Arguments.of(Jobs.logistic("data.score = p"), TWO),
        Arguments.of(Jobs.softmax("data.score = p"), SEVERAL),
        Arguments.of(Jobs.softmax("data.score = [p, q, r]"), SEVERAL),
        Arguments.of(Jobs.mlp("softmax", "data.score = [p, q, r]"), SEVERAL));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theModelOrTheClassesTellTheKind(String file, Optional<ScoreKind> kind) {
    JobSpec job = Jobs.parse(file);
    assertThat(job.data().score().orElseThrow().kind()).isEqualTo(kind);
    assertThat(kind.orElse(ScoreKind.NUMBER)).isEqualTo(ScoreKind.of(job.model().loss()));
    assertThat(job.hasCurves()).isEqualTo(!kind.equals(NUMBER));
  }

  @Test
  void columnsKeepTheirOrder() {
    assertThat(Jobs.parse(Jobs.untyped("data.score = [b, a]")).data().score())
        .contains(new ScoreSpec(List.of("b", "a"), SEVERAL));
    assertThat(Jobs.parse(Jobs.linear()).data().score()).isEmpty();
  }

  @Test
  void aThresholdIsUsualOnlyOfTwoClasses() {
    ThresholdSpec given = new ThresholdSpec.At(0.25);
    String line = ", evaluation.threshold = 0.25";
    assertThat(threshold("data.score = p")).isEmpty();
    assertThat(threshold("data.score = p" + line)).contains(given);
    assertThat(threshold("data { score = p, positive = 1 }")).contains(ThresholdSpec.usual());
    assertThat(threshold("data { score = p, positive = 1 }" + line)).contains(given);
    assertThat(threshold("data.score = [p, q]")).isEmpty();
  }

  private static Optional<ThresholdSpec> threshold(String line) {
    return Jobs.parse(Jobs.untyped(line)).evaluation().threshold();
  }

  @Test
  void withoutAModelOneOfTheKindStandsThere() {
    assertThat(Jobs.parse(Jobs.untyped("data.score = p")).model())
        .isEqualTo(Jobs.parse(Jobs.linear()).model());
    JobSpec binary = Jobs.parse(Jobs.untyped("data { score = p, positive = 1 }"));
    assertThat(binary.model()).isEqualTo(Jobs.parse(Jobs.logistic()).model());
    JobSpec several = Jobs.parse(Jobs.untyped("data.score = [p, q]"));
    assertThat(several.model()).isEqualTo(Jobs.parse(Jobs.softmax()).model());
    assertThat(several.features()).isEqualTo(Jobs.parse(Jobs.softmax()).features());
    assertThat(several.training()).isEqualTo(Jobs.parse(Jobs.softmax()).training());
  }

  @Test
  void theRowsAreThoseThatAreThere() {
    JobSpec train = Jobs.parse(Jobs.untyped("data.score = p"));
    assertThat(train.use().data()).isEqualTo(DataPart.TRAIN);
    JobSpec split = Jobs.parse(Jobs.untyped("data.score = p", "data.split.test = 0.1"));
    assertThat(split.use().data()).isEqualTo(DataPart.TEST);
    String table = "{ format = csv, path = t }";
    String start = "name = a\ndata { label = y, score = p }\n";
    JobSpec used = Jobs.parse(start + "use.data " + table);
    assertThat(used.use().data()).isEqualTo(TABLE);
    assertThat(used.data().train()).isEqualTo(TABLE);
    JobSpec test = Jobs.parse(start + "data.test " + table);
    assertThat(test.use().data()).isEqualTo(DataPart.TEST);
    assertThat(test.data().train()).isEqualTo(TABLE);
    assertThat(test.data().test()).contains(TABLE);
    JobSpec both = Jobs.parse(start + "data.test { format = csv, path = u }", "use.data=" + table);
    assertThat(both.data().train()).isEqualTo(TABLE);
  }
}

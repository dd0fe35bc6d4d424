package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code data.filter} is a list of structured conditions, never SQL text. */
class FilterReaderTest {
  private static final String OPS = "=, !=, <, <=, >, >=, in, not-in, is-null or is-not-null";

  static Stream<Arguments> bad() {
    return Stream.of(
        Jobs.bites(
            "data.filter = \"a > 5\"",
            "data.filter must be a list of { column, op, value }, but was \"a > 5\""),
        Jobs.bites(
            "data.filter = [\"a > 5\"]",
            "data.filter[0] must be { column, op, value }, but was \"a > 5\""),
        Jobs.bites(
            "data.filter = [{ op = \"=\", value = 1 }]",
            "data.filter[0].column is required",
            "; name the column to compare"),
        Jobs.bites(
            "data.filter = [{ column = a, value = 1 }]",
            "data.filter[0].op is required",
            "; give " + OPS),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"~\", value = 1 }]",
            "data.filter[0].op must be " + OPS + ", but was \"~\""),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"=\", valu = 1 }]",
            "unknown key data.filter[0].valu",
            "; did you mean value?"),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"=\", sql = \"1 = 1\" }]",
            "unknown key data.filter[0].sql",
            "; its keys are column, op and value"),
        Jobs.bites(
            "data.filter = [{ column = 5, op = \"=\", value = 1 }]",
            "data.filter[0].column must be a string that is not blank, but was 5"),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"=\" }]",
            "data.filter[0].value is required",
            "; give what to compare with, or use op = is-null or is-not-null"),
        Jobs.bites(
            "data.filter = [{ column = a, op = is-null, value = 1 }]",
            "data.filter[0].value must be absent, but was 1",
            "; it goes with op = is-null"),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"=\", value = [1] }]",
            "data.filter[0].value must be a string, a finite number or a boolean, but was [1]",
            "; it goes with op = ="),
        Jobs.bites(
            "data.filter = [{ column = a, op = in, value = 1 }]",
            "data.filter[0].value must be a list of strings, of finite numbers or of booleans, but"
                + " was 1",
            "; it goes with op = in"),
        Jobs.bites(
            "data.filter = [{ column = a, op = not-in, value = [1, \"b\"] }]",
            "data.filter[0].value must be a list of strings, of finite numbers or of booleans, but"
                + " was [1,\"b\"]",
            "; it goes with op = not-in"),
        Jobs.bites(
            "data.filter = [{ column = a, op = in, value = [] }]",
            "data.filter[0].value must be a list of strings, of finite numbers or of booleans, but"
                + " was []",
            "; it goes with op = in"),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"<\", value = true }]",
            "data.filter[0].value must be a string or a finite number, but was true",
            "; it goes with op = <"),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"<\", value = 1e999 }]",
            "data.filter[0].value must be a string, a finite number or a boolean, but was 1e999",
            "; it goes with op = <"),
        Jobs.bites(
            "data.filter = [{ column = a, op = \"=\", value = 9007199254740993 }]",
            "data.filter[0].value must be at most 2^53, up to which numbers are told apart, but was"
                + " 9007199254740993"),
        Jobs.bites(
            "data.filter = [{ column = a, op = in, value = [1, -9223372036854775808] }]",
            "data.filter[0].value must be at most 2^53, up to which numbers are told apart, but was"
                + " -9223372036854775808"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aConditionThatIsNoneIsOneLine(String line, String error) {
    assertThat(Jobs.errors(Jobs.linear(line))).containsExactly(error);
  }

  @Test
  void everyOpAndEveryTypeOfValue() {
    String text =
        "data.filter = [{ column = day, op = \">=\", value = \"2026-01-01\" }, { column = n, op = in,"
            + " value = [1, 2.5] }, { column = \"a b\", op = \"!=\", value = true },"
            + " { column = c, op = is-not-null }]";
    JobSpec job = Jobs.parse(Jobs.linear(text));
    assertThat(job.data().filter())
        .containsExactly(
            new FilterSpec(
                "day", FilterSpec.Op.GREATER_OR_EQUAL, List.of(new Scalar.Text("2026-01-01"))),
            new FilterSpec(
                "n", FilterSpec.Op.IN, List.of(new Scalar.Numeric(1), new Scalar.Numeric(2.5))),
            new FilterSpec("a b", FilterSpec.Op.NOT_EQUAL, List.of(new Scalar.Truth(true))),
            new FilterSpec("c", FilterSpec.Op.IS_NOT_NULL, List.of()));
    assertThat(Jobs.parse(job.render())).isEqualTo(job);
    assertThat(job.render())
        .contains(
            "  filter = [{ column = \"day\", op = \">=\", value = \"2026-01-01\" }, { column ="
                + " \"n\", op = \"in\", value = [1, 2.5] }, { column = \"a b\", op = \"!=\","
                + " value = true }, { column = \"c\", op = \"is-not-null\" }]\n");
  }

  @Test
  void aValueOfTheEnvironmentIsANumberWhereItSpellsOne() {
    String file = Jobs.linear("data.filter = [{ column = a, op = \"=\", value = ${X} }]");
    for (Scalar value :
        List.of(new Scalar.Numeric(7), new Scalar.Truth(true), new Scalar.Text("7 apples"))) {
      String written = value instanceof Scalar.Numeric ? "7" : value.asLabel();
      JobSpec job = JobSpec.parse(Jobs.FILE, file, List.of(), Map.of("X", written));
      assertThat(job.data().filter().get(0).values()).containsExactly(value);
    }
  }

  @Test
  void recordsRefuseWhatDoesNotGoTogether() {
    Scalar one = new Scalar.Numeric(1);
    assertRefused(FilterSpec.Op.IS_NULL, List.of(one), "op is-null does not go with");
    assertRefused(FilterSpec.Op.EQUAL, List.of(), "op = does not go with []");
    assertRefused(FilterSpec.Op.IN, List.of(one, new Scalar.Text("b")), "must be of one type");
    assertRefused(FilterSpec.Op.LESS, List.of(new Scalar.Truth(true)), "op < does not go with");
  }

  private static void assertRefused(FilterSpec.Op op, List<Scalar> values, String message) {
    assertThatThrownBy(() -> new FilterSpec("a", op, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

package dev.descent.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  @Test
  void fieldsInQuotesHoldCommasLineBreaksAndQuotes() {
    CsvTable table = CsvTable.parse("class,x\n\"a,\n\"\"b\"\"\",1\nplain,Infinity\n,-2.5\n");
    assertThat(table.columns()).containsExactly("class", "x");
    assertThat(table.rows())
        .containsExactly(
            List.of("a,\n\"b\"", "1"), List.of("plain", "Infinity"), List.of("", "-2.5"));
    assertThat(table.numbers("x")).containsExactly(1, Double.POSITIVE_INFINITY, -2.5);
  }

  @Test
  void aFileThatIsNotThereHasNeitherColumnsNorRows() {
    assertThat(CsvTable.parse("")).isEqualTo(new CsvTable(List.of(), List.of()));
  }

  @Test
  void aLineWithFieldsMissingIsRefused() {
    assertThatThrownBy(() -> CsvTable.parse("a,b\n1\n"))
        .isInstanceOf(StorageException.class)
        .hasMessage("a line must have the fields [a, b], but was 1");
  }

  @Test
  void aColumnThatIsMissingIsNamed() {
    assertThatThrownBy(() -> CsvTable.parse("a\n1\n").numbers("b"))
        .isInstanceOf(StorageException.class)
        .hasMessage("there must be a column b, but there are [a]");
  }
}

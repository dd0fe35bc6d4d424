package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.TestSession;
import dev.descent.spark.source.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibsvmRowsIT {
  private static final LibsvmRows ROWS = new LibsvmRows("some", 5, 3);

  @TempDir private Path folder;

  private final SparkSession spark = TestSession.spark();

  @Test
  void everyRowIsWrittenSoOften() throws IOException {
    Files.writeString(folder.resolve("some"), "-1 1:2 5:0.5\n+1 3:1\n");
    ROWS.check(folder);
    Path table = folder.resolve("table");
    ROWS.write(spark, Optional.of(folder), table);
    List<Row> rows = spark.read().parquet(table.toString()).collectAsList();
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0).schema().fieldNames()).containsExactly("features", "label");
    assertThat(rows.stream().filter(row -> row.getInt(1) == 1))
        .hasSize(3)
        .allMatch(row -> row.get(0).equals(Vectors.sparse(5, new int[] {2}, new double[] {1})));
    assertThat(rows.stream().filter(row -> row.getInt(1) == 0))
        .hasSize(3)
        .allMatch(
            row -> row.get(0).equals(Vectors.sparse(5, new int[] {0, 4}, new double[] {2, 0.5})));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ROWS.check(folder))
        .isInstanceOf(DataException.class)
        .hasMessage(folder.resolve("some") + ": there is no such file");
  }
}

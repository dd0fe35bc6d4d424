package dev.descent.jobs.bench;

import dev.descent.jobs.run.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The training rows of a table once more, in files that programs outside the JVM read.
 *
 * <p>Columns: {@code dense-COLUMNS.PART.f32}, float32 in little-endian order, row after row, the
 * label behind its features. A sparse vector: {@code sparse.PART.libsvm}, a line {@code label
 * index:value ..} a row, indices from 1, with labels of two classes as -1 and 1. {@code
 * problem.json}, written last: what is to be solved.
 *
 * @param folder for them
 */
record PeerFiles(String folder) implements Serializable {

  static PeerFiles of(Tables tables) {
    return new PeerFiles(tables.folder().resolve("peers").toString());
  }

  /** Writes them, a file for each partition, unless they are there. */
  void write(SparkSession spark, Path table, Problem problem) {
    Path into = Path.of(folder);
    Path last = into.resolve("problem.json");
    if (Files.exists(last)) {
      return;
    }
    try {
      Files.createDirectories(into);
      spark.read().parquet(table.toString()).toJavaRDD().foreachPartition(this::writePart);
      Files.writeString(last, Json.line(problem.toMap()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writePart(Iterator<Row> rows) throws IOException {
    if (!rows.hasNext()) {
      return;
    }
    Row first = rows.next();
    boolean sparse = first.get(0) instanceof Vector;
    int part = TaskContext.getPartitionId();
    String name =
        sparse ? "sparse." + part + ".libsvm" : "dense-" + first.size() + "." + part + ".f32";
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(folder, name)), 1 << 20)) {
      out.write(sparse ? line(first) : numbers(first));
      while (rows.hasNext()) {
        Row row = rows.next();
        out.write(sparse ? line(row) : numbers(row));
      }
    }
  }

  private static byte[] numbers(Row row) {
    ByteBuffer bytes = ByteBuffer.allocate(row.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int j = 0; j < row.size(); j++) {
      bytes.putFloat(((Number) row.get(j)).floatValue());
    }
    return bytes.array();
  }

  private static byte[] line(Row row) {
    StringBuilder line = new StringBuilder(row.getInt(1) == 1 ? "1" : "-1");
    ((Vector) row.get(0))
        .foreachNonZero(
            (index, value) -> {
              line.append(' ').append((int) index + 1).append(':').append((double) value);
              return scala.runtime.BoxedUnit.UNIT;
            });
    return line.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }
}

package dev.descent.spark.data;

import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.catalyst.InternalRow;

/** How what is found in a bad row is shown. */
final class Sample {
  private static final int SHOWN_CHARACTERS = 100;

  private Sample() {}

  /** The value of a row in a column, and the file that it is from. */
  static String quoted(InternalRow row, int ordinal, ColumnType type) {
    return inFile(row.isNullAt(ordinal) ? "empty" : "\"" + cut(type.text(row, ordinal)) + "\"");
  }

  /** The beginning of a text, on one line. */
  static String cut(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    return line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "..." : line;
  }

  /** The sample with the file that the task reads, if it reads one. */
  static String inFile(String sample) {
    String file = InputFileBlockHolder.getInputFilePath().toString();
    return file.isEmpty() ? sample : sample + " in " + file;
  }
}

package dev.descent.spark.source;

import org.apache.spark.rdd.InputFileBlockHolder;

/** How what is found in a bad row is shown. */
public final class Sample {
  private static final int SHOWN_CHARACTERS = 100;

  private Sample() {}

  /** The beginning of a text, on one line. */
  public static String cut(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    return line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "..." : line;
  }

  /** The sample with the file that the task reads, if it reads one. */
  public static String inFile(String sample) {
    String file = InputFileBlockHolder.getInputFilePath().toString();
    return file.isEmpty() ? sample : sample + " in " + file;
  }
}

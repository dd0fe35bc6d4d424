package dev.descent.spark.source;

import dev.descent.data.Numbers;
import dev.descent.encode.Vector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads one line of LIBSVM after another: a label, then {@code index:value} with indices that
 * ascend from 1; what follows a # is a comment.
 *
 * <p>NaN and the infinities are read, to be refused by the name of what they stand for. Source:
 * Chang and Lin, LIBSVM: A Library for Support Vector Machines, 2011.
 */
final class LibsvmLine {
  static final String LABEL = "the label of a line is not a number; fix the file";
  static final String ENTRY = "a line has an entry that is not index:value; fix the file";
  static final String VALUE = "a line has a value that is not a number; fix the file";
  static final String ZERO = "a line has the index 0, but indices begin at 1; fix the file";
  static final String REPEATED = "a line has an index more than once; fix the file";
  static final String ORDER = "a line has indices that do not ascend; fix the file";
  static final String LARGE =
      "a line has an index above " + Vector.MOST + "; hash the features to fewer";

  /** How much of a line is shown in front of what is wrong with it. */
  private static final int SHOWN_BEFORE = 30;

  private byte[] bytes = {};
  private int end;
  private double label;
  private int count;
  private int[] indices = new int[16];
  private double[] values = new double[16];
  private String reason = LABEL;
  private int place;

  /** Whether the line, which is the first column, has nothing but spaces and a comment. */
  static boolean isBlank(InternalRow row) {
    if (row.isNullAt(0)) {
      return true;
    }
    UTF8String line = row.getUTF8String(0);
    int at = 0;
    while (at < line.numBytes() && isSpace(line.getByte(at))) {
      at++;
    }
    return at == line.numBytes() || line.getByte(at) == '#';
  }

  /** Reads the line, which is the first column and not blank; false if that cannot be done. */
  boolean parse(InternalRow row) {
    bytes = row.getUTF8String(0).getBytes();
    count = 0;
    end = until('#', 0, bytes.length);
    int from = token(0);
    int to = tokenEnd(from);
    label = number(from, to);
    if (Double.isNaN(label) && !isSpelled(from, to)) {
      return refused(LABEL, from);
    }
    boolean good = true;
    for (from = token(to); good && from < end; from = token(to)) {
      to = tokenEnd(from);
      good = readEntry(from, to);
    }
    return good;
  }

  /** The label of the last line. */
  double label() {
    return label;
  }

  /** The last index of the last line; 0 if there is none. */
  int size() {
    return count == 0 ? 0 : indices[count - 1] + 1;
  }

  /** The indices of the last line, from 0. */
  int[] indices() {
    return Arrays.copyOf(indices, count);
  }

  /** The values of the last line. */
  double[] values() {
    return Arrays.copyOf(values, count);
  }

  /** What was wrong with the last line. */
  String reason() {
    return reason;
  }

  /** The last line, from a little before what is wrong with it. */
  String text() {
    int from = Math.max(0, place - SHOWN_BEFORE);
    String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    return from == 0 ? text : ".." + text;
  }

  private boolean readEntry(int from, int to) {
    int colon = until(':', from, to);
    long index = colon == from || colon == to ? -1 : wholeNumber(from, colon);
    if (index < 0) {
      return refused(ENTRY, from);
    }
    int last = size();
    if (index == 0 || index > Vector.MOST) {
      return refused(index == 0 ? ZERO : LARGE, from);
    }
    if (index <= last) {
      return refused(index == last ? REPEATED : ORDER, from);
    }
    double value = number(colon + 1, to);
    if (Double.isNaN(value) && !isSpelled(colon + 1, to)) {
      return refused(VALUE, from);
    }
    add((int) index - 1, Double.isNaN(value) ? named(colon + 1, to) : value);
    return true;
  }

  private void add(int index, double value) {
    if (count == indices.length) {
      indices = Arrays.copyOf(indices, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    indices[count] = index;
    values[count++] = value;
  }

  private boolean refused(String why, int at) {
    reason = why;
    place = at;
    return false;
  }

  /** Where the next token begins. */
  private int token(int from) {
    int at = from;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private int tokenEnd(int from) {
    int at = from;
    while (at < end && !isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private int until(char mark, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != mark) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ';
  }

  /** The number that digits spell, or one that is too large; -1 if there is anything else. */
  private long wholeNumber(int from, int to) {
    long number = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return -1;
      }
      number = Math.min(number * 10 + bytes[at] - '0', Vector.MOST + 1L);
    }
    return number;
  }

  private double number(int from, int to) {
    return Numbers.parse(bytes, from, to);
  }

  private boolean isSpelled(int from, int to) {
    return Numbers.isSpelled(string(from, to));
  }

  /** NaN or an infinity by its name. */
  private double named(int from, int to) {
    String name = string(from, to);
    double infinity = name.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return name.toLowerCase(Locale.ROOT).contains("inf") ? infinity : Double.NaN;
  }

  private String string(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}

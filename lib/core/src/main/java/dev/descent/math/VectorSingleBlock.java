package dev.descent.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of float32 numbers in vectors: at most four vectors by six columns, which keep within the
 * 32 registers of a processor with 512-bit vectors, where they are a third faster than two. The 16
 * of others have room for four vectors by two columns, or two by six.
 */
final class VectorSingleBlock extends ProductBlock<float[]> {
  private static final VectorSpecies<Float> SINGLES = VectorWidth.SINGLES;
  private static final int V = SINGLES.length();
  private static final int NARROW = 2 * V;
  private static final int WIDE = 4 * V;

  /** Lanes of a left strip. */
  private static final int STRIP = VectorWidth.ARE_WIDE ? WIDE : NARROW;

  static final BlockSize SIZE = new BlockSize(STRIP, COLUMNS);

  /** Loaded, for the compiler makes objects of sums that begin with a constant. */
  private static final float[] ZEROS = new float[V];

  VectorSingleBlock() {
    super(new float[0], new float[WIDE * COLUMNS], Float.BYTES);
  }

  @Override
  void readAhead(Matrix<float[]> l, int from) {
    ahead.columns(l.values(), l.at(0, from), l.rows(), l.columnStep(), terms);
  }

  @Override
  int lanesFor(int rows) {
    return rows > NARROW ? WIDE : NARROW;
  }

  @Override
  float[] atLeast(int length, float[] array) {
    return array.length < length ? new float[length] : array;
  }

  @Override
  void addTerms() {
    if (lanes == NARROW) {
      addNarrow();
    } else if (VectorWidth.ARE_WIDE) {
      addWide();
    } else if (rightStep == 1) {
      for (int j = 0; j < columns; j += 2) {
        addPair(j);
      }
    } else {
      addNarrow();
      leftAt += NARROW;
      sumsAt += NARROW;
      addNarrow();
      leftAt -= NARROW;
      sumsAt -= NARROW;
    }
  }

  @Override
  int mostLanes() {
    return WIDE;
  }

  @Override
  void copyStrips(float[] values, int at, int termStep, int rows) {
    int whole = rows - rows % WIDE;
    for (int t = 0; t < terms; t++) {
      copyColumn(values, at + t * termStep, whole, panel, t * WIDE, terms * WIDE);
    }
  }

  private static void copyColumn(
      float[] values, int from, int rows, float[] panel, int to, int strip) {
    int at = to;
    for (int i = from; i < from + rows; i += WIDE) {
      FloatVector.fromArray(SINGLES, values, i).intoArray(panel, at);
      FloatVector.fromArray(SINGLES, values, i + V).intoArray(panel, at + V);
      FloatVector.fromArray(SINGLES, values, i + 2 * V).intoArray(panel, at + 2 * V);
      FloatVector.fromArray(SINGLES, values, i + 3 * V).intoArray(panel, at + 3 * V);
      at += strip;
    }
  }

  @Override
  void addStrips() {
    if (lanes == NARROW) {
      addNarrowStrips();
    } else {
      addWideStrips();
    }
  }

  /**
   * Columns {@code column} and the next of four vectors each, for steps that the compiler knows: it
   * takes the checks of bounds out of the loop then, half of all instructions. With more sums than
   * these it would load all numbers of a term before it adds any, and run out of registers.
   */
  private void addPair(int column) {
    float[] l = left;
    float[] r = right;
    float[] s = sums;
    int a = sumsAt + column * sumsStep;
    int b = a + sumsStep;
    FloatVector a0 = FloatVector.fromArray(SINGLES, s, a);
    FloatVector a1 = FloatVector.fromArray(SINGLES, s, a + V);
    FloatVector a2 = FloatVector.fromArray(SINGLES, s, a + 2 * V);
    FloatVector a3 = FloatVector.fromArray(SINGLES, s, a + 3 * V);
    FloatVector b0 = FloatVector.fromArray(SINGLES, s, b);
    FloatVector b1 = FloatVector.fromArray(SINGLES, s, b + V);
    FloatVector b2 = FloatVector.fromArray(SINGLES, s, b + 2 * V);
    FloatVector b3 = FloatVector.fromArray(SINGLES, s, b + 3 * V);
    int atA = rightAt[column];
    int atB = rightAt[column + 1];
    int lAt = leftAt;
    int end = terms;
    for (int t = 0; t < end; t++) {
      FloatVector rA = FloatVector.broadcast(SINGLES, r[atA + t]);
      FloatVector rB = FloatVector.broadcast(SINGLES, r[atB + t]);
      FloatVector l0 = FloatVector.fromArray(SINGLES, l, lAt + t * WIDE);
      a0 = l0.fma(rA, a0);
      b0 = l0.fma(rB, b0);
      FloatVector l1 = FloatVector.fromArray(SINGLES, l, lAt + t * WIDE + V);
      a1 = l1.fma(rA, a1);
      b1 = l1.fma(rB, b1);
      FloatVector l2 = FloatVector.fromArray(SINGLES, l, lAt + t * WIDE + 2 * V);
      a2 = l2.fma(rA, a2);
      b2 = l2.fma(rB, b2);
      FloatVector l3 = FloatVector.fromArray(SINGLES, l, lAt + t * WIDE + 3 * V);
      a3 = l3.fma(rA, a3);
      b3 = l3.fma(rB, b3);
    }
    a0.intoArray(s, a);
    a1.intoArray(s, a + V);
    a2.intoArray(s, a + 2 * V);
    a3.intoArray(s, a + 3 * V);
    b0.intoArray(s, b);
    b1.intoArray(s, b + V);
    b2.intoArray(s, b + 2 * V);
    b3.intoArray(s, b + 3 * V);
  }

  /** Columns a to f of two vectors each. */
  private void addNarrow() {
    float[] l = left;
    float[] r = right;
    float[] s = sums;
    int a = sumsAt;
    int b = sumsAt + sumsStep;
    int c = sumsAt + 2 * sumsStep;
    int d = sumsAt + 3 * sumsStep;
    int e = sumsAt + 4 * sumsStep;
    int f = sumsAt + 5 * sumsStep;
    FloatVector a0 = FloatVector.fromArray(SINGLES, s, a);
    FloatVector a1 = FloatVector.fromArray(SINGLES, s, a + V);
    FloatVector b0 = FloatVector.fromArray(SINGLES, s, b);
    FloatVector b1 = FloatVector.fromArray(SINGLES, s, b + V);
    FloatVector c0 = FloatVector.fromArray(SINGLES, s, c);
    FloatVector c1 = FloatVector.fromArray(SINGLES, s, c + V);
    FloatVector d0 = FloatVector.fromArray(SINGLES, s, d);
    FloatVector d1 = FloatVector.fromArray(SINGLES, s, d + V);
    FloatVector e0 = FloatVector.fromArray(SINGLES, s, e);
    FloatVector e1 = FloatVector.fromArray(SINGLES, s, e + V);
    FloatVector f0 = FloatVector.fromArray(SINGLES, s, f);
    FloatVector f1 = FloatVector.fromArray(SINGLES, s, f + V);
    int atA = rightAt[0];
    int atB = rightAt[1];
    int atC = rightAt[2];
    int atD = rightAt[3];
    int atE = rightAt[4];
    int atF = rightAt[5];
    int lAt = leftAt;
    int rAt = 0;
    int termsLeft = terms;
    do {
      FloatVector l0 = FloatVector.fromArray(SINGLES, l, lAt);
      FloatVector l1 = FloatVector.fromArray(SINGLES, l, lAt + V);
      FloatVector rA = FloatVector.broadcast(SINGLES, r[atA + rAt]);
      a0 = l0.fma(rA, a0);
      a1 = l1.fma(rA, a1);
      FloatVector rB = FloatVector.broadcast(SINGLES, r[atB + rAt]);
      b0 = l0.fma(rB, b0);
      b1 = l1.fma(rB, b1);
      FloatVector rC = FloatVector.broadcast(SINGLES, r[atC + rAt]);
      c0 = l0.fma(rC, c0);
      c1 = l1.fma(rC, c1);
      FloatVector rD = FloatVector.broadcast(SINGLES, r[atD + rAt]);
      d0 = l0.fma(rD, d0);
      d1 = l1.fma(rD, d1);
      FloatVector rE = FloatVector.broadcast(SINGLES, r[atE + rAt]);
      e0 = l0.fma(rE, e0);
      e1 = l1.fma(rE, e1);
      FloatVector rF = FloatVector.broadcast(SINGLES, r[atF + rAt]);
      f0 = l0.fma(rF, f0);
      f1 = l1.fma(rF, f1);
      lAt += lanes;
      rAt += rightStep;
    } while (--termsLeft > 0);
    a0.intoArray(s, a);
    a1.intoArray(s, a + V);
    b0.intoArray(s, b);
    b1.intoArray(s, b + V);
    c0.intoArray(s, c);
    c1.intoArray(s, c + V);
    d0.intoArray(s, d);
    d1.intoArray(s, d + V);
    e0.intoArray(s, e);
    e1.intoArray(s, e + V);
    f0.intoArray(s, f);
    f1.intoArray(s, f + V);
  }

  /**
   * Two vectors of a left strip by a right one. From a count of terms the compiler would work out
   * one of the two places anew for each term, which takes a tenth more time.
   */
  private void addNarrowStrips() {
    float[] l = left;
    float[] r = right;
    float[] s = sums;
    FloatVector a0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector a1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector b0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector b1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector c0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector c1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector d0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector d1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector e0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector e1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector f0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector f1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    int lAt = leftAt;
    int rAt = rightAt[0];
    for (int end = lAt + terms * STRIP; lAt < end; lAt += STRIP) {
      FloatVector l0 = FloatVector.fromArray(SINGLES, l, lAt);
      FloatVector l1 = FloatVector.fromArray(SINGLES, l, lAt + V);
      FloatVector rA = FloatVector.broadcast(SINGLES, r[rAt]);
      a0 = l0.fma(rA, a0);
      a1 = l1.fma(rA, a1);
      FloatVector rB = FloatVector.broadcast(SINGLES, r[rAt + 1]);
      b0 = l0.fma(rB, b0);
      b1 = l1.fma(rB, b1);
      FloatVector rC = FloatVector.broadcast(SINGLES, r[rAt + 2]);
      c0 = l0.fma(rC, c0);
      c1 = l1.fma(rC, c1);
      FloatVector rD = FloatVector.broadcast(SINGLES, r[rAt + 3]);
      d0 = l0.fma(rD, d0);
      d1 = l1.fma(rD, d1);
      FloatVector rE = FloatVector.broadcast(SINGLES, r[rAt + 4]);
      e0 = l0.fma(rE, e0);
      e1 = l1.fma(rE, e1);
      FloatVector rF = FloatVector.broadcast(SINGLES, r[rAt + 5]);
      f0 = l0.fma(rF, f0);
      f1 = l1.fma(rF, f1);
      rAt += COLUMNS;
    }
    int at = sumsAt;
    FloatVector.fromArray(SINGLES, s, at).add(a0).intoArray(s, at);
    FloatVector.fromArray(SINGLES, s, at + V).add(a1).intoArray(s, at + V);
    FloatVector.fromArray(SINGLES, s, at + STRIP).add(b0).intoArray(s, at + STRIP);
    FloatVector.fromArray(SINGLES, s, at + STRIP + V).add(b1).intoArray(s, at + STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 2 * STRIP).add(c0).intoArray(s, at + 2 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 2 * STRIP + V).add(c1).intoArray(s, at + 2 * STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 3 * STRIP).add(d0).intoArray(s, at + 3 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 3 * STRIP + V).add(d1).intoArray(s, at + 3 * STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 4 * STRIP).add(e0).intoArray(s, at + 4 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 4 * STRIP + V).add(e1).intoArray(s, at + 4 * STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 5 * STRIP).add(f0).intoArray(s, at + 5 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 5 * STRIP + V).add(f1).intoArray(s, at + 5 * STRIP + V);
  }

  /** Four vectors of a left strip by a right one. */
  private void addWideStrips() {
    float[] l = left;
    float[] r = right;
    float[] s = sums;
    FloatVector a0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector a1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector a2 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector a3 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector b0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector b1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector b2 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector b3 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector c0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector c1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector c2 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector c3 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector d0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector d1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector d2 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector d3 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector e0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector e1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector e2 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector e3 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector f0 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector f1 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector f2 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    FloatVector f3 = FloatVector.fromArray(SINGLES, ZEROS, 0);
    int lAt = leftAt;
    int rAt = rightAt[0];
    int termsLeft = terms;
    do {
      FloatVector l0 = FloatVector.fromArray(SINGLES, l, lAt);
      FloatVector l1 = FloatVector.fromArray(SINGLES, l, lAt + V);
      FloatVector l2 = FloatVector.fromArray(SINGLES, l, lAt + 2 * V);
      FloatVector l3 = FloatVector.fromArray(SINGLES, l, lAt + 3 * V);
      FloatVector rA = FloatVector.broadcast(SINGLES, r[rAt]);
      a0 = l0.fma(rA, a0);
      a1 = l1.fma(rA, a1);
      a2 = l2.fma(rA, a2);
      a3 = l3.fma(rA, a3);
      FloatVector rB = FloatVector.broadcast(SINGLES, r[rAt + 1]);
      b0 = l0.fma(rB, b0);
      b1 = l1.fma(rB, b1);
      b2 = l2.fma(rB, b2);
      b3 = l3.fma(rB, b3);
      FloatVector rC = FloatVector.broadcast(SINGLES, r[rAt + 2]);
      c0 = l0.fma(rC, c0);
      c1 = l1.fma(rC, c1);
      c2 = l2.fma(rC, c2);
      c3 = l3.fma(rC, c3);
      FloatVector rD = FloatVector.broadcast(SINGLES, r[rAt + 3]);
      d0 = l0.fma(rD, d0);
      d1 = l1.fma(rD, d1);
      d2 = l2.fma(rD, d2);
      d3 = l3.fma(rD, d3);
      FloatVector rE = FloatVector.broadcast(SINGLES, r[rAt + 4]);
      e0 = l0.fma(rE, e0);
      e1 = l1.fma(rE, e1);
      e2 = l2.fma(rE, e2);
      e3 = l3.fma(rE, e3);
      FloatVector rF = FloatVector.broadcast(SINGLES, r[rAt + 5]);
      f0 = l0.fma(rF, f0);
      f1 = l1.fma(rF, f1);
      f2 = l2.fma(rF, f2);
      f3 = l3.fma(rF, f3);
      lAt += STRIP;
      rAt += COLUMNS;
    } while (--termsLeft > 0);
    int at = sumsAt;
    FloatVector.fromArray(SINGLES, s, at).add(a0).intoArray(s, at);
    FloatVector.fromArray(SINGLES, s, at + V).add(a1).intoArray(s, at + V);
    FloatVector.fromArray(SINGLES, s, at + 2 * V).add(a2).intoArray(s, at + 2 * V);
    FloatVector.fromArray(SINGLES, s, at + 3 * V).add(a3).intoArray(s, at + 3 * V);
    FloatVector.fromArray(SINGLES, s, at + STRIP).add(b0).intoArray(s, at + STRIP);
    FloatVector.fromArray(SINGLES, s, at + STRIP + V).add(b1).intoArray(s, at + STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + STRIP + 2 * V).add(b2).intoArray(s, at + STRIP + 2 * V);
    FloatVector.fromArray(SINGLES, s, at + STRIP + 3 * V).add(b3).intoArray(s, at + STRIP + 3 * V);
    FloatVector.fromArray(SINGLES, s, at + 2 * STRIP).add(c0).intoArray(s, at + 2 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 2 * STRIP + V).add(c1).intoArray(s, at + 2 * STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 2 * STRIP + 2 * V)
        .add(c2)
        .intoArray(s, at + 2 * STRIP + 2 * V);
    FloatVector.fromArray(SINGLES, s, at + 2 * STRIP + 3 * V)
        .add(c3)
        .intoArray(s, at + 2 * STRIP + 3 * V);
    FloatVector.fromArray(SINGLES, s, at + 3 * STRIP).add(d0).intoArray(s, at + 3 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 3 * STRIP + V).add(d1).intoArray(s, at + 3 * STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 3 * STRIP + 2 * V)
        .add(d2)
        .intoArray(s, at + 3 * STRIP + 2 * V);
    FloatVector.fromArray(SINGLES, s, at + 3 * STRIP + 3 * V)
        .add(d3)
        .intoArray(s, at + 3 * STRIP + 3 * V);
    FloatVector.fromArray(SINGLES, s, at + 4 * STRIP).add(e0).intoArray(s, at + 4 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 4 * STRIP + V).add(e1).intoArray(s, at + 4 * STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 4 * STRIP + 2 * V)
        .add(e2)
        .intoArray(s, at + 4 * STRIP + 2 * V);
    FloatVector.fromArray(SINGLES, s, at + 4 * STRIP + 3 * V)
        .add(e3)
        .intoArray(s, at + 4 * STRIP + 3 * V);
    FloatVector.fromArray(SINGLES, s, at + 5 * STRIP).add(f0).intoArray(s, at + 5 * STRIP);
    FloatVector.fromArray(SINGLES, s, at + 5 * STRIP + V).add(f1).intoArray(s, at + 5 * STRIP + V);
    FloatVector.fromArray(SINGLES, s, at + 5 * STRIP + 2 * V)
        .add(f2)
        .intoArray(s, at + 5 * STRIP + 2 * V);
    FloatVector.fromArray(SINGLES, s, at + 5 * STRIP + 3 * V)
        .add(f3)
        .intoArray(s, at + 5 * STRIP + 3 * V);
  }

  /** Columns a to f of four vectors each. */
  private void addWide() {
    float[] l = left;
    float[] r = right;
    float[] s = sums;
    int a = sumsAt;
    int b = sumsAt + sumsStep;
    int c = sumsAt + 2 * sumsStep;
    int d = sumsAt + 3 * sumsStep;
    int e = sumsAt + 4 * sumsStep;
    int f = sumsAt + 5 * sumsStep;
    FloatVector a0 = FloatVector.fromArray(SINGLES, s, a);
    FloatVector a1 = FloatVector.fromArray(SINGLES, s, a + V);
    FloatVector a2 = FloatVector.fromArray(SINGLES, s, a + 2 * V);
    FloatVector a3 = FloatVector.fromArray(SINGLES, s, a + 3 * V);
    FloatVector b0 = FloatVector.fromArray(SINGLES, s, b);
    FloatVector b1 = FloatVector.fromArray(SINGLES, s, b + V);
    FloatVector b2 = FloatVector.fromArray(SINGLES, s, b + 2 * V);
    FloatVector b3 = FloatVector.fromArray(SINGLES, s, b + 3 * V);
    FloatVector c0 = FloatVector.fromArray(SINGLES, s, c);
    FloatVector c1 = FloatVector.fromArray(SINGLES, s, c + V);
    FloatVector c2 = FloatVector.fromArray(SINGLES, s, c + 2 * V);
    FloatVector c3 = FloatVector.fromArray(SINGLES, s, c + 3 * V);
    FloatVector d0 = FloatVector.fromArray(SINGLES, s, d);
    FloatVector d1 = FloatVector.fromArray(SINGLES, s, d + V);
    FloatVector d2 = FloatVector.fromArray(SINGLES, s, d + 2 * V);
    FloatVector d3 = FloatVector.fromArray(SINGLES, s, d + 3 * V);
    FloatVector e0 = FloatVector.fromArray(SINGLES, s, e);
    FloatVector e1 = FloatVector.fromArray(SINGLES, s, e + V);
    FloatVector e2 = FloatVector.fromArray(SINGLES, s, e + 2 * V);
    FloatVector e3 = FloatVector.fromArray(SINGLES, s, e + 3 * V);
    FloatVector f0 = FloatVector.fromArray(SINGLES, s, f);
    FloatVector f1 = FloatVector.fromArray(SINGLES, s, f + V);
    FloatVector f2 = FloatVector.fromArray(SINGLES, s, f + 2 * V);
    FloatVector f3 = FloatVector.fromArray(SINGLES, s, f + 3 * V);
    int atA = rightAt[0];
    int atB = rightAt[1];
    int atC = rightAt[2];
    int atD = rightAt[3];
    int atE = rightAt[4];
    int atF = rightAt[5];
    int lAt = leftAt;
    int rAt = 0;
    int termsLeft = terms;
    do {
      FloatVector l0 = FloatVector.fromArray(SINGLES, l, lAt);
      FloatVector l1 = FloatVector.fromArray(SINGLES, l, lAt + V);
      FloatVector l2 = FloatVector.fromArray(SINGLES, l, lAt + 2 * V);
      FloatVector l3 = FloatVector.fromArray(SINGLES, l, lAt + 3 * V);
      FloatVector rA = FloatVector.broadcast(SINGLES, r[atA + rAt]);
      a0 = l0.fma(rA, a0);
      a1 = l1.fma(rA, a1);
      a2 = l2.fma(rA, a2);
      a3 = l3.fma(rA, a3);
      FloatVector rB = FloatVector.broadcast(SINGLES, r[atB + rAt]);
      b0 = l0.fma(rB, b0);
      b1 = l1.fma(rB, b1);
      b2 = l2.fma(rB, b2);
      b3 = l3.fma(rB, b3);
      FloatVector rC = FloatVector.broadcast(SINGLES, r[atC + rAt]);
      c0 = l0.fma(rC, c0);
      c1 = l1.fma(rC, c1);
      c2 = l2.fma(rC, c2);
      c3 = l3.fma(rC, c3);
      FloatVector rD = FloatVector.broadcast(SINGLES, r[atD + rAt]);
      d0 = l0.fma(rD, d0);
      d1 = l1.fma(rD, d1);
      d2 = l2.fma(rD, d2);
      d3 = l3.fma(rD, d3);
      FloatVector rE = FloatVector.broadcast(SINGLES, r[atE + rAt]);
      e0 = l0.fma(rE, e0);
      e1 = l1.fma(rE, e1);
      e2 = l2.fma(rE, e2);
      e3 = l3.fma(rE, e3);
      FloatVector rF = FloatVector.broadcast(SINGLES, r[atF + rAt]);
      f0 = l0.fma(rF, f0);
      f1 = l1.fma(rF, f1);
      f2 = l2.fma(rF, f2);
      f3 = l3.fma(rF, f3);
      lAt += WIDE;
      rAt += rightStep;
    } while (--termsLeft > 0);
    a0.intoArray(s, a);
    a1.intoArray(s, a + V);
    a2.intoArray(s, a + 2 * V);
    a3.intoArray(s, a + 3 * V);
    b0.intoArray(s, b);
    b1.intoArray(s, b + V);
    b2.intoArray(s, b + 2 * V);
    b3.intoArray(s, b + 3 * V);
    c0.intoArray(s, c);
    c1.intoArray(s, c + V);
    c2.intoArray(s, c + 2 * V);
    c3.intoArray(s, c + 3 * V);
    d0.intoArray(s, d);
    d1.intoArray(s, d + V);
    d2.intoArray(s, d + 2 * V);
    d3.intoArray(s, d + 3 * V);
    e0.intoArray(s, e);
    e1.intoArray(s, e + V);
    e2.intoArray(s, e + 2 * V);
    e3.intoArray(s, e + 3 * V);
    f0.intoArray(s, f);
    f1.intoArray(s, f + V);
    f2.intoArray(s, f + 2 * V);
    f3.intoArray(s, f + 3 * V);
  }

  @Override
  void copy(float[] values, int at, int termStep, int rows) {
    float[] strip = left;
    if (rows == lanes) {
      for (int l = 0; l < terms; l++) {
        for (int v = 0; v < lanes; v += V) {
          FloatVector.fromArray(SINGLES, values, at + l * termStep + v)
              .intoArray(strip, l * lanes + v);
        }
      }
      return;
    }
    for (int l = 0; l < terms; l++) {
      System.arraycopy(values, at + l * termStep, strip, l * lanes, rows);
      Arrays.fill(strip, l * lanes + rows, (l + 1) * lanes, 0);
    }
  }

  @Override
  void copyTransposed(float[] values, int at, int laneStep, int rows) {
    float[] strip = left;
    int width = lanes;
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      int lane0 = at + i * laneStep;
      int lane1 = lane0 + laneStep;
      int lane2 = lane1 + laneStep;
      int lane3 = lane2 + laneStep;
      int to = i;
      for (int l = 0; l < terms; l++) {
        strip[to] = values[lane0 + l];
        strip[to + 1] = values[lane1 + l];
        strip[to + 2] = values[lane2 + l];
        strip[to + 3] = values[lane3 + l];
        to += width;
      }
    }
    for (; i < width; i++) {
      for (int l = 0; l < terms; l++) {
        strip[l * width + i] = i < rows ? values[at + i * laneStep + l] : 0;
      }
    }
  }

  @Override
  void gather(float[] values, int at, int laneStep, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        sums[j * lanes + i] = values[at + i * laneStep + j];
      }
    }
  }

  @Override
  void scatter(float[] values, int at, int laneStep, int rows, int columns) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[at + i * laneStep + j] = sums[j * lanes + i];
      }
    }
  }
}

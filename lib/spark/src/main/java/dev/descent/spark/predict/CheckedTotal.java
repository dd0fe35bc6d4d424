package dev.descent.spark.predict;

import org.apache.spark.util.AccumulatorV2;

/**
 * What the tasks of a job that writes have checked. Spark counts every task of the last stage of a
 * job once, however often it is tried.
 */
final class CheckedTotal extends AccumulatorV2<Checked, Checked> {
  private static final long serialVersionUID = 1L;

  private Checked total = new Checked();

  @Override
  public boolean isZero() {
    return total.rows() == 0 && total.bad().allRows() == 0;
  }

  @Override
  public AccumulatorV2<Checked, Checked> copy() {
    CheckedTotal copy = new CheckedTotal();
    copy.add(total);
    return copy;
  }

  @Override
  public void reset() {
    total = new Checked();
  }

  @Override
  public void add(Checked more) {
    total.merge(more);
  }

  @Override
  public void merge(AccumulatorV2<Checked, Checked> that) {
    total.merge(that.value());
  }

  @Override
  public Checked value() {
    return total;
  }
}

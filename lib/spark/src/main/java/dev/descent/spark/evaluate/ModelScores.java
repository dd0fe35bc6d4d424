package dev.descent.spark.evaluate;

import dev.descent.data.Classes;
import dev.descent.model.Model;
import dev.descent.model.ModelScorer;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.RowScan;
import dev.descent.spark.data.Table;
import java.util.Optional;

/** A model scores the features of a row by its kernel for one row. */
record ModelScores(Model model) implements Subject {
  @Override
  public int outputs() {
    return model.network().outputs();
  }

  @Override
  public Optional<Classes> classes() {
    return model.classes();
  }

  @Override
  public Link link() {
    return new Link.OfLoss(model.loss());
  }

  @Override
  public Table columns(Table table) {
    return table.withFeatures(model.encoding().columns());
  }

  @Override
  public RowReader reader(Table table, LabelReader labels) {
    return table.reader(labels, model.encoding().expansion());
  }

  @Override
  public String advice() {
    return "; clean it, because the model needs it";
  }

  @Override
  public RowScorer scorer(RowScan rows) {
    ModelScorer scorer = model.scorer();
    rows.into(scorer.row());
    return (scan, into) -> score(scan, scorer, into);
  }

  /** A regression gives what it predicts. A score and its residual must be finite. */
  private boolean score(RowScan scan, ModelScorer scorer, double[] into) {
    scorer.score(into);
    if (model.classes().isEmpty()) {
      model.loss().predict(into);
    }
    boolean finite = true;
    for (double score : into) {
      finite &= Double.isFinite(score) && Double.isFinite(scan.label() - score);
    }
    if (!finite) {
      scan.refuseScore(scorer.row());
    }
    return finite;
  }
}

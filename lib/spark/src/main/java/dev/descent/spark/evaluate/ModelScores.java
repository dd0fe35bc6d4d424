package dev.descent.spark.evaluate;

import dev.descent.data.Classes;
import dev.descent.model.Model;
import dev.descent.model.ModelScorer;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.RowScan;
import dev.descent.spark.data.Table;
import dev.descent.spark.ship.Shipped;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/** A model scores the features of a row by its kernel for one row. */
final class ModelScores implements Subject, AutoCloseable {
  private static final long serialVersionUID = 1L;

  private final Shipped<Model> shipped;

  private ModelScores(Shipped<Model> shipped) {
    this.shipped = shipped;
  }

  /** Of {@code model}, for the tasks that read {@code tables} until this is closed. */
  static ModelScores of(Model model, List<Table> tables) {
    SparkContext context = tables.get(0).rows().sparkSession().sparkContext();
    long numbers = model.parameters().length + 2L * model.encoding().features().size();
    return new ModelScores(Shipped.by(Shipped.Way.of(context, numbers), context, model));
  }

  Model model() {
    return shipped.value();
  }

  @Override
  public void close() {
    shipped.close();
  }

  @Override
  public int outputs() {
    return model().network().outputs();
  }

  @Override
  public Optional<Classes> classes() {
    return model().classes();
  }

  @Override
  public Link link() {
    return new Link.OfLoss(model().loss());
  }

  @Override
  public Table columns(Table table) {
    return table.withFeatures(model().encoding().columns());
  }

  @Override
  public RowReader reader(Table table, LabelReader labels) {
    return table.reader(labels, model().encoding().expansion());
  }

  @Override
  public String advice() {
    return "; clean it, because the model needs it";
  }

  @Override
  public RowScorer scorer(RowScan rows) {
    Model model = model();
    ModelScorer scorer = model.scorer();
    rows.into(scorer.row());
    return (scan, into) -> score(scan, scorer, model, into);
  }

  /** A regression gives what it predicts. A score and its residual must be finite. */
  private static boolean score(RowScan scan, ModelScorer scorer, Model model, double[] into) {
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

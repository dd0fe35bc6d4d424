package dev.descent.jobs;

import dev.descent.jobs.spec.DataSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.Scalar;
import dev.descent.jobs.spec.SourceSpec;
import dev.descent.jobs.spec.SplitSpec;
import dev.descent.spark.data.Columns;
import dev.descent.spark.data.FeatureRules;
import dev.descent.spark.data.Filters;
import dev.descent.spark.data.LabelReader;
import dev.descent.spark.data.RowReader;
import dev.descent.spark.data.Side;
import dev.descent.spark.data.SkipAtMost;
import dev.descent.spark.data.Split;
import dev.descent.spark.data.Strata;
import dev.descent.spark.data.StratifiedShares;
import dev.descent.spark.data.Table;
import dev.descent.spark.data.Target;
import dev.descent.spark.data.TimeShares;
import dev.descent.spark.data.TrainShare;
import dev.descent.spark.data.TrainingData;
import dev.descent.spark.data.UnsplitRows;
import dev.descent.spark.data.VectorColumn;
import dev.descent.spark.source.Source;
import dev.descent.spark.source.TableReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of a job, opened as its job file says. */
final class JobTables {
  private final JobSpec spec;
  private final TableReader reader;
  private final SourceSecrets secrets;

  JobTables(JobSpec spec, SparkSession spark) {
    this.spec = spec;
    this.reader = new TableReader(spark);
    this.secrets = new SourceSecrets(System.getenv(), spark.sparkContext().hadoopConfiguration());
  }

  /** data.train with its split; the features are selected from its columns. */
  Table train() {
    Dataset<Row> rows = filtered("data.train", spec.data().train());
    return shared(split(rows, features(rows)));
  }

  private List<String> features(Dataset<Row> rows) {
    return spec.features()
        .vector()
        .map(name -> VectorColumn.named(name, rows, reserved()))
        .orElseGet(() -> new FeatureRecipe(spec).choice().of(rows, reserved()));
  }

  /** All of data.train, before what a split needs to know of all rows is found out. */
  Table unsplitTrain() {
    Dataset<Row> rows = filtered("data.train", spec.data().train());
    List<String> features = features(rows);
    Table whole = whole(rows, features);
    Optional<SplitSpec> split = spec.data().split();
    if (split.isPresent() && split.get() instanceof SplitSpec.ByTime by) {
      new TimeShares(by.time(), by.test(), by.validation()).requireOrder(whole);
      return whole;
    }
    boolean stratified = split.filter(SplitSpec.Stratified.class::isInstance).isPresent();
    return stratified ? whole : split(rows, features);
  }

  /** data.train with its split and the given features. */
  Table train(List<String> features) {
    Dataset<Row> rows = filtered("data.train", spec.data().train());
    return shared(split(rows, features));
  }

  /**
   * data.test, all of it, with the given features; empty if the job has no test table of its own.
   */
  Optional<Table> test(List<String> features) {
    return spec.data().test().map(source -> whole("data.test", source, features));
  }

  /** A table all of whose rows are test rows. */
  Table whole(String where, SourceSpec source, List<String> features) {
    return new Table(
        where, filtered(where, source), columns(features), new Split.All(Side.TEST), skip());
  }

  /** The rows of a source that data.filter leaves. */
  private Dataset<Row> filtered(String where, SourceSpec source) {
    return Filters.apply(where, open(where, source), FilterRecipe.of(spec.data().filter()));
  }

  /** The rows to predict: neither label nor weight is read. */
  Table unlabelled(String where, SourceSpec source) {
    Columns none = new Columns(List.of(), Optional.empty(), Optional.empty(), List.of());
    return new Table(where, open(where, source), none, new Split.All(Side.TEST), skip());
  }

  private SkipAtMost skip() {
    OptionalDouble share = spec.data().skipAtMost();
    return share.isPresent() ? new SkipAtMost(share.getAsDouble()) : SkipAtMost.NONE;
  }

  /** The rows of a source as they are. */
  private Dataset<Row> open(String where, SourceSpec source) {
    Map<String, String> options = secrets.resolved(where, source.options());
    return reader.read(where, new Source(source.format(), source.paths(), source.table(), options));
  }

  /** How the training table becomes tiles. */
  TrainingData.Settings settings() {
    return new TileRecipe(spec).settings();
  }

  /** What the model is to predict. */
  Target target() {
    return new TileRecipe(spec).target();
  }

  private Columns columns(List<String> features) {
    DataSpec data = spec.data();
    return new Columns(
        features, Optional.of(data.label()), data.weight(), data.key(), spec.evaluation().slices());
  }

  private List<String> reserved() {
    List<String> reserved = new ArrayList<>(List.of(spec.data().label()));
    spec.data().weight().ifPresent(reserved::add);
    spec.data().split().flatMap(SplitSpec::column).ifPresent(reserved::add);
    return reserved;
  }

  private Table split(Dataset<Row> rows, List<String> features) {
    Table whole = whole(rows, features);
    return spec.data().split().map(split -> whole.with(split(split, whole))).orElse(whole);
  }

  private Table shared(Table table) {
    return new TrainShare(spec.data().trainShare(), spec.seed()).of(table);
  }

  private Table whole(Dataset<Row> rows, List<String> features) {
    return new Table("data.train", rows, columns(features), new Split.All(Side.TRAIN), skip());
  }

  /** What a split needs to know of all rows is found out here. */
  private Split split(SplitSpec split, Table whole) {
    if (split instanceof SplitSpec.ByColumn by) {
      return new Split.ByColumn(by.name());
    }
    if (split instanceof SplitSpec.ByGroup by) {
      return new Split.ByGroup(by.group(), byHash(by.shares()));
    }
    int depth = spec.training().depth();
    if (split instanceof SplitSpec.ByTime by) {
      return new TimeShares(by.time(), by.test(), by.validation()).of(whole, unsplit(whole), depth);
    }
    if (split instanceof SplitSpec.Stratified by) {
      Strata strata = Strata.of(spec.data().label(), spec.data().positive().map(Scalar::asLabel));
      return new StratifiedShares(byHash(by.shares()), strata).of(whole, unsplit(whole), depth);
    }
    return byHash((SplitSpec.ByHash) split);
  }

  private RowReader unsplit(Table whole) {
    FeatureRules rules = new FeatureRecipe(spec).rules();
    return UnsplitRows.reader(whole, anyLabels(), rules, spec.training().depth());
  }

  /** Scores may be of classes without a model that tells. */
  private LabelReader anyLabels() {
    return spec.data().score().isPresent() ? LabelReader.anyClass() : target().beforeClasses();
  }

  private static Split.ByHash byHash(SplitSpec.ByHash shares) {
    return new Split.ByHash(shares.test(), shares.validation(), shares.seed());
  }
}

package dev.descent.jobs.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Metrics by their names in metrics.json, as a report names them. */
enum Metric {
  ROC_AUC("rocAuc", "Area under ROC", Better.MORE, "1 ranks every positive first, 0.5 is chance"),
  MACRO_ROC_AUC(
      "macroRocAuc", "Area under ROC, macro", Better.MORE, "mean of each class against the rest"),
  R2("r2", "R²", Better.MORE, "share of the variance explained"),
  ACCURACY("accuracy", "Accuracy", Better.MORE, "share of rows predicted right"),
  RMSE("rmse", "RMSE", Better.LESS, "root of the mean squared error, in units of the label"),
  MAE("mae", "MAE", Better.LESS, "mean absolute error, in units of the label"),
  MEDIAN_ABSOLUTE_ERROR(
      "medianAbsoluteError", "Median absolute error", Better.LESS, "half of the rows are nearer"),
  PRECISION("precision", "Precision", Better.MORE, "share of predicted positives that are"),
  RECALL("recall", "Recall", Better.MORE, "share of positives that are found"),
  F1("f1", "F1", Better.MORE, "harmonic mean of precision and recall"),
  LOG_LOSS("logLoss", "Log loss", Better.LESS, "mean surprise at the true class, in nats"),
  AVERAGE_PRECISION(
      "averagePrecision", "Average precision", Better.MORE, "precision over recall, step sum"),
  PR_AUC("prAuc", "Area under precision-recall", Better.MORE, "trapezoid"),
  BALANCED_ACCURACY(
      "balancedAccuracy", "Balanced accuracy", Better.MORE, "mean recall of the classes"),
  MCC("mcc", "MCC", Better.MORE, "correlation of actual and predicted"),
  KAPPA("kappa", "Kappa", Better.MORE, "agreement beyond chance"),
  TOP2("top2", "Top 2", Better.MORE, "share of rows whose class is among the two likeliest"),
  HAND_TILL("handTill", "Hand and Till's area", Better.MORE, "mean of all pairs of classes"),
  BRIER("brier", "Brier score", Better.LESS, "mean squared error of the probability"),
  SPECIFICITY("specificity", "Specificity", Better.MORE, "share of negatives that are left alone"),
  FALL_OUT("fallOut", "Fall-out", Better.LESS, "share of negatives taken for positive"),
  YOUDEN("youden", "Youden's index", Better.MORE, "recall less fall-out"),
  KS("ks", "KS", Better.MORE, "largest distance of recall and fall-out"),
  KS_THRESHOLD("ksThreshold", "Threshold of KS", Better.NEITHER, "where that distance is"),
  EXPLAINED_VARIANCE(
      "explainedVariance", "Explained variance", Better.MORE, "R² without the mean error"),
  MSE("mse", "MSE", Better.LESS, "mean squared error"),
  MEAN_ERROR("meanError", "Mean error", Better.NEITHER, "label less prediction"),
  MAX_ABSOLUTE_ERROR("maxAbsoluteError", "Largest absolute error", Better.LESS, "of any row"),
  POISSON_DEVIANCE("poissonDeviance", "Poisson deviance", Better.LESS, "mean"),
  THRESHOLD("threshold", "Threshold", Better.NEITHER, "positive from this probability on"),
  POSITIVES("positives", "Positives", Better.NEITHER, "weight of the positive rows"),
  ROWS("rows", "Rows", Better.NEITHER, "");

  /** Which way is good. */
  enum Better {
    MORE,
    LESS,
    NEITHER
  }

  /** How many stand in large digits. */
  private static final int MOST = 4;

  private static final List<List<Metric>> KEY =
      List.of(
          List.of(ROC_AUC, ACCURACY, F1, LOG_LOSS),
          List.of(ACCURACY, MACRO_ROC_AUC, LOG_LOSS, MCC),
          List.of(R2, RMSE, MAE, MEDIAN_ABSOLUTE_ERROR));

  private final String field;
  private final String title;
  private final Better better;
  private final String note;

  Metric(String field, String title, Better better, String note) {
    this.field = field;
    this.title = title;
    this.better = better;
    this.note = note;
  }

  String title() {
    return title;
  }

  String note() {
    return note;
  }

  Better better() {
    return better;
  }

  String field() {
    return field;
  }

  /** The one of that name. */
  static Optional<Metric> of(String field) {
    return Arrays.stream(values()).filter(metric -> metric.field.equals(field)).findFirst();
  }

  /** What to call a field of metrics.json, known or not. */
  static String title(String field) {
    return of(field)
        .map(Metric::title)
        .orElseGet(() -> field.replaceFirst("^top(?=[0-9])", "Top "));
  }

  /** Those that matter most where {@code fields} are measured: the list that they have all of. */
  static List<Metric> key(List<String> fields) {
    return KEY.stream()
        .filter(list -> list.stream().allMatch(metric -> fields.contains(metric.field)))
        .findFirst()
        .orElse(List.of())
        .stream()
        .limit(MOST)
        .toList();
  }
}

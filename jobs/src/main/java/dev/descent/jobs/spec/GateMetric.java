package dev.descent.jobs.spec;

import java.util.Arrays;
import java.util.List;

/** A metric by which a challenger may be held against a champion. */
public enum GateMetric {
  ROC_AUC("rocAuc", Better.MORE, Of.TWO_CLASSES),
  PR_AUC("prAuc", Better.MORE, Of.TWO_CLASSES),
  AVERAGE_PRECISION("averagePrecision", Better.MORE, Of.TWO_CLASSES),
  PRECISION("precision", Better.MORE, Of.TWO_CLASSES),
  RECALL("recall", Better.MORE, Of.TWO_CLASSES),
  F1("f1", Better.MORE, Of.TWO_CLASSES),
  BRIER("brier", Better.LESS, Of.TWO_CLASSES),
  ACCURACY("accuracy", Better.MORE, Of.CLASSES),
  BALANCED_ACCURACY("balancedAccuracy", Better.MORE, Of.CLASSES),
  MCC("mcc", Better.MORE, Of.CLASSES),
  KAPPA("kappa", Better.MORE, Of.CLASSES),
  LOG_LOSS("logLoss", Better.LESS, Of.CLASSES),
  TOP2("top2", Better.MORE, Of.SEVERAL_CLASSES),
  MACRO_ROC_AUC("macroRocAuc", Better.MORE, Of.SEVERAL_CLASSES),
  MSE("mse", Better.LESS, Of.NUMBERS),
  RMSE("rmse", Better.LESS, Of.NUMBERS),
  MAE("mae", Better.LESS, Of.NUMBERS),
  MEDIAN_ABSOLUTE_ERROR("medianAbsoluteError", Better.LESS, Of.NUMBERS),
  R2("r2", Better.MORE, Of.NUMBERS),
  EXPLAINED_VARIANCE("explainedVariance", Better.MORE, Of.NUMBERS);

  /** Which of two values is the better one. */
  private enum Better {
    MORE,
    LESS
  }

  /** Which scores it is a metric of. */
  private enum Of {
    TWO_CLASSES,
    SEVERAL_CLASSES,
    CLASSES,
    NUMBERS
  }

  private final String field;
  private final Better better;
  private final Of of;

  GateMetric(String field, Better better, Of of) {
    this.field = field;
    this.better = better;
    this.of = of;
  }

  /** Its name in metrics.json. */
  public String field() {
    return field;
  }

  /** Its name in a job file. */
  public String word() {
    return Words.of(this);
  }

  /** How much better {@code value} is than {@code other}; negative if it is worse. */
  public double gain(double value, double other) {
    return better == Better.MORE ? value - other : other - value;
  }

  /** Whether models with such scores have it. */
  boolean isOf(ScoreKind kind) {
    return switch (of) {
      case TWO_CLASSES -> kind == ScoreKind.TWO_CLASSES;
      case SEVERAL_CLASSES -> kind == ScoreKind.SEVERAL_CLASSES;
      case CLASSES -> kind != ScoreKind.NUMBER;
      case NUMBERS -> kind == ScoreKind.NUMBER;
    };
  }

  /** The words of those that models with such scores have. */
  static List<String> words(ScoreKind kind) {
    return Arrays.stream(values()).filter(one -> one.isOf(kind)).map(GateMetric::word).toList();
  }
}

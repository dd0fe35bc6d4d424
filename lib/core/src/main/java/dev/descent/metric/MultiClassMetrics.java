package dev.descent.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The metrics of predictions of several classes, where the class with the largest score is
 * predicted, the first of equal ones.
 *
 * <p>Per class its metrics are those of the class against the rest. Macro is the mean over all
 * classes, weighted the mean by support, micro that of all decisions together, and balanced
 * accuracy the mean recall of the classes that have rows. An area without positive or without
 * negative rows is undefined and left out of its macro mean.
 *
 * @param labels of the classes in their order, text or numbers [K]
 * @param confusion the weight of the rows by actual and predicted class [K x K]
 * @param loss of the same rows
 * @param areas of each class against the rest [K]
 * @param handTill of all pairs of classes, where the curves tell
 */
public record MultiClassMetrics(
    List<Object> labels,
    ConfusionMatrix confusion,
    CrossEntropy loss,
    List<Areas> areas,
    Optional<HandTill> handTill) {

  public MultiClassMetrics {
    labels = labels.stream().map(MultiClassMetrics::shown).toList();
    areas = List.copyOf(areas);
    int classes = confusion.classes();
    if (labels.size() != classes || areas.size() != classes) {
      throw new IllegalArgumentException(
          labels.size() + " labels and " + areas.size() + " areas for " + classes + " classes");
    }
  }

  /** Without {@link HandTill}. */
  public MultiClassMetrics(
      List<Object> labels, ConfusionMatrix confusion, CrossEntropy loss, List<Areas> areas) {
    this(labels, confusion, loss, areas, Optional.empty());
  }

  private static Object shown(Object label) {
    return label instanceof Double number ? Figures.number(number) : label;
  }

  /** The object of metrics.json: Number, List and Map values in a fixed order. */
  public Map<String, Object> toMap() {
    List<BinaryConfusion> classes = confusion.againstRest();
    Agreement agreement = Agreement.of(classes);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("accuracy", agreement.accuracy());
    map.put("logLoss", loss.logLoss());
    tops().forEach(k -> map.put("top" + k, loss.top(k)));
    map.put("kappa", agreement.kappa());
    map.put("mcc", agreement.mcc());
    map.put("balancedAccuracy", balancedAccuracy(classes));
    map.put("confusion", rows());
    map.put("macro", means(classes, one -> 1));
    map.put("micro", micro(agreement.accuracy()));
    map.put("weighted", means(classes, BinaryConfusion::positives));
    map.put("macroRocAuc", macroRocAuc(classes));
    handTill.ifPresent(m -> map.put("handTill", m.value()));
    map.put("perClass", perClass(classes));
    map.put("rows", Figures.number(loss.rows()));
    map.put("undefined", undefined(classes, agreement));
    return map;
  }

  /** The k of top-k that are listed: 2, and of 3 and 5 those that not every row reaches. */
  private List<Integer> tops() {
    return Stream.of(2, 3, 5).filter(k -> k == 2 || k < confusion.classes()).toList();
  }

  /** The mean recall of the classes that have rows. */
  private static double balancedAccuracy(List<BinaryConfusion> classes) {
    return mean(classes, one -> one.positives() > 0 ? 1 : 0, BinaryConfusion::recall);
  }

  private List<List<Number>> rows() {
    int classes = confusion.classes();
    return IntStream.range(0, classes)
        .mapToObj(
            a ->
                IntStream.range(0, classes)
                    .mapToObj(p -> Figures.number(confusion.weight(a, p)))
                    .toList())
        .toList();
  }

  private static Map<String, Object> means(
      List<BinaryConfusion> classes, ToDoubleFunction<BinaryConfusion> weight) {
    Map<String, Object> means = new LinkedHashMap<>();
    means.put("precision", mean(classes, weight, BinaryConfusion::precision));
    means.put("recall", mean(classes, weight, BinaryConfusion::recall));
    means.put("f1", mean(classes, weight, BinaryConfusion::f1));
    return means;
  }

  private static double mean(
      List<BinaryConfusion> classes,
      ToDoubleFunction<BinaryConfusion> weight,
      ToDoubleFunction<BinaryConfusion> metric) {
    double sum = 0;
    double weights = 0;
    for (BinaryConfusion one : classes) {
      sum = Math.fma(weight.applyAsDouble(one), metric.applyAsDouble(one), sum);
      weights += weight.applyAsDouble(one);
    }
    return BinaryConfusion.ratio(sum, weights);
  }

  /** Every row is one decision, so that all three are the accuracy. */
  private static Map<String, Object> micro(double accuracy) {
    Map<String, Object> micro = new LinkedHashMap<>();
    micro.put("precision", accuracy);
    micro.put("recall", accuracy);
    micro.put("f1", accuracy);
    return micro;
  }

  private double macroRocAuc(List<BinaryConfusion> classes) {
    double sum = 0;
    double defined = 0;
    for (int k = 0; k < classes.size(); k++) {
      if (hasBothSides(classes.get(k))) {
        sum += areas.get(k).rocAuc();
        defined++;
      }
    }
    return BinaryConfusion.ratio(sum, defined);
  }

  private static boolean hasBothSides(BinaryConfusion one) {
    return one.positives() > 0 && one.negatives() > 0;
  }

  private List<Map<String, Object>> perClass(List<BinaryConfusion> classes) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      BinaryConfusion one = classes.get(k);
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("label", labels.get(k));
      map.put("support", Figures.number(one.positives()));
      map.put("precision", one.precision());
      map.put("recall", one.recall());
      map.put("f1", one.f1());
      map.put("rocAuc", areas.get(k).rocAuc());
      map.put("averagePrecision", areas.get(k).averagePrecision());
      all.add(map);
    }
    return all;
  }

  /** The names of metrics that are x/0; those of a class with its label in brackets. */
  private List<String> undefined(List<BinaryConfusion> classes, Agreement agreement) {
    List<String> names = new ArrayList<>();
    boolean noRows = loss.rows() == 0;
    BinaryConfusion.nameIf(names, "accuracy", noRows);
    BinaryConfusion.nameIf(names, "logLoss", noRows);
    tops().forEach(k -> BinaryConfusion.nameIf(names, "top" + k, noRows));
    BinaryConfusion.nameIf(names, "kappa", agreement.kappaScale() == 0);
    BinaryConfusion.nameIf(names, "mcc", agreement.mccScale() == 0);
    BinaryConfusion.nameIf(names, "balancedAccuracy", noRows);
    boolean noArea = classes.stream().noneMatch(MultiClassMetrics::hasBothSides);
    BinaryConfusion.nameIf(names, "macroRocAuc", noArea);
    BinaryConfusion.nameIf(names, "handTill", handTill.filter(m -> m.pairs() == 0).isPresent());
    for (int k = 0; k < classes.size(); k++) {
      BinaryConfusion one = classes.get(k);
      String label = "[" + labels.get(k) + "]";
      BinaryConfusion.nameIf(names, "precision" + label, one.tp() + one.fp() == 0);
      BinaryConfusion.nameIf(names, "recall" + label, one.positives() == 0);
      BinaryConfusion.nameIf(names, "f1" + label, one.tp() + one.fp() + one.fn() == 0);
      BinaryConfusion.nameIf(names, "rocAuc" + label, !hasBothSides(one));
      BinaryConfusion.nameIf(names, "averagePrecision" + label, one.positives() == 0);
    }
    return names;
  }
}

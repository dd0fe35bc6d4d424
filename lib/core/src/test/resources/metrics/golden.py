"""Writes random tables and what scikit-learn 1.2.1 and numpy 1.24.2 compute of them.

For two classes: binary-rows.csv (table, actual, weight, probability), binary.csv (table, name, value)
and curves.csv (table, threshold, precision, recall, fallOut). For several classes: classes-rows.csv
(table, actual, weight, probabilities) and classes.csv. For regressions: regression-rows.csv (table,
label, prediction, weight) and regression.csv.

Run in this folder: python3 golden.py
"""

import decimal
import warnings

import numpy as np
from sklearn import metrics

warnings.filterwarnings("ignore")
random = np.random.RandomState(11)
decimal.getcontext().prec = 60


def written(name, lines):
    with open(name, "w") as out:
        for line in lines:
            out.write(",".join(part if isinstance(part, str) else repr(float(part)) for part in line) + "\n")


def positives(rows, share):
    return (random.uniform(size=rows) < share).astype(int)


def scores(actual, levels):
    """Probabilities on a grid of so many steps, higher where the row is positive."""
    raw = 1 / (1 + np.exp(-random.normal(size=len(actual)) - 2 * actual + 1))
    return np.rint(raw * levels) / levels


def binary_tables():
    tables = {}
    actual = positives(200, 0.4)
    tables["ties"] = (actual, np.ones(200), scores(actual, 20))
    actual = positives(300, 0.5)
    tables["distinct"] = (actual, np.ones(300), scores(actual, 1 << 40))
    actual = positives(250, 0.3)
    # Some rows weigh nothing.
    tables["weighted"] = (actual, np.maximum(0, np.round(random.uniform(-0.2, 3, 250), 3)), scores(actual, 30))
    actual = positives(120, 0.5)
    # 0 and 1 for rows of either class.
    tables["sure"] = (actual, np.round(random.uniform(0.1, 2, 120), 2), scores(actual, 3))
    actual = positives(400, 0.02)
    # Nothing reaches 0.5.
    tables["rare"] = (actual, np.ones(400), scores(actual, 50) / 2.1)
    return tables


def calibration(actual, weight, probability):
    edges = np.arange(11) / 10
    bins = np.minimum(np.searchsorted(edges, probability, side="right") - 1, 9)
    total = weight.sum()
    rate = np.average(actual, weights=weight)
    found = dict.fromkeys(
        ["expectedError", "maximumError", "reliability", "resolution", "withinBinVariance", "withinBinCovariance"], 0.0
    )
    for b in range(10):
        here = (bins == b) & (weight > 0)
        if not here.any():
            continue
        w, p, y = weight[here], probability[here], actual[here]
        mean, share, part = np.average(p, weights=w), np.average(y, weights=w), w.sum() / total
        found["expectedError"] += part * abs(share - mean)
        found["maximumError"] = max(found["maximumError"], abs(share - mean))
        found["reliability"] += part * (share - mean) ** 2
        found["resolution"] += part * (share - rate) ** 2
        found["withinBinVariance"] += (w * (p - mean) ** 2).sum() / total
        found["withinBinCovariance"] += 2 * (w * (p - mean) * (y - share)).sum() / total
    found["uncertainty"] = rate * (1 - rate)
    return found


def binary_metrics(actual, weight, probability):
    predicted = (probability >= 0.5).astype(int)
    w = {"sample_weight": weight}
    precision, recall, _ = metrics.precision_recall_curve(actual, probability, **w)
    found = {
        "accuracy": metrics.accuracy_score(actual, predicted, **w),
        "balancedAccuracy": metrics.balanced_accuracy_score(actual, predicted, **w),
        "mcc": metrics.matthews_corrcoef(actual, predicted, **w),
        "kappa": metrics.cohen_kappa_score(actual, predicted, **w),
        "logLoss": metrics.log_loss(actual, probability, **w),
        "brier": metrics.brier_score_loss(actual, probability, **w),
        "rocAuc": metrics.roc_auc_score(actual, probability, **w),
        "prAuc": metrics.auc(recall, precision),
        "averagePrecision": metrics.average_precision_score(actual, probability, **w),
        "specificity": metrics.recall_score(actual, predicted, pos_label=0, **w),
        "fallOut": 1 - metrics.recall_score(actual, predicted, pos_label=0, **w),
        "fBeta 0.5": metrics.fbeta_score(actual, predicted, beta=0.5, **w),
        "fBeta 2.0": metrics.fbeta_score(actual, predicted, beta=2, **w),
    }
    report = metrics.classification_report(actual, predicted, output_dict=True, zero_division=0, **w)["1"]
    found.update({"precision": report["precision"], "recall": report["recall"], "f1": report["f1-score"]})
    found["youden"] = found["recall"] - found["fallOut"]
    found.update({"calibration " + name: value for name, value in calibration(actual, weight, probability).items()})
    return found


def curve(actual, weight, probability):
    fall_out, recall, thresholds = metrics.roc_curve(actual, probability, sample_weight=weight, drop_intermediate=False)
    roc = dict(zip(thresholds, zip(fall_out, recall)))
    precision, recall, thresholds = metrics.precision_recall_curve(actual, probability, sample_weight=weight)
    for t, p, r in zip(thresholds, precision, recall):
        assert abs(roc[t][1] - r) < 1e-12
        yield t, p, r, roc[t][0]


def class_tables():
    """Rows of four probabilities that are different multiples of 1/64, so that rows tie and classes do not."""
    tables = {}
    # Class 2 is never the truth, class 3 never predicted.
    shares = {0: [0.37, 0.18, 0.2, 0.25], 1: [0.27, 0.33, 0.2, 0.2], 3: [0.25, 0.2, 0.2, 0.35]}
    for name, rows in [("four", 150), ("fourWeighted", 150)]:
        probabilities, actual = [], []
        while len(actual) < rows:
            truth = random.choice(list(shares), p=[0.5, 0.3, 0.2])
            parts = random.multinomial(64, shares[truth])
            if len(set(parts)) == 4:
                if parts[3] == parts.max():
                    second = np.argsort(parts)[2]
                    parts[[3, second]] = parts[[second, 3]]
                probabilities.append(parts / 64)
                actual.append(truth)
        weight = np.ones(rows) if name == "four" else np.round(random.uniform(0.1, 3, rows), 3)
        tables[name] = (np.array(actual), weight, np.array(probabilities))
    actual = positives(90, 0.4)
    one = scores(actual, 15)
    tables["two"] = (actual, np.round(random.uniform(0.1, 3, 90), 3), np.column_stack([1 - one, one]))
    return tables


def class_metrics(actual, weight, probabilities):
    classes = probabilities.shape[1]
    labels = list(range(classes))
    predicted = probabilities.argmax(axis=1)
    w = {"sample_weight": weight}
    found = {
        "accuracy": metrics.accuracy_score(actual, predicted, **w),
        "logLoss": metrics.log_loss(actual, probabilities, labels=labels, **w),
        "kappa": metrics.cohen_kappa_score(actual, predicted, labels=labels, **w),
        "mcc": metrics.matthews_corrcoef(actual, predicted, **w),
        "balancedAccuracy": metrics.balanced_accuracy_score(actual, predicted, **w),
    }
    if classes > 2:
        for k in [2, 3]:
            found[f"top{k}"] = metrics.top_k_accuracy_score(actual, probabilities, k=k, labels=labels, **w)
        if (weight == 1).all():
            found["handTill"] = metrics.roc_auc_score(actual, probabilities, multi_class="ovo", labels=labels)
    report = metrics.classification_report(actual, predicted, labels=labels, output_dict=True, zero_division=0, **w)
    names = [("macro", "macro avg"), ("weighted", "weighted avg")] + [(str(k), str(k)) for k in labels]
    for name, key in names:
        for metric, source in [("precision", "precision"), ("recall", "recall"), ("f1", "f1-score")]:
            found[f"{name} {metric}"] = report[key][source]
        if name == key:
            found[f"{name} support"] = report[key]["support"]
    areas = []
    for k in np.unique(actual):
        areas.append(metrics.roc_auc_score(actual == k, probabilities[:, k], **w))
        found[f"{k} rocAuc"] = areas[-1]
        found[f"{k} averagePrecision"] = metrics.average_precision_score(actual == k, probabilities[:, k], **w)
    found["macroRocAuc"] = np.mean(areas)
    return found


def regression_tables():
    tables = {}
    label = np.round(random.normal(size=201), 2)
    tables["plain"] = (label, np.round(label + random.normal(0.1, 0.5, 201), 2), np.ones(201))
    label = random.normal(size=160)
    eighths = random.randint(0, 25, 160) / 8
    tables["weighted"] = (label, label + random.normal(size=160), eighths)
    mean = np.exp(random.normal(size=240))
    tables["counts"] = (random.poisson(mean).astype(float), mean, random.randint(1, 17, 240) / 8)
    label = 1e9 + random.randint(-4096, 4096, 200) / 1024
    tables["large"] = (label, label + random.randint(-2048, 2048, 200) / 1024, np.ones(200))
    return tables


def poisson_deviance(label, prediction):
    """The mean in sixty digits, for rows of weight 1."""
    total = decimal.Decimal(0)
    for y, f in zip(label, prediction):
        y, f = decimal.Decimal(y), decimal.Decimal(f)
        total += 2 * (y * (y / f).ln() - (y - f))
    return float(total / len(label))


def regression_metrics(name, label, prediction, weight):
    if name == "large":
        # An offset changes no other number, and here no bit of a label or a prediction.
        found = {"poissonDeviance": poisson_deviance(label, prediction)}
        label, prediction = label - 1e9, prediction - 1e9
    elif name == "counts":
        found = {"poissonDeviance": metrics.mean_poisson_deviance(label, prediction, sample_weight=weight)}
    else:
        found = {}
    w = {"sample_weight": weight}
    residual = label - prediction
    found["mse"] = metrics.mean_squared_error(label, prediction, **w)
    found["rmse"] = metrics.mean_squared_error(label, prediction, squared=False, **w)
    found["mae"] = metrics.mean_absolute_error(label, prediction, **w)
    found["r2"] = metrics.r2_score(label, prediction, **w)
    found["explainedVariance"] = metrics.explained_variance_score(label, prediction, **w)
    found["meanError"] = np.average(residual, weights=weight)
    found["maxAbsoluteError"] = metrics.max_error(label[weight > 0], prediction[weight > 0])
    # A row of weight w/8 as often as w.
    repeated = np.repeat(residual, np.rint(weight * 8).astype(int))
    for level in [0.05, 0.25, 0.5, 0.75, 0.95]:
        found[f"residualQuantiles {level}"] = np.quantile(repeated, level, method="averaged_inverted_cdf")
    found["medianAbsoluteError"] = np.quantile(np.abs(repeated), 0.5, method="averaged_inverted_cdf")
    if (weight == 1).all():
        assert found["medianAbsoluteError"] == metrics.median_absolute_error(label, prediction)
    return found


binary, several, regressions = binary_tables(), class_tables(), regression_tables()
written(
    "binary-rows.csv",
    [(name, str(a), w, p) for name, table in binary.items() for a, w, p in zip(*table)],
)
written(
    "binary.csv", [(name, *entry) for name, table in binary.items() for entry in binary_metrics(*table).items()]
)
written("curves.csv", [(name, *point) for name, table in binary.items() for point in curve(*table)])
written(
    "classes-rows.csv",
    [(name, str(a), w, *p) for name, table in several.items() for a, w, p in zip(*table)],
)
written(
    "classes.csv", [(name, *entry) for name, table in several.items() for entry in class_metrics(*table).items()]
)
written("regression-rows.csv", [(name, *row) for name, table in regressions.items() for row in zip(*table)])
written(
    "regression.csv",
    [(name, *entry) for name, table in regressions.items() for entry in regression_metrics(name, *table).items()],
)

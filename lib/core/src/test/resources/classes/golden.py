"""Writes rows.csv (actual class, weight, scores of four classes) and metrics.csv, which scikit-learn 1.2.1 computes of them.

Run in this folder: python3 golden.py
"""

import numpy as np
from sklearn import metrics

random = np.random.RandomState(7)
rows, classes = 80, 4
actual = random.choice(classes, rows, p=[0.5, 0.3, 0.15, 0.05])
# Scores on a coarse grid, so that classes tie between rows; the last class is never the largest.
scores = np.round(random.normal(size=(rows, classes)) + 1.2 * np.eye(classes)[actual], 1)
scores += np.array([0.01, 0.02, 0.03, 0.04])
scores[:, 3] = np.minimum(scores[:, 3], scores[:, :3].max(axis=1) - 0.05)
weight = np.where(np.arange(rows) % 7 == 0, np.round(random.uniform(0, 3, rows), 3), 1.0)
with open("rows.csv", "w") as out:
    for i in range(rows):
        out.write(",".join([str(actual[i]), repr(float(weight[i]))] + [repr(float(s)) for s in scores[i]]) + "\n")

e = np.exp(scores - scores.max(axis=1, keepdims=True))
probability = e / e.sum(axis=1, keepdims=True)
predicted = scores.argmax(axis=1)
labels = list(range(classes))
found = {
    "accuracy": metrics.accuracy_score(actual, predicted, sample_weight=weight),
    "logLoss": metrics.log_loss(actual, probability, sample_weight=weight, labels=labels),
    "top2": metrics.top_k_accuracy_score(actual, scores, k=2, sample_weight=weight, labels=labels),
    "top3": metrics.top_k_accuracy_score(actual, scores, k=3, sample_weight=weight, labels=labels),
    "balancedAccuracy": metrics.balanced_accuracy_score(actual, predicted, sample_weight=weight),
    "kappa": metrics.cohen_kappa_score(actual, predicted, sample_weight=weight, labels=labels),
    "mcc": metrics.matthews_corrcoef(actual, predicted, sample_weight=weight),
}
for average in ["macro", "micro", "weighted", None]:
    of = metrics.precision_recall_fscore_support(
        actual, predicted, labels=labels, average=average, sample_weight=weight, zero_division=0
    )
    for name, value in zip(["precision", "recall", "f1", "support"], of):
        if average is not None and value is not None:
            found[average + " " + name] = value
        for k in labels if average is None else []:
            found[f"{k} {name}"] = value[k]
for k in labels:
    found[f"{k} rocAuc"] = metrics.roc_auc_score(actual == k, probability[:, k], sample_weight=weight)
    found[f"{k} averagePrecision"] = metrics.average_precision_score(actual == k, probability[:, k], sample_weight=weight)
found["macroRocAuc"] = np.mean([found[f"{k} rocAuc"] for k in labels])
with open("metrics.csv", "w") as out:
    for name, value in found.items():
        out.write(f"{name},{float(value)!r}\n")

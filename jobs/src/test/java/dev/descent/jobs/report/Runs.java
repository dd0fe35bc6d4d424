package dev.descent.jobs.report;

import dev.descent.jobs.run.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Run folders by the texts of their files. */
final class Runs {
  static final String HOSTILE = "\"><img src=x onerror=alert(1)>";

  static final String TRAINED =
      """
      { "command": "train", "name": "churn", "run": "r1", "outcome": "done", "stopReason": "MAX_EPOCHS",
        "exitCode": 0, "started": "2026-11-27T01:02:03.456Z", "seconds": 130.5, "timings": { "train": 9 },
        "rows": { "train": 30, "test": 10 }, "rowsByClass": { "no": 20, "</script><b>": 10 }, "bytes": 800,
        "epochs": 3, "steps": 1, "parametersSha256": "0123456789abcdef",
        "provenance": { "master": "local[*]", "seed": 42, "sparkSettings": { "parallelism": "2" } } }
      """;

  static final String METRICS =
      """
      { "test": { "accuracy": 0.75, "precision": 0.5, "f1": 0.5, "logLoss": 0.4, "rocAuc": 0.8, "threshold": 0.5,
        "confusion": { "tp": 1, "fp": 1, "tn": 5, "fn": 1 }, "rows": 8, "undefined": ["ks"],
        "bootstrap": { "replicates": 20, "confidence": 0.9, "intervals": { "rocAuc": [0.7, 0.9] } },
        "slices": [{ "column": "shop", "value": "x<y", "rows": 3, "logLoss": 0.9, "accuracy": 0.5 , "kappa": 0.1 }] } }
      """;

  static final String MODEL =
      """
      { "type": "logistic", "loss": "logistic", "features": ["a", "\\"><img src=x onerror=alert(1)>", "c"],
        "classes": ["no", "</script><b>"], "standardization": { "means": [0, 0, 0], "scales": [10, 1, 1] },
        "intercepts": [0.5], "coefficients": [[-1, 2, 0]] }
      """;

  private final Path folder;

  /** Of {@code least} at its optimum, over ground up to {@code width}. */
  static String landscape(double least, double width) {
    return """
        { "feature": "a<b", "coefficients": [0, 2], "intercepts": [0, 10], "objective": [[1, 2], ["NaN", 4]],
          "optimum": { "coefficient": 1, "intercept": 2, "objective": %s },
          "trajectory": [[0, 0, 0], [1, %s, 5], [2, 1, 2]] }
        """
        .formatted(least, width);
  }

  Runs(Path folder) {
    this.folder = folder;
  }

  Runs with(String file, String text) {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  Runs with(String file, byte[] content) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A classifier of two classes, with names that would be markup. */
  Runs hostile() {
    return with("run.json", TRAINED)
        .with("job.conf", "name = \"churn\"\n\ndata {\n  label = \"y\"\n}\n")
        .with("metrics.json", METRICS)
        .with("model/model.json", MODEL)
        .with(
            "history.jsonl",
            """
            {"epoch":1,"objective":2.5,"loss":2.25,"penalty":0.25,"gradientNorm":1,"rate":2,"rowsPerSecond":10}
            {"epoch":2,"objective":"NaN","loss":1,"penalty":0.25,"gradientNorm":0.1,"rate":2,"rowsPerSecond":30}
            {"epoch":3,"objective":1.5,"loss":1.25,"penalty":0.25,"gradientNorm":0.01,"rate":2,"rowsPerSecond":20}
            """)
        .with("curves/roc.csv", "threshold,fallOut,recall\nInfinity,0,0\n0.9,0,0.5\n0.2,1,1\n")
        .with("curves/pr.csv", "threshold,recall,precision\nInfinity,0,1\n0.9,0.5,1\n0.2,1,0.25\n")
        .with(
            "curves/thresholds.csv",
            """
            threshold,tp,fp,tn,fn,precision,recall,fallOut,f1
            0.9,1,0,6,1,1,0.5,0,0.66
            0.2,2,6,0,0,0.25,1,1,0.4
            """);
  }

  /** A regression, with the tables to draw it by. */
  Runs regression() {
    return with("run.json", TRAINED)
        .with("job.conf", "name = \"churn\"\n")
        .with(
            "metrics.json",
            """
            { "test": { "r2": 0.5, "rmse": 2, "mae": 1, "medianAbsoluteError": 1,
                        "residualQuantiles": { "0.05": -3, "0.95": 4 } } }
            """)
        .with(
            "curves/predicted.csv",
            "labelFrom,labelTo,predictionFrom,predictionTo,rows\n0,2,0,2,5\n2,4,0,2,1\n")
        .with("curves/residuals.csv", "from,to,rows\n-1,0,2\n0,1,4\n")
        .with(
            "curves/bias.csv", "predictionFrom,predictionTo,rows,meanError\n0,2,6,0.5\n2,4,1,-1\n");
  }

  /** A night of retraining that left the champion. */
  Runs kept() {
    return with(
            "run.json",
            TRAINED
                .replace("\"train\", \"name\"", "\"retrain\", \"name\"")
                .replace("\"done\"", "\"kept\", \"version\": 4"))
        .with("job.conf", "name = \"churn\"\n\ndata {\n  positive = \"yes\"\n}\n")
        .with(
            "metrics.json",
            """
            { "champion": { "rocAuc": 0.9 },
              "challenger": { "rocAuc": 0.8, "threshold": 0.5, "confusion": { "tp": 1, "fp": 1, "tn": 5, "fn": 1 } } }
            """)
        .with(
            "decision.json",
            """
            { "decision": "kept", "champion": 3, "why": ["improve-by: too little"], "asOf": "2026-11-27T00:00:00Z",
              "due": ["a day is over"], "metric": "rocAuc", "values": { "champion": 0.9, "challenger": 0.8 },
              "gates": [{ "gate": "improve-by", "bound": 0, "passed": false, "why": "too little" }],
              "gain": { "value": -0.1, "low": -0.2, "high": 0.05, "confidence": 0.95, "replicates": 200 },
              "slices": [{ "column": "shop", "value": "a", "rows": 5, "champion": 0.7, "challenger": 0.8 },
                         { "column": "shop", "value": "b", "rows": 5, "champion": 0.9, "challenger": 0.5 }],
              "drift": [{ "column": "x", "psi": 0.01, "ks": 0.1 }, { "column": "y", "psi": 0.3, "ks": 0.2 }],
              "trainedBy": "r0" }
            """);
  }

  /** A search over two keys, one of whose candidates has failed. */
  Runs tuned() {
    return with(
            "run.json",
            TRAINED
                .replace("\"train\", \"name\"", "\"tune\", \"name\"")
                .replace(
                    "\"epochs\": 3", "\"candidates\": 4, \"metric\": \"roc-auc\", \"value\": 0.9"))
        .with("job.conf", "name = \"churn\"\n")
        .with(
            "leaderboard.json",
            """
            { "metric": "roc-auc", "better": "more", "folds": 5, "keys": ["model.penalty.strength", "data.positive"],
              "candidates": [
                { "rank": 1, "candidate": 3, "settings": { "model.penalty.strength": 0.01, "data.positive": "<b>" },
                  "value": 0.9, "standardError": 0.1, "training": 0.95, "epochs": 3, "stopReason": "MAX_EPOCHS", "problem": null },
                { "rank": 2, "candidate": 1, "settings": { "model.penalty.strength": 1, "data.positive": "<b>" },
                  "value": 0.8, "standardError": 0.2, "training": 0.85, "epochs": 3, "stopReason": "MAX_EPOCHS", "problem": null },
                { "rank": 3, "candidate": 2, "settings": { "model.penalty.strength": 1, "data.positive": "no" },
                  "value": 0.7, "standardError": 0.3, "training": 0.75, "epochs": 2, "stopReason": "CONVERGED", "problem": null },
                { "rank": null, "candidate": 4, "settings": { "model.penalty.strength": 0.01, "data.positive": "no" },
                  "value": null, "standardError": null, "training": null, "epochs": 1, "stopReason": "DIVERGED", "problem": "diverged in epoch 1" }
              ] }
            """);
  }

  RunFiles open() {
    return RunFiles.open(folder.toString(), new Configuration());
  }
}

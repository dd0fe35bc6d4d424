package dev.descent.jobs.spec;

/** Writes the section {@code retrain}. */
final class RetrainWriter {
  private final HoconWriter out;

  RetrainWriter(HoconWriter out) {
    this.out = out;
  }

  void section(RetrainSpec retrain) {
    out.section(
        "retrain",
        () -> {
          when(retrain.when());
          out.section("gates", () -> gates(retrain.gates()));
          retrain.alerts().ifPresent(alerts -> out.section("alerts", () -> alerts(alerts)));
        });
  }

  private void when(DueSpec when) {
    if (!when.isAlways()) {
      out.section(
          "when",
          () -> {
            when.every().ifPresent(time -> out.word("every", Literals.text(time)));
            when.newRows().ifPresent(rows -> out.plain("or-new-rows", rows));
            when.driftPsi().ifPresent(psi -> out.number("or-drift-psi", psi));
          });
    }
  }

  private void alerts(AlertsSpec alerts) {
    if (!alerts.command().isEmpty()) {
      out.texts("command", alerts.command());
    }
    alerts.webhook().ifPresent(this::webhook);
    out.list("on", alerts.inOrder().stream().map(AlertEvent::word).toList());
    out.word("max-time", Literals.text(alerts.maxTime()));
  }

  private void webhook(OptionSpec webhook) {
    if (webhook instanceof OptionSpec.InEnvironment secret) {
      out.secret("webhook", "env", secret.name());
    } else if (webhook instanceof OptionSpec.InFile secret) {
      out.secret("webhook", "file", secret.path());
    } else if (webhook instanceof OptionSpec.Plain url) {
      out.text("webhook", url.text());
    }
  }

  private void gates(GatesSpec gates) {
    out.word("metric", gates.metric().word());
    out.number("improve-by", gates.improveBy());
    gates.neverBelow().ifPresent(value -> out.number("never-below", value));
    out.number("confidence", gates.confidence());
    gates.slicesMayLose().ifPresent(value -> out.number("slices-may-lose", value));
    gates.driftPsiAtMost().ifPresent(value -> out.number("drift-psi-at-most", value));
    gates
        .calibrationErrorAtMost()
        .ifPresent(value -> out.number("calibration-error-at-most", value));
  }
}

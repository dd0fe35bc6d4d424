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
        });
  }

  private void when(DueSpec when) {
    if (when.every().isPresent() || when.newRows().isPresent()) {
      out.section(
          "when",
          () -> {
            when.every().ifPresent(time -> out.word("every", Literals.text(time)));
            when.newRows().ifPresent(rows -> out.plain("or-new-rows", rows));
          });
    }
  }

  private void gates(GatesSpec gates) {
    out.word("metric", gates.metric().word());
    out.number("improve-by", gates.improveBy());
    gates.neverBelow().ifPresent(value -> out.number("never-below", value));
    out.number("confidence", gates.confidence());
    gates.slicesMayLose().ifPresent(value -> out.number("slices-may-lose", value));
    gates.driftPsiAtMost().ifPresent(value -> out.number("drift-psi-at-most", value));
  }
}

package dev.descent.jobs.spec;

/** Writes the section {@code split}. */
final class SplitWriter {
  private final HoconWriter out;

  SplitWriter(HoconWriter out) {
    this.out = out;
  }

  void section(SplitSpec split, String label) {
    out.section("split", () -> write(split, label));
  }

  private void write(SplitSpec split, String label) {
    if (split instanceof SplitSpec.ByHash hash) {
      hash(hash);
    } else if (split instanceof SplitSpec.Stratified stratified) {
      hash(stratified.shares());
      out.text("stratify", label);
    } else if (split instanceof SplitSpec.ByGroup by) {
      shares(by.shares().test(), by.shares().validation());
      out.plain("seed", by.shares().seed());
      out.section("by", () -> out.text("group", by.group()));
    } else if (split instanceof SplitSpec.ByTime by) {
      shares(by.test(), by.validation());
      out.section("by", () -> out.text("time", by.time()));
    } else if (split instanceof SplitSpec.ByColumn by) {
      out.section("by", () -> out.text("column", by.name()));
    }
  }

  private void hash(SplitSpec.ByHash hash) {
    shares(hash.test(), hash.validation());
    out.plain("seed", hash.seed());
    out.word("by", "hash");
  }

  private void shares(double test, double validation) {
    out.number("test", test);
    out.number("validation", validation);
  }
}

package dev.descent.jobs.spec;

/** Writes the section {@code tune}. */
final class TuneWriter {
  private final HoconWriter out;

  TuneWriter(HoconWriter out) {
    this.out = out;
  }

  void section(TuneSpec tune) {
    out.section(
        "tune",
        () -> {
          search(tune.search());
          out.plain("folds", tune.folds());
          out.word("metric", tune.metric().word());
          out.section("over", () -> tune.over().forEach(this::values));
        });
  }

  private void values(TunedKey key) {
    if (key instanceof TunedKey.Listed list) {
      out.list(key.key(), list.values());
    } else if (key instanceof TunedKey.Range range) {
      out.section(
          key.key(),
          () -> {
            out.number("from", range.from());
            out.number("to", range.to());
            out.word("scale", Words.of(range.scale()));
          });
    }
  }

  private void search(SearchSpec search) {
    if (search instanceof SearchSpec.Random random) {
      out.section("search", () -> out.plain("random", random.count()));
    } else if (search instanceof SearchSpec.Halving halving) {
      out.section("search", () -> out.plain("halving", halving.factor()));
    } else {
      out.word("search", "grid");
    }
  }
}

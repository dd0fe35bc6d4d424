package dev.descent.jobs.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code data.split}. */
final class SplitReader {
  static final String PATH = "data.split";
  static final String COLUMN = PATH + ".by.column";
  static final String GROUP = PATH + ".by.group";
  static final String TIME = PATH + ".by.time";

  private static final String BY = PATH + ".by";
  private static final String TEST = PATH + ".test";
  private static final String VALIDATION = PATH + ".validation";
  private static final String SEED = PATH + ".seed";
  private static final String STRATIFY = PATH + ".stratify";
  private static final Words WORDS =
      new Words(
          BY,
          List.of("hash"),
          List.of(),
          List.of("{ column = NAME }", "{ group = NAME }", "{ time = NAME }"));

  private final Settings settings;
  private final ModelKind model;

  SplitReader(Settings settings, ModelKind model) {
    this.settings = settings;
    this.model = model;
  }

  Optional<SplitSpec> split() {
    if (!settings.hasObject(PATH)) {
      return Optional.empty();
    }
    List<String> chosen = Stream.of(COLUMN, GROUP, TIME).filter(settings::has).toList();
    if (chosen.size() != 1) {
      if (chosen.isEmpty() || settings.soundIn(BY)) {
        WORDS.in(settings);
      }
      return Optional.of(byHash());
    }
    return Optional.of(by(chosen.get(0)));
  }

  private SplitSpec by(String path) {
    String name = settings.text(path).orElse("missing");
    String kind = path.substring(BY.length() + 1);
    only("data.split.by = hash", kind, STRATIFY);
    if (path.equals(COLUMN)) {
      only("data.split.by = hash", kind, TEST, VALIDATION, SEED);
      return new SplitSpec.ByColumn(name);
    }
    SplitSpec.ByHash shares = shares();
    boolean some = some(path, shares);
    if (path.equals(GROUP)) {
      return some ? new SplitSpec.ByGroup(name, shares) : shares;
    }
    only("data.split.by = hash or { group = NAME }", kind, SEED);
    return some ? new SplitSpec.ByTime(name, shares.test(), shares.validation()) : shares;
  }

  /** Notes the keys that go with another kind of split. */
  private void only(String wanted, String kind, String... keys) {
    Stream.of(keys)
        .filter(settings::has)
        .forEach(
            key ->
                settings.note(
                    key,
                    key + " goes with " + wanted + ", but data.split.by is a " + kind,
                    "remove it"));
  }

  private boolean some(String path, SplitSpec.ByHash shares) {
    boolean some = shares.hasTest() || shares.hasValidation();
    if (!some && Stream.of(TEST, VALIDATION).allMatch(settings::soundIn)) {
      settings.note(path, path + " needs data.split.test or data.split.validation > 0", "add one");
    }
    return some;
  }

  private SplitSpec byHash() {
    SplitSpec.ByHash shares = shares();
    if (!settings.has(STRATIFY) || !isLabel() || !model.hasClassesFor(settings, STRATIFY)) {
      return shares;
    }
    return some(STRATIFY, shares) ? new SplitSpec.Stratified(shares) : shares;
  }

  /** Whether the rows are stratified by the label, named as a column or as what it is. */
  private boolean isLabel() {
    Optional<String> label = settings.names("data.label").findFirst();
    Optional<String> named = settings.text(STRATIFY);
    boolean is = named.isPresent() && (label.equals(named) || named.get().equals("label"));
    if (!is && label.isPresent() && settings.soundIn(STRATIFY)) {
      settings.refuse(STRATIFY, "must be the label column " + label.get());
    }
    return is;
  }

  private SplitSpec.ByHash shares() {
    double test = settings.number(TEST, Bound.SHARE).orElse(0);
    double validation = settings.number(VALIDATION, Bound.SHARE).orElse(0);
    long seed = settings.integer(SEED).orElse(0);
    double sum = test + validation;
    if (!Bound.SHARE.holds(sum)) {
      String message = "data.split.test + data.split.validation must be < 1, but was " + sum;
      settings.note(VALIDATION, message, "");
      return new SplitSpec.ByHash(0, 0, seed);
    }
    return new SplitSpec.ByHash(test, validation, seed);
  }
}

package dev.descent.jobs.init;

import dev.descent.jobs.init.ColumnRole.Use;
import dev.descent.jobs.run.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The job file of a draft, with the reason of every guess behind it. */
public final class DraftText {
  private static final int COMMENT_AT = 40;
  private static final int MOST_NAMED = 6;
  private static final int FEW_CODES = 10;

  private final JobDraft draft;
  private final String jobFile;
  private final List<String> lines = new ArrayList<>();

  /** Of a draft that goes to {@code jobFile}. */
  public DraftText(JobDraft draft, String jobFile) {
    this.draft = draft;
    this.jobFile = jobFile;
  }

  /** What the job does, in a sentence. */
  public String headline() {
    return draft.label().type()
        + " model of "
        + draft.label().column().name()
        + ", "
        + draft.label().values();
  }

  /** All lines of it. */
  public String write() {
    lines.clear();
    comment(draft.file().shortName() + ": a " + headline() + ".");
    comment(
        String.format(
            Locale.ROOT,
            "Written by descent init after a look at %,d rows: each guess is a line to change.",
            draft.look().rows()));
    lines.add("#");
    comment(
        "    scripts/descent check "
            + jobFile
            + "    # what is wrong, what it takes; trains nothing");
    comment("    scripts/descent train " + jobFile);
    lines.add("");
    lines.add("name = " + draft.file().jobName());
    lines.add("seed = 42");
    data();
    features();
    model();
    lines.add("");
    lines.add("output { runs = \"runs\" }");
    return String.join("\n", lines) + "\n";
  }

  private void data() {
    lines.add("");
    lines.add("data {");
    String options =
        draft.look().options().entrySet().stream()
            .map(option -> option.getKey() + " = " + value(option))
            .collect(Collectors.joining(", "));
    lines.add(
        "  train { format = "
            + draft.file().format()
            + ", path = "
            + Json.line(draft.file().path())
            + (options.isEmpty() ? "" : ", options { " + options + " }")
            + " }");
    if (draft.split().isPresent()) {
      add(
          "  split { by { column = " + Json.line(draft.split().get()) + " } }",
          "it says train, validation or test");
    } else {
      add(
          draft.validates() ? "  split { test = 0.2, validation = 0.1 }" : "  split { test = 0.2 }",
          "by a hash of each row; copies stay together");
    }
    add(
        "  label = " + Json.line(draft.label().column().name()),
        draft.label().why() + "; " + draft.label().values());
    if (draft.label().type().equals("logistic")) {
      add("", "the last of the two classes is the positive one; positive = .. says otherwise");
    }
    badRows();
    lines.add("}");
  }

  private static String value(Map.Entry<String, String> option) {
    boolean flag = option.getValue().equals("true") || option.getValue().equals("false");
    return flag ? option.getValue() : Json.line(option.getValue());
  }

  private void badRows() {
    double share = draft.badShare();
    if (share > 0) {
      double bound = Math.min(0.99, Math.max(0.01, Math.ceil(200 * share) / 100));
      add(
          String.format(Locale.ROOT, "  bad-rows { skip-at-most = %.2f }", bound),
          String.format(
              Locale.ROOT,
              "%.2g of the rows have no label or cannot be read; fail refuses them",
              share));
    }
  }

  private void features() {
    lines.add("");
    lines.add("features {");
    if (draft.vector().isPresent()) {
      add("  vector = " + Json.line(draft.vector().get()), "a column of vectors has all features");
    } else {
      columns();
    }
    lines.add("}");
  }

  private void columns() {
    add("  columns = [\"*\"]", used());
    list(
        "exclude",
        draft.roles().stream()
            .filter(role -> role.use() == Use.EXCLUDED || role.use() == Use.KEY)
            .toList());
    List<ColumnRole> listed = draft.roles(Use.LISTED_CATEGORY);
    if (!listed.isEmpty()) {
      add("  categorical = " + names(listed), "numbers and texts in one column");
    }
    codes();
    List<ColumnRole> hashed = draft.roles(Use.HASHED);
    if (!hashed.isEmpty()) {
      add(
          "  hashed { columns = " + names(hashed) + ", size = 262144 }",
          "too many values for a list of them");
    }
    if (draft.hasMissing()) {
      add(
          "  missing = mean",
          "of numbers; a missing category is one of its own; or { indicator = true, fill = mean }");
    }
  }

  private String used() {
    List<ColumnRole> numbers = draft.roles(Use.NUMBER);
    List<ColumnRole> categories = draft.roles(Use.CATEGORY);
    return numbers.size()
        + " of numbers"
        + (categories.isEmpty() ? "" : ", categories: " + some(categories));
  }

  /** Whole numbers of few values may be codes; only who knows the table can tell. */
  private void codes() {
    List<ColumnRole> codes =
        draft.roles(Use.NUMBER).stream()
            .filter(role -> draft.look().column(role.name()).orElseThrow().isWhole())
            .filter(role -> draft.look().column(role.name()).orElseThrow().distinct() > 2)
            .filter(role -> draft.look().column(role.name()).orElseThrow().distinct() <= FEW_CODES)
            .toList();
    if (!codes.isEmpty() && draft.roles(Use.LISTED_CATEGORY).isEmpty()) {
      add(
          "",
          "few whole numbers, so maybe codes, which categorical = [..] makes categories: "
              + some(codes));
    }
  }

  private void list(String key, List<ColumnRole> roles) {
    if (!roles.isEmpty()) {
      lines.add("  " + key + " = [");
      roles.forEach(role -> add("    " + Json.line(role.name()), role.why()));
      lines.add("  ]");
    }
  }

  private void model() {
    lines.add("");
    lines.add("model {");
    add("  type = " + draft.label().type(), kinds());
    add(
        "  penalty { type = ridge, strength = 0.001 }",
        "a little, so that every problem has one solution");
    lines.add("}");
    lines.add("");
    if (draft.solver().equals("exact")) {
      add("training { solver = exact }", "one sum over the rows; or l-bfgs, mini-batch");
    } else {
      add("training { solver = l-bfgs, stop { tolerance = 1e-6 } }", "or mini-batch");
    }
  }

  private String kinds() {
    return switch (draft.label().type()) {
      case "linear" -> "a number; logistic and softmax are for classes";
      case "logistic" -> "two classes";
      default ->
          draft.label().column().isNumbers()
              ? "few whole numbers are taken for classes; linear takes them for numbers"
              : "several classes";
    };
  }

  private static String names(List<ColumnRole> roles) {
    return Json.line(roles.stream().map(ColumnRole::name).toList());
  }

  private static String some(List<ColumnRole> roles) {
    String names =
        roles.stream()
            .limit(MOST_NAMED)
            .map(
                role ->
                    role.name() + (role.use() == Use.CATEGORY ? " (" + role.features() + ")" : ""))
            .collect(Collectors.joining(", "));
    int others = roles.size() - MOST_NAMED;
    return others > 0 ? names + " and " + others + " others" : names;
  }

  private void add(String setting, String why) {
    String behind = setting + " ".repeat(Math.max(1, COMMENT_AT - setting.length()));
    lines.add(behind + "# " + oneLine(why));
  }

  private void comment(String text) {
    lines.add("# " + oneLine(text));
  }

  /** Names and values come from the table; none of them may end a comment. */
  private static String oneLine(String text) {
    return text.replaceAll("\\R|\\p{Cntrl}", " ");
  }
}

package dev.descent.jobs.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a table to read: format, path, table and options below one section. */
final class SourceReader {
  private static final String JDBC = SourceFormat.JDBC.word();
  private static final List<String> FORMATS =
      Arrays.stream(SourceFormat.values()).map(SourceFormat::word).toList();
  private static final String CHOICES =
      Words.either(FORMATS) + ", or the name of a data source on the class path";

  /** Words that other data sources may be taken for, but not the other way round. */
  private static final List<String> OTHERS = List.of("delta", "iceberg", "avro");

  private static final Pattern OTHER = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
  private static final Pattern TABLE =
      Pattern.compile("(\\w[\\w$]*|\"[\\w$ -]+\")(\\.(\\w[\\w$]*|\"[\\w$ -]+\")){0,3}");
  private static final SourceSpec ANY =
      new SourceSpec(SourceFormat.CSV, List.of("missing"), Map.of());

  private final Settings settings;
  private final String section;

  SourceReader(Settings settings, String section) {
    this.settings = settings;
    this.section = section;
  }

  SourceSpec source() {
    Map<String, OptionSpec> options = new OptionReader(settings, section + ".options").options();
    if (!settings.has(section + ".format") && settings.has(section + ".table")) {
      refuseBeside("path", "table");
      return table(section + ".table").map(name -> catalog(name, options)).orElse(ANY);
    }
    Optional<String> format = format();
    if (format.isEmpty()) {
      checkPaths();
      return ANY;
    }
    if (format.get().equals(JDBC)) {
      return database(options);
    }
    settings.mismatch(section + ".table", section + ".format", JDBC, format.get());
    boolean files = SourceFormat.isWord(format.get());
    List<String> paths = files || settings.has(section + ".path") ? paths() : List.of();
    return new SourceSpec(format, paths, Optional.empty(), options);
  }

  private static SourceSpec catalog(String name, Map<String, OptionSpec> options) {
    return new SourceSpec(Optional.empty(), List.of(), Optional.of(name), options);
  }

  private SourceSpec database(Map<String, OptionSpec> options) {
    settings.mismatch(section + ".path", section + ".format", "a format of files", JDBC);
    JdbcOptions given = new JdbcOptions(settings, section, options);
    given.check();
    String path = given.table();
    if (!settings.has(path)) {
      settings.missing(path, "name a table or view of the database");
    }
    return table(path)
        .map(name -> new SourceSpec(Optional.of(JDBC), List.of(), Optional.of(name), given.rest()))
        .orElse(ANY);
  }

  /** The name of a table, which no SQL can hide in. */
  private Optional<String> table(String path) {
    Optional<String> name = settings.text(path);
    return name.isEmpty() || TABLE.matcher(name.get()).matches()
        ? name
        : settings.refuse(
            path,
            "must be a name such as orders or sales.orders, with other characters in double quotes",
            "for a query, make a view of it");
  }

  private Optional<String> format() {
    String path = section + ".format";
    if (!settings.has(path)) {
      settings.missing(path, "give " + CHOICES);
    }
    boolean filled = settings.value(path).filter(Settings::isFilledText).isPresent();
    return filled
        ? settings.text(path).flatMap(word -> format(path, word))
        : settings.refuse(path, "must be " + CHOICES);
  }

  /** A word, unless it is another spelling of a format, whose guards it would get around. */
  private Optional<String> format(String path, String word) {
    if (FORMATS.contains(word) || OTHERS.contains(word)) {
      return Optional.of(word);
    }
    String lower = word.toLowerCase(Locale.ROOT);
    Optional<String> near = Spelling.nearest(lower, FORMATS, Spelling.limit(lower));
    boolean other = OTHER.matcher(word).matches() && !lower.startsWith("org.apache.spark.");
    return near.isEmpty() && other
        ? Optional.of(word)
        : settings.refuse(
            path,
            "must be " + CHOICES,
            near.map(format -> "did you mean " + format + "?").orElse(""));
  }

  private void refuseBeside(String refused, String present) {
    String path = section + "." + refused;
    if (settings.has(path)) {
      settings.note(
          path, path + " and " + section + "." + present + " exclude each other", "remove one");
    }
  }

  private void checkPaths() {
    if (settings.has(section + ".path") || !settings.has(section + ".format")) {
      paths();
    }
  }

  private List<String> paths() {
    String path = section + ".path";
    boolean text = settings.value(path).filter(v -> v.unwrapped() instanceof String).isPresent();
    if (text || !settings.has(path)) {
      return List.of(settings.requiredText(path, "give the path of the table, or a list of paths"));
    }
    List<String> paths =
        settings.value(path).filter(v -> v.unwrapped() instanceof List).isPresent()
            ? settings.texts(path)
            : settings
                .<List<String>>refuse(path, "must be a string or a list of strings")
                .orElse(List.of("missing"));
    if (paths.isEmpty() && settings.soundIn(path)) {
      settings.refuse(path, "must name at least one path");
    }
    return paths.isEmpty() ? List.of("missing") : paths;
  }
}

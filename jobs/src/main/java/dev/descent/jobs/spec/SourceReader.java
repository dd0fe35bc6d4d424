package dev.descent.jobs.spec;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a table to read: format, path and options below one section. */
final class SourceReader {
  private final Settings settings;
  private final String section;

  SourceReader(Settings settings, String section) {
    this.settings = settings;
    this.section = section;
  }

  SourceSpec source() {
    SourceFormat format = format();
    return new SourceSpec(format, paths(), options());
  }

  private SourceFormat format() {
    String path = section + ".format";
    if (!settings.has(path)) {
      settings.missing(path, "give csv, json, parquet or orc");
    }
    return Words.of(path, SourceFormat.class)
        .later("libsvm", "jdbc", "delta", "iceberg")
        .in(settings, SourceFormat.class)
        .orElse(SourceFormat.CSV);
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

  private Map<String, String> options() {
    String path = section + ".options";
    Map<String, String> options = new TreeMap<>();
    if (settings.value(path).isEmpty()) {
      return options;
    }
    if (!(settings.value(path).get() instanceof ConfigObject object)) {
      settings.refuse(path, "must be a section { name = value }");
      return options;
    }
    for (String name : object.keySet()) {
      option(path + "." + ConfigUtil.joinPath(name)).ifPresent(text -> options.put(name, text));
    }
    return options;
  }

  private Optional<String> option(String path) {
    if (settings.value(path).isEmpty()) {
      return Optional.empty();
    }
    Optional<String> text = settings.value(path).flatMap(Literals::optionText);
    return text.isPresent()
        ? text
        : settings.refuse(
            path, "must be a string, number or boolean", "put a name with dots in double quotes");
  }
}

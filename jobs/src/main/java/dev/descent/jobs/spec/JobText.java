package dev.descent.jobs.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From HOCON text, overrides and environment to one resolved configuration. */
final class JobText {
  private static final Pattern SETS = Pattern.compile("[^=\\n]+=[^\\n]*");
  private static final String INCLUDE = "include is not allowed in a job file (%s); remove it";

  private final String file;
  private final Resolution resolution;
  private final Problems problems;

  JobText(String file, Map<String, String> environment, Problems problems) {
    this.file = file;
    this.resolution = new Resolution(file, environment);
    this.problems = problems;
  }

  /**
   * Reads the text and lays the overrides over it.
   *
   * @throws JobFileException when the text or an override is not HOCON
   */
  Settings read(String text, List<String> overrides) {
    Optional<Config> config = parse(text, file);
    List<Assignment> assignments = overrides.stream().flatMap(o -> assignment(o).stream()).toList();
    if (config.isEmpty() || assignments.size() < overrides.size()) {
      problems.throwIfAny();
    }
    KeyScan keys = KeyScan.of(text);
    reportScan(keys);
    Config ofFile = config.orElseThrow();
    Config all = over(assignments, ofFile);
    Places places = new Places(file, keys, assignments);
    Config resolved = resolution.strictly(all, problems);
    Replacement replacement = new Replacement(resolution.leniently(ofFile), places);
    return new Settings(replacement.in(resolved), places, problems);
  }

  private static Config over(List<Assignment> assignments, Config file) {
    Config all = file;
    for (Assignment assignment : assignments) {
      all = assignment.config().withFallback(all);
    }
    return all;
  }

  private Optional<Assignment> assignment(String text) {
    String place = Assignment.place(text.lines().collect(Collectors.joining(" ")));
    if (!SETS.matcher(text).matches()) {
      problems.addFirst("an override must be one line key=value (" + place + ")");
      return Optional.empty();
    }
    Optional<Config> config = parse(text, place);
    return config.map(value -> new Assignment(text, value, scan(text)));
  }

  private KeyScan scan(String override) {
    KeyScan keys = KeyScan.of(override);
    String place = Assignment.place(override);
    keys.includes().forEach(line -> problems.addFirst(String.format(INCLUDE, place)));
    keys.duplicates().forEach((path, lines) -> problems.addFirst(repeated(path, place)));
    return keys;
  }

  private void reportScan(KeyScan keys) {
    keys.includes()
        .forEach(line -> problems.add("", line, String.format(INCLUDE, file + ": " + line)));
    keys.duplicates()
        .forEach(
            (path, lines) ->
                problems.add(path, lines.get(0), repeated(path, file + ": " + enumerate(lines))));
  }

  private static String repeated(String path, String place) {
    return path + " is set more than once (" + place + "); keep one";
  }

  private static String enumerate(List<Integer> lines) {
    String first =
        lines.stream()
            .limit(lines.size() - 1L)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return first + " and " + lines.get(lines.size() - 1);
  }

  private Optional<Config> parse(String text, String origin) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(origin)
            .setIncluder(new NoIncludes());
    try {
      return Optional.of(ConfigFactory.parseString(text, options));
    } catch (ConfigException e) {
      problems.addFirst("not valid HOCON: " + Complaint.of(e, origin));
      return Optional.empty();
    }
  }
}

package dev.descent.jobs.spec;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The resolved settings by path: strict reading of single values, and their errors.
 *
 * <p>A value that is absent or wrong reads as empty; a wrong one is noted as an error, so readers
 * go on with a default and every error is found in one go.
 */
final class Settings {
  private static final int LONGEST_VALUE = 80;

  private final Config config;
  private final Places places;
  private final Problems problems;

  Settings(Config config, Places places, Problems problems) {
    this.config = config;
    this.places = places;
    this.problems = problems;
  }

  Config config() {
    return config;
  }

  /** Whether a value other than null stands at the path. */
  boolean has(String path) {
    return config.hasPath(path);
  }

  /** Whether an object stands at the path. */
  boolean hasObject(String path) {
    return has(path) && config.getValue(path).valueType() == ConfigValueType.OBJECT;
  }

  /** Whether any value other than null stands below the path. */
  boolean hasBelow(String path) {
    return config.entrySet().stream().anyMatch(entry -> entry.getKey().startsWith(path + "."));
  }

  /** The paths below {@code section} in the order in which they are written. */
  List<String> keysBelow(String section) {
    return places.keysBelow(section).toList();
  }

  /** Whether a number above 0 stands at the path. */
  boolean hasNumberAbove0(String path) {
    return value(path).map(Literals::number).orElseGet(OptionalDouble::empty).orElse(0) > 0;
  }

  /** Whether nothing was wrong so far at the path and below it, and every value is there. */
  boolean soundIn(String path) {
    boolean whole = !has(path) || Environment.isResolved(config.getValue(path));
    return whole && problems.noneIn(path);
  }

  /** The value, unless it is or lists a substitution without one. */
  Optional<ConfigValue> value(String path) {
    return Optional.of(path)
        .filter(this::has)
        .map(config::getValue)
        .filter(value -> value instanceof ConfigObject || Environment.isResolved(value));
  }

  /** Text that is not blank. */
  Optional<String> text(String path) {
    Optional<ConfigValue> value = value(path);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().valueType() != ConfigValueType.STRING) {
      return refuse(path, "must be a string");
    }
    String text = (String) value.get().unwrapped();
    return text.isBlank() ? refuse(path, "must not be blank") : Optional.of(text);
  }

  /** Text that must be there; {@code advice} says what to write. */
  String requiredText(String path, String advice) {
    Optional<String> text = text(path);
    if (!has(path)) {
      missing(path, advice);
    }
    return text.orElse("missing");
  }

  /** A duration above 0; empty when absent or wrong. */
  Optional<Duration> duration(String path) {
    Optional<Duration> time = value(path).flatMap(Literals::duration);
    return time.isPresent() || value(path).isEmpty()
        ? time
        : refuse(path, "must be a duration > 0 with a unit, such as 90s, 30m or 2h");
  }

  /** A list of texts that are not blank; empty when absent or wrong. */
  List<String> texts(String path) {
    Optional<ConfigValue> value = value(path);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof ConfigList list)
        || !list.stream().allMatch(Settings::isFilledText)) {
      refuse(path, "must be a list of strings that are not blank");
      return List.of();
    }
    return list.stream().map(element -> (String) element.unwrapped()).toList();
  }

  /** The text or texts at the path, as far as they are such; nothing is noted. */
  Stream<String> names(String path) {
    Stream<ConfigValue> values =
        value(path).stream()
            .flatMap(v -> v instanceof ConfigList list ? list.stream() : Stream.of(v));
    return values.filter(Settings::isFilledText).map(v -> (String) v.unwrapped());
  }

  static boolean isFilledText(ConfigValue value) {
    return value.unwrapped() instanceof String text && !text.isBlank();
  }

  boolean flag(String path, boolean absent) {
    Optional<Boolean> flag = value(path).flatMap(Literals::flag);
    if (flag.isEmpty() && value(path).isPresent()) {
      refuse(path, "must be true or false");
    }
    return flag.orElse(absent);
  }

  OptionalDouble number(String path, Bound bound) {
    Optional<ConfigValue> value = value(path);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble number = Literals.number(value.get());
    if (number.isEmpty()) {
      refuse(path, "must be a number " + bound.text());
      return OptionalDouble.empty();
    }
    if (!bound.holds(number.getAsDouble())) {
      boolean finite = Double.isFinite(number.getAsDouble());
      refuse(path, finite ? "must be " + bound.text() : "must be a finite number " + bound.text());
      return OptionalDouble.empty();
    }
    return number;
  }

  /** An integer of 64 bits. */
  OptionalLong integer(String path) {
    Optional<ConfigValue> value = value(path);
    OptionalLong integer = value.map(Literals::integer).orElseGet(OptionalLong::empty);
    if (value.isPresent() && integer.isEmpty()) {
      refuse(path, "must be an integer of at most 64 bits");
    }
    return integer;
  }

  /** An integer from 1 to 2^31 - 1. */
  Optional<Integer> count(String path) {
    return count(path, 1, Integer.MAX_VALUE);
  }

  /** An integer within bounds that it may reach. */
  Optional<Integer> count(String path, int least, int most) {
    Optional<ConfigValue> value = value(path);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong integer = Literals.integer(value.get());
    if (integer.isEmpty()) {
      return refuse(path, "must be an integer >= " + least);
    }
    if (integer.getAsLong() < least) {
      return refuse(path, "must be >= " + least);
    }
    if (integer.getAsLong() > most) {
      return refuse(path, "must be <= " + most);
    }
    return Optional.of((int) integer.getAsLong());
  }

  /** Notes that the value breaks a rule, and reads as absent. */
  <T> Optional<T> refuse(String path, String rule) {
    return refuse(path, rule, "");
  }

  /** The same, with advice after the place; nothing where a value is not there. */
  <T> Optional<T> refuse(String path, String rule, String advice) {
    if (value(path).isEmpty()) {
      return Optional.empty();
    }
    String message = String.format("%s %s, but was %s", path, rule, shown(path));
    note(path, message, advice);
    return Optional.empty();
  }

  /** Notes that a setting goes with another kind of its section than the one chosen. */
  void mismatch(String path, String kindPath, Enum<?> wanted, Enum<?> chosen) {
    mismatch(path, kindPath, Words.of(wanted), Words.of(chosen));
  }

  /** The same, by words; nothing when the setting is absent. */
  void mismatch(String path, String kindPath, String wanted, String chosen) {
    if (has(path)) {
      note(
          path,
          String.format(
              "%s goes with %s = %s, but %s is %s", path, kindPath, wanted, kindPath, chosen),
          "remove it");
    }
  }

  /** Notes that a required key is absent. */
  void missing(String path, String advice) {
    if (Keys.ancestors(path).allMatch(above -> !has(above) || hasObject(above))) {
      String message = path + " is required (" + places.file() + "); " + advice;
      problems.add(path, places.order(path), message);
    }
  }

  /** Notes an error at the place of a path: the message, the place, then the advice if any. */
  void note(String path, String message, String advice) {
    String from = value(path).flatMap(Environment::variable).map(name -> ", " + name).orElse("");
    String line = message + " (" + places.of(path) + from + ")";
    problems.add(path, places.order(path), advice.isEmpty() ? line : line + "; " + advice);
  }

  /** The value as a message shows it: a number as it is written, else JSON; shortened. */
  String shown(String path) {
    return shown(config.getValue(path));
  }

  /** The same of a value that has no path of its own. */
  static String shown(ConfigValue value) {
    String text =
        value.valueType() == ConfigValueType.NUMBER
            ? Literals.written(value)
            : value.render(ConfigRenderOptions.concise());
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
  }
}

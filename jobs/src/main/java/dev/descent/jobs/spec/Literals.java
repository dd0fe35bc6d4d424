package dev.descent.jobs.spec;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values without lenient conversion; text counts only when the environment gave it. */
final class Literals {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern DURATION = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) *([a-z]+)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private Literals() {}

  /** The number; a zero is never negative. */
  static OptionalDouble number(ConfigValue value) {
    if (value.unwrapped() instanceof Number number) {
      return OptionalDouble.of(number.doubleValue() + 0.0);
    }
    return fromEnvironment(value, NUMBER)
        .map(text -> OptionalDouble.of(Double.parseDouble(text) + 0.0))
        .orElseGet(OptionalDouble::empty);
  }

  /** The integer, if it is written as one and has at most 64 bits. */
  static OptionalLong integer(ConfigValue value) {
    Optional<String> text =
        value.unwrapped() instanceof Number
            ? Optional.of(written(value)).filter(w -> INTEGER.matcher(w).matches())
            : fromEnvironment(value, INTEGER);
    return text.map(Literals::parse).orElseGet(OptionalLong::empty);
  }

  static Optional<Boolean> flag(ConfigValue value) {
    if (value.unwrapped() instanceof Boolean flag) {
      return Optional.of(flag);
    }
    return fromEnvironment(value, Pattern.compile("true|false")).map(Boolean::valueOf);
  }

  /** A column's value: a string, a finite number or a boolean. */
  static Optional<Scalar> scalar(ConfigValue value) {
    if (value.unwrapped() instanceof String text) {
      return Optional.of(new Scalar.Text(text));
    }
    if (value.unwrapped() instanceof Boolean flag) {
      return Optional.of(new Scalar.Truth(flag));
    }
    OptionalDouble number = number(value);
    return number.isPresent() && Double.isFinite(number.getAsDouble())
        ? Optional.of(new Scalar.Numeric(number.getAsDouble()))
        : Optional.empty();
  }

  /** The text of a string, a number (as it is written) or a boolean. */
  static Optional<String> optionText(ConfigValue value) {
    if (value.unwrapped() instanceof String text) {
      return Optional.of(text);
    }
    return value.unwrapped() instanceof Number || value.unwrapped() instanceof Boolean
        ? Optional.of(written(value))
        : Optional.empty();
  }

  /** A duration above 0 with a unit from ns to d. */
  static Optional<Duration> duration(ConfigValue value) {
    if (!(value.unwrapped() instanceof String text)) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches() || !UNITS.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    long unit = UNITS.getOrDefault(matcher.group(2), 1L);
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    boolean fits =
        nanos.compareTo(BigDecimal.ONE) >= 0
            && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    return fits ? Optional.of(Duration.ofNanos(nanos.longValue())) : Optional.empty();
  }

  /** The duration in the longest unit that divides it. */
  static String text(Duration duration) {
    long nanos = duration.toNanos();
    return UNITS.entrySet().stream()
        .filter(unit -> nanos % unit.getValue() == 0)
        .max(Map.Entry.comparingByValue())
        .map(unit -> nanos / unit.getValue() + unit.getKey())
        .orElseThrow();
  }

  /** The text of a string, number or boolean as the file has it: {@code 1.10}, not 1.1. */
  static String written(ConfigValue value) {
    return value.atKey("value").getString("value");
  }

  private static OptionalLong parse(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static Optional<String> fromEnvironment(ConfigValue value, Pattern form) {
    return Optional.of(value)
        .filter(v -> Environment.variable(v).isPresent())
        .map(v -> String.valueOf(v.unwrapped()))
        .filter(text -> form.matcher(text).matches());
  }
}

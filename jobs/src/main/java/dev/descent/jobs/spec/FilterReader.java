package dev.descent.jobs.spec;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code data.filter}: a list of {@code { column, op, value }}. */
final class FilterReader {
  static final String PATH = "data.filter";
  private static final String COLUMN = "column";
  private static final String OP = "op";
  private static final String VALUE = "value";
  private static final List<String> KEYS = List.of(COLUMN, OP, VALUE);

  /** Beyond this, a double does not tell whole numbers apart. */
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(53);

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

  private final Settings settings;

  FilterReader(Settings settings) {
    this.settings = settings;
  }

  /** The conditions, as far as they are sound; none when the key is absent. */
  List<FilterSpec> filters() {
    Optional<ConfigValue> value = settings.value(PATH);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof ConfigList list)) {
      settings.refuse(PATH, "must be a list of { column, op, value }");
      return List.of();
    }
    List<FilterSpec> filters = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      filter(PATH + "[" + i + "]", list.get(i)).ifPresent(filters::add);
    }
    return filters;
  }

  private Optional<FilterSpec> filter(String at, ConfigValue value) {
    if (!(value instanceof ConfigObject object)) {
      return refuse(at, "must be { column, op, value }", value, "");
    }
    Optional<String> unknown =
        new TreeSet<>(object.keySet()).stream().filter(key -> !KEYS.contains(key)).findFirst();
    if (unknown.isPresent()) {
      String advice =
          Spelling.nearest(unknown.get(), KEYS, 2)
              .map(near -> "did you mean " + near + "?")
              .orElse("its keys are column, op and value");
      settings.note(PATH, "unknown key " + at + "." + unknown.get(), advice);
      return Optional.empty();
    }
    Optional<String> column = column(at, object);
    Optional<FilterSpec.Op> op = op(at, object);
    if (column.isEmpty() || op.isEmpty()) {
      return Optional.empty();
    }
    return values(at + "." + VALUE, op.get(), object.get(VALUE))
        .map(values -> new FilterSpec(column.get(), op.get(), values));
  }

  private Optional<String> column(String at, ConfigObject object) {
    ConfigValue value = object.get(COLUMN);
    if (value == null) {
      return missing(at + "." + COLUMN, "name the column to compare");
    }
    return Settings.isFilledText(value)
        ? Optional.of((String) value.unwrapped())
        : refuse(at + "." + COLUMN, "must be a string that is not blank", value, "");
  }

  private Optional<FilterSpec.Op> op(String at, ConfigObject object) {
    String choices = Words.either(FilterSpec.Op.words());
    ConfigValue value = object.get(OP);
    if (value == null) {
      return missing(at + "." + OP, "give " + choices);
    }
    Optional<FilterSpec.Op> op = FilterSpec.Op.of(String.valueOf(value.unwrapped()));
    return op.isPresent() ? op : refuse(at + "." + OP, "must be " + choices, value, "");
  }

  private Optional<List<Scalar>> values(String at, FilterSpec.Op op, @Nullable ConfigValue value) {
    boolean absent = value == null || value.valueType() == ConfigValueType.NULL;
    if (op.isOfNull()) {
      return absent ? Optional.of(List.of()) : refuse(at, "must be absent", value, with(op));
    }
    if (value == null || absent) {
      return missing(at, "give what to compare with, or use op = is-null or is-not-null");
    }
    return op.isOfList() ? list(at, op, value) : one(at, op, value);
  }

  private Optional<List<Scalar>> list(String at, FilterSpec.Op op, ConfigValue value) {
    List<ConfigValue> elements = value instanceof ConfigList list ? list : List.of();
    List<Scalar> scalars =
        elements.stream().map(FilterReader::scalar).flatMap(Optional::stream).toList();
    return areOfOneType(scalars, elements)
        ? told(at, scalars, elements)
        : refuse(
            at, "must be a list of strings, of finite numbers or of booleans", value, with(op));
  }

  private Optional<List<Scalar>> one(String at, FilterSpec.Op op, ConfigValue value) {
    Optional<Scalar> scalar = scalar(value);
    if (scalar.isEmpty()) {
      return refuse(at, "must be a string, a finite number or a boolean", value, with(op));
    }
    return op.isOrder() && scalar.get() instanceof Scalar.Truth
        ? refuse(at, "must be a string or a finite number", value, with(op))
        : told(at, List.of(scalar.get()), List.of(value));
  }

  private Optional<List<Scalar>> told(String at, List<Scalar> scalars, List<ConfigValue> values) {
    for (ConfigValue value : values) {
      if (DIGITS.matcher(Literals.written(value)).matches()
          && new BigInteger(Literals.written(value)).abs().compareTo(LARGEST) > 0
          && Literals.number(value).isPresent()) {
        return refuse(at, "must be at most 2^53, up to which numbers are told apart", value, "");
      }
    }
    return Optional.of(scalars);
  }

  private static boolean areOfOneType(List<Scalar> scalars, List<ConfigValue> elements) {
    return scalars.size() == elements.size()
        && scalars.stream().map(Object::getClass).distinct().count() == 1;
  }

  /** A value of the environment is a number or a boolean where it spells one. */
  private static Optional<Scalar> scalar(ConfigValue value) {
    Optional<Boolean> flag = Literals.flag(value);
    if (flag.isPresent()) {
      return Optional.of(new Scalar.Truth(flag.get()));
    }
    return Literals.number(value).isPresent()
        ? Optional.of(Literals.number(value).getAsDouble())
            .filter(Double::isFinite)
            .map(Scalar.Numeric::new)
        : Literals.scalar(value);
  }

  private static String with(FilterSpec.Op op) {
    return "it goes with op = " + op.word();
  }

  private <T> Optional<T> missing(String at, String advice) {
    settings.note(PATH, at + " is required", advice);
    return Optional.empty();
  }

  private <T> Optional<T> refuse(
      String at, String rule, @Nullable ConfigValue value, String advice) {
    String shown = value == null ? "absent" : Settings.shown(value);
    settings.note(PATH, at + " " + rule + ", but was " + shown, advice);
    return Optional.empty();
  }
}

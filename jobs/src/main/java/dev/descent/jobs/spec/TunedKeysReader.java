package dev.descent.jobs.spec;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads the section {@code tune.over}. */
final class TunedKeysReader {
  private static final String OVER = "tune.over";

  /** What does not make another model of the same rows. */
  private static final List<String> FIXED =
      List.of(
          "name",
          "data.train",
          "data.test",
          "data.label",
          "data.score",
          "training.checkpoint",
          "use",
          "output",
          "retrain",
          "tune");

  private final Settings settings;

  TunedKeysReader(Settings settings) {
    this.settings = settings;
  }

  List<TunedKey> over(SearchSpec search) {
    if (!settings.hasObject(OVER)) {
      if (settings.has(OVER)) {
        settings.refuse(OVER, "must be a section { KEY = [VALUE, ..] }");
      } else {
        settings.missing(OVER, "list values, such as model.penalty.strength = [0.1, 0.01]");
      }
      return List.of();
    }
    List<TunedKey> keys =
        settings.keysBelow(OVER).stream()
            .map(path -> rangeAround(path).orElse(path))
            .distinct()
            .flatMap(path -> key(path, search).stream())
            .toList();
    if (keys.isEmpty() && settings.soundIn(OVER)) {
      settings.refuse(OVER, "must have a key, such as model.penalty.strength = [0.1, 0.01]");
    }
    return keys;
  }

  /** The path of the range of which {@code path} is an end, if it is one. */
  private Optional<String> rangeAround(String path) {
    String above = Keys.ancestors(path).findFirst().orElse(OVER);
    boolean range =
        !above.equals(OVER)
            && Stream.of(above + ".from", above + ".to")
                .allMatch(end -> settings.has(end) && !isList(end));
    return range ? Optional.of(above) : Optional.empty();
  }

  private boolean isList(String path) {
    return settings.config().getValue(path).valueType() == ConfigValueType.LIST;
  }

  private Optional<TunedKey> key(String path, SearchSpec search) {
    String key = path.substring(OVER.length() + 1);
    Optional<ConfigValue> value = settings.value(path);
    if (value.isEmpty() || !isTunable(path, key)) {
      return Optional.empty();
    }
    if (rangeAround(path + ".from").isPresent()) {
      return range(path, key, search);
    }
    boolean listed =
        value.get() instanceof ConfigList list
            && !list.isEmpty()
            && list.stream().noneMatch(one -> one.valueType() == ConfigValueType.NULL);
    if (!listed) {
      String above = Keys.ancestors(path).findFirst().orElse(OVER);
      boolean whole = Environment.isResolved(settings.config().getValue(above));
      return whole ? settings.refuse(path, "must be a list of values to try") : Optional.empty();
    }
    List<ConfigValue> values = (ConfigList) value.get();
    if (values.stream().distinct().count() < values.size()) {
      return settings.refuse(path, "must list values that are distinct");
    }
    return Optional.of(
        new TunedKey.Listed(key, values.stream().map(TunedKeysReader::written).toList()));
  }

  private Optional<TunedKey> range(String path, String key, SearchSpec search) {
    if (!(search instanceof SearchSpec.Random) && settings.soundIn("tune.search")) {
      settings.note(
          path, path + " { from, to } goes with tune.search { random = 50 }", "list its values");
    }
    TunedKey.Scale scale =
        Words.of(path + ".scale", TunedKey.Scale.class)
            .in(settings, TunedKey.Scale.class)
            .orElse(TunedKey.Scale.LINEAR);
    Bound bound = scale == TunedKey.Scale.LOG ? Bound.POSITIVE : Bound.ANY;
    OptionalDouble from = settings.number(path + ".from", bound);
    OptionalDouble to = settings.number(path + ".to", bound);
    if (from.isEmpty() || to.isEmpty() || !(search instanceof SearchSpec.Random)) {
      return Optional.empty();
    }
    if (to.getAsDouble() <= from.getAsDouble()) {
      return settings.refuse(
          path + ".to", "must be > " + path + ".from = " + settings.shown(path + ".from"));
    }
    return Optional.of(new TunedKey.Range(key, from.getAsDouble(), to.getAsDouble(), scale));
  }

  private boolean isTunable(String path, String key) {
    boolean known =
        Keys.isSection(key)
            || Stream.concat(Stream.of(key), Keys.ancestors(key)).anyMatch(Keys::isSetting);
    if (!known) {
      String advice = Keys.near(key).map(near -> "did you mean " + near + "?").orElse("");
      settings.note(path, "unknown key " + key + " in " + OVER, advice);
      return false;
    }
    boolean fixed =
        Stream.concat(Stream.of(key), Keys.ancestors(key)).anyMatch(FIXED::contains)
            || key.equals("data");
    if (fixed) {
      settings.note(path, path + " makes no other model of the same rows", "remove it");
    }
    return !fixed;
  }

  private static String written(ConfigValue value) {
    return value.valueType() == ConfigValueType.NUMBER
        ? Literals.written(value)
        : value.render(ConfigRenderOptions.concise());
  }
}

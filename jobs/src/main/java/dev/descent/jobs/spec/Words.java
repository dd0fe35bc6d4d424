package dev.descent.jobs.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words that may stand at a path.
 *
 * @param path the key
 * @param allowed words of this version
 * @param later words that the contract has and this version does not
 * @param forms what may stand there other than a word, as messages name it
 */
record Words(String path, List<String> allowed, List<String> later, List<String> forms) {

  static Words of(String path, String... allowed) {
    return of(path, List.of(allowed));
  }

  static Words of(String path, List<String> allowed) {
    return new Words(path, allowed, List.of(), List.of());
  }

  /** The constants of an enum, as words. */
  static Words of(String path, Class<? extends Enum<?>> type) {
    return of(path, Arrays.stream(type.getEnumConstants()).map(Words::of).toList());
  }

  /** The word of a constant: {@code VALIDATION_LOSS} is {@code validation-loss}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Words later(String... words) {
    return new Words(path, allowed, List.of(words), forms);
  }

  /** Another form that messages name as a choice; its reader reads it before the words. */
  Words or(String form) {
    return new Words(path, allowed, later, Stream.concat(forms.stream(), Stream.of(form)).toList());
  }

  /** The word at the path, if it is one that is allowed; every other value is an error. */
  Optional<String> in(Settings settings) {
    boolean judgedByItsKeys = settings.hasObject(path) && !settings.soundIn(path);
    if (settings.value(path).isEmpty() || judgedByItsKeys) {
      return Optional.empty();
    }
    Object plain = settings.value(path).get().unwrapped();
    if (!(plain instanceof String word)) {
      return settings.refuse(path, "must be " + choices());
    }
    if (allowed.contains(word)) {
      return Optional.of(word);
    }
    if (later.contains(word)) {
      settings.note(
          path, path + " = " + word + " is not available in this version", "use " + choices());
      return Optional.empty();
    }
    String advice =
        Spelling.nearest(word, allowed, Spelling.limit(word))
            .map(near -> "did you mean " + near + "?")
            .orElse("");
    return settings.refuse(path, "must be " + choices(), advice);
  }

  /** The constant whose word stands at the path. */
  <E extends Enum<E>> Optional<E> in(Settings settings, Class<E> type) {
    return in(settings)
        .flatMap(
            word ->
                Arrays.stream(type.getEnumConstants()).filter(e -> of(e).equals(word)).findAny());
  }

  private String choices() {
    return either(Stream.concat(allowed.stream(), forms.stream()).toList());
  }

  /** The words as a choice: {@code a, b or c}. */
  static String either(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}

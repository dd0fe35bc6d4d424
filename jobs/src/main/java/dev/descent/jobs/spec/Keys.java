package dev.descent.jobs.spec;

import com.typesafe.config.ConfigUtil;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key of the contract. */
public final class Keys {
  /** Those of this version, as {@code keys.txt} has them. */
  private static final List<Key> ALL = KeyText.read();

  private static final Set<String> SETTINGS =
      ALL.stream()
          .filter(key -> !key.isSection())
          .map(Key::path)
          .collect(Collectors.toCollection(LinkedHashSet::new));

  private static final Set<String> SECTIONS = sections();

  private Keys() {}

  /** Every key and section, in the order of their pages. */
  public static List<Key> all() {
    return ALL;
  }

  /** Whether a value may stand at the path. */
  static boolean isSetting(String path) {
    return SETTINGS.contains(path);
  }

  /** Whether keys may stand below the path. */
  static boolean isSection(String path) {
    return SECTIONS.contains(path);
  }

  /** The known key that an unknown one was probably meant to be, if any is near. */
  static Optional<String> near(String unknown) {
    Set<String> known = new LinkedHashSet<>(SETTINGS);
    known.addAll(SECTIONS);
    Optional<String> close = Spelling.nearest(unknown, known, limit(unknown));
    return close.isPresent() ? close : sameName(unknown);
  }

  /** A key of another section with the same name, if there is exactly one. */
  private static Optional<String> sameName(String unknown) {
    List<String> found =
        SETTINGS.stream().filter(key -> last(key).equals(last(unknown))).limit(2).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static int limit(String unknown) {
    return Spelling.limit(last(unknown));
  }

  private static String last(String path) {
    List<String> elements = ConfigUtil.splitPath(path);
    return elements.get(elements.size() - 1);
  }

  private static Set<String> sections() {
    return SETTINGS.stream()
        .flatMap(Keys::ancestors)
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The paths above a path, from the longest. */
  static Stream<String> ancestors(String path) {
    List<String> elements = ConfigUtil.splitPath(path);
    return Stream.iterate(elements.size() - 1, n -> n > 0, n -> n - 1)
        .map(n -> ConfigUtil.joinPath(elements.subList(0, n)));
  }
}

package dev.descent.jobs.spec;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys of a section that go with some of its kinds only.
 *
 * @param section the path above the keys
 * @param kind the path of the word that chooses the kind
 * @param kinds by key, those that have it
 */
record TypeKeys(String section, String kind, SortedMap<String, List<String>> kinds) {

  static TypeKeys of(String section, String kind) {
    return new TypeKeys(section, kind, new TreeMap<>());
  }

  /** These and one more key. */
  TypeKeys with(String key, String... itsKinds) {
    SortedMap<String, List<String>> all = new TreeMap<>(kinds);
    all.put(key, List.of(itsKinds));
    return new TypeKeys(section, kind, all);
  }

  /** Notes every key that is set and that the chosen kind does not have. */
  void check(Settings settings, String chosen) {
    check(settings, chosen, "");
  }

  /** The same; the reason follows the chosen kind in the message. */
  void check(Settings settings, String chosen, String reason) {
    String said = reason.isEmpty() ? chosen : chosen + ", " + reason;
    kinds.forEach(
        (key, itsKinds) -> {
          if (!itsKinds.contains(chosen)) {
            settings.mismatch(section + "." + key, kind, Words.either(itsKinds), said);
          }
        });
  }
}

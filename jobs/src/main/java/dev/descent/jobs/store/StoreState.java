package dev.descent.jobs.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the log of a store comes to.
 *
 * @param entries how many there are in the log
 * @param versions that are published and not deleted, by number
 * @param deleted numbers of versions that are deleted, and so never used again
 * @param champions the champion last, before it the one that a roll back leads to, and so on; of
 *     versions that are there
 * @param challenger the version that was published last, while it is there and was never promoted
 */
public record StoreState(
    long entries,
    NavigableMap<Integer, Version> versions,
    NavigableSet<Integer> deleted,
    List<Integer> champions,
    OptionalInt challenger) {
  static final StoreState EMPTY =
      new StoreState(0, new TreeMap<>(), new TreeSet<>(), List.of(), OptionalInt.empty());

  public StoreState {
    versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
    deleted = Collections.unmodifiableNavigableSet(new TreeSet<>(deleted));
    champions = List.copyOf(champions);
  }

  /** The version that predicts. */
  public OptionalInt champion() {
    return last(champions.size() - 1);
  }

  /** The version that a roll back makes the champion. */
  public OptionalInt beforeChampion() {
    return last(champions.size() - 2);
  }

  private OptionalInt last(int place) {
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(champions.get(place));
  }

  /** The version of a number, if there is one of it. */
  public Optional<Version> version(OptionalInt number) {
    return number.isPresent()
        ? Optional.ofNullable(versions.get(number.getAsInt()))
        : Optional.empty();
  }

  /** The names that a version has: champion, challenger, or none. */
  public List<String> aliases(int version) {
    List<String> aliases = new ArrayList<>();
    if (champion().equals(OptionalInt.of(version))) {
      aliases.add("champion");
    }
    if (challenger.equals(OptionalInt.of(version))) {
      aliases.add("challenger");
    }
    return aliases;
  }

  StoreState published(Version version) {
    TreeMap<Integer, Version> more = new TreeMap<>(versions);
    more.put(version.number(), version);
    return new StoreState(entries + 1, more, deleted, champions, OptionalInt.of(version.number()));
  }

  StoreState promoted(int version) {
    List<Integer> more = new ArrayList<>(champions);
    more.add(version);
    return new StoreState(entries + 1, versions, deleted, more, challengerUnless(version));
  }

  StoreState rolledBack() {
    List<Integer> fewer = champions.subList(0, champions.size() - 1);
    return new StoreState(entries + 1, versions, deleted, fewer, challenger);
  }

  StoreState without(int version) {
    TreeMap<Integer, Version> fewer = new TreeMap<>(versions);
    fewer.remove(version);
    TreeSet<Integer> gone = new TreeSet<>(deleted);
    gone.add(version);
    List<Integer> left = new ArrayList<>();
    for (int champion : champions) {
      boolean again = !left.isEmpty() && left.get(left.size() - 1) == champion;
      if (champion != version && !again) {
        left.add(champion);
      }
    }
    return new StoreState(entries + 1, fewer, gone, left, challengerUnless(version));
  }

  private OptionalInt challengerUnless(int version) {
    return challenger.equals(OptionalInt.of(version)) ? OptionalInt.empty() : challenger;
  }
}

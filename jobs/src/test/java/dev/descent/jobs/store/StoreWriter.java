package dev.descent.jobs.store;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A program that does what comes to its mind with a store, until it is stopped, and says of each
 * change that it is done.
 */
final class StoreWriter {
  private final ModelStore store;
  private final Random random;
  private final String name;
  private int runs;

  private StoreWriter(ModelStore store, String name, Random random) {
    this.store = store;
    this.name = name;
    this.random = random;
  }

  /** Arguments: the name of this writer, a seed, how many changes. */
  public static void main(String[] arguments) {
    StoreWriter writer =
        new StoreWriter(
            Place.here().open(), arguments[0], new Random(Long.parseLong(arguments[1])));
    int changes = Integer.parseInt(arguments[2]);
    for (int done = 0; done < changes; ) {
      try {
        System.out.println(writer.change());
        done++;
      } catch (LostRaceException | StoreRuleException e) {
        System.out.println("refused " + e.getMessage());
      }
    }
  }

  private String change() {
    StoreState state = store.state();
    OptionalInt champion = state.champion();
    int choice = random.nextInt(4);
    if (choice == 0 || state.versions().size() < 3) {
      String run = name + "-" + runs++;
      store.publish(Runs.of(run, random.nextDouble()));
      return "publish " + run;
    }
    if (choice == 1 && state.beforeChampion().isPresent()) {
      return "rollback " + store.rollBack(champion);
    }
    List<Integer> versions = List.copyOf(state.versions().keySet());
    int version = versions.get(random.nextInt(versions.size()));
    if (choice == 2 && versions.size() > 6) {
      store.delete(version);
      return "delete " + version;
    }
    store.promote(version, champion);
    return "promote " + version;
  }
}

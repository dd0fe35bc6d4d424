package dev.descent.jobs.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.OptionalInt;

/** A program that promotes one version again and again, whenever it is told which champion goes. */
final class PromotionRacer {
  private PromotionRacer() {}

  /** Arguments: safe or naive, the version. */
  public static void main(String[] arguments) throws IOException {
    Place place = Place.here();
    int version = Integer.parseInt(arguments[1]);
    try (ModelStore store =
            arguments[0].equals("safe")
                ? place.open()
                : new ModelStore(new NaiveFiles(place), Clock.systemUTC());
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("ready " + store.state().versions().size());
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        System.out.println(promote(store, version, Integer.parseInt(line)));
      }
    }
  }

  private static String promote(ModelStore store, int version, int expected) {
    try {
      store.promote(version, expected == 0 ? OptionalInt.empty() : OptionalInt.of(expected));
      return "won";
    } catch (LostRaceException | StoreRuleException e) {
      return "lost";
    } catch (RuntimeException e) {
      return "failed: " + e;
    }
  }
}

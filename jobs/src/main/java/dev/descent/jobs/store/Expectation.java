package dev.descent.jobs.store;

import java.util.Map;
import java.util.OptionalInt;

/** The champion that a change expects, which makes it fail where another one came first. */
final class Expectation {
  static final String KEY = "expected";

  private Expectation() {}

  static Map<String, Object> toMap(OptionalInt expected) {
    return expected.isPresent() ? Map.of(KEY, expected.getAsInt()) : Map.of();
  }

  static void require(OptionalInt expected, StoreState state) {
    if (!state.champion().equals(expected)) {
      throw new LostRaceException(
          "the champion is "
              + shown(state.champion())
              + ", but was expected to be "
              + shown(expected)
              + "; look again before changing it");
    }
  }

  private static String shown(OptionalInt version) {
    return version.isPresent() ? "version " + version.getAsInt() : "none";
  }
}

package dev.descent.jobs.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * One thing that is done with a version; {@link #after} says whether it may be, and what then is.
 */
sealed interface Change permits Change.Publish, Change.Promote, Change.RollBack, Change.Delete {
  /** The version that it is about. */
  int version();

  /** Its name in the log. */
  String operation();

  /** What else the log says of it, as JSON. */
  Map<String, Object> details();

  /**
   * The state after it.
   *
   * @throws LostRaceException if the state is not the one that the change expects
   * @throws StoreRuleException if it is against a rule
   */
  StoreState after(StoreState state);

  /** A version is there. */
  record Publish(Version published) implements Change {
    @Override
    public int version() {
      return published.number();
    }

    @Override
    public String operation() {
      return "publish";
    }

    @Override
    public Map<String, Object> details() {
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("run", published.run());
      details.put("parametersSha256", published.parametersSha256());
      published.decided().ifPresent(about -> details.put("decided", about));
      Map<String, Object> files = new LinkedHashMap<>();
      new TreeMap<>(published.files()).forEach((name, mark) -> files.put(name, mark.toMap()));
      details.put("files", files);
      return details;
    }

    @Override
    public StoreState after(StoreState state) {
      if (state.deleted().contains(version())) {
        throw new LostRaceException(
            "version " + version() + " was deleted while it was being published; publish again");
      }
      if (state.versions().containsKey(version())) {
        throw new StoreRuleException("version " + version() + " is published already");
      }
      return state.published(published);
    }
  }

  /**
   * A version becomes the champion.
   *
   * @param expected the champion so far
   */
  record Promote(int version, OptionalInt expected) implements Change {
    @Override
    public String operation() {
      return "promote";
    }

    @Override
    public Map<String, Object> details() {
      return Expectation.toMap(expected);
    }

    @Override
    public StoreState after(StoreState state) {
      Expectation.require(expected, state);
      if (!state.versions().containsKey(version)) {
        throw new StoreRuleException(
            "version " + version + " cannot be promoted: it is not published, or deleted");
      }
      if (state.champion().equals(OptionalInt.of(version))) {
        throw new StoreRuleException("version " + version + " is the champion already");
      }
      return state.promoted(version);
    }
  }

  /**
   * The champion before becomes the champion again.
   *
   * @param version the one before
   * @param expected the champion so far
   */
  record RollBack(int version, OptionalInt expected) implements Change {
    @Override
    public String operation() {
      return "rollback";
    }

    @Override
    public Map<String, Object> details() {
      return Expectation.toMap(expected);
    }

    @Override
    public StoreState after(StoreState state) {
      Expectation.require(expected, state);
      if (!state.beforeChampion().equals(OptionalInt.of(version))) {
        throw new StoreRuleException("version " + version + " was not the champion before");
      }
      return state.rolledBack();
    }
  }

  /** A version is gone, or what was left of one that was never published. */
  record Delete(int version) implements Change {
    @Override
    public String operation() {
      return "delete";
    }

    @Override
    public Map<String, Object> details() {
      return Map.of();
    }

    @Override
    public StoreState after(StoreState state) {
      if (state.champion().equals(OptionalInt.of(version))) {
        throw new StoreRuleException(
            "version "
                + version
                + " is the champion and cannot be deleted; promote another one first, or roll back");
      }
      if (state.deleted().contains(version)) {
        throw new StoreRuleException("version " + version + " is deleted already");
      }
      return state.without(version);
    }
  }
}

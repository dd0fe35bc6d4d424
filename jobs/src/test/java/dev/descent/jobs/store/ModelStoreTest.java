package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.jobs.run.StorageException;
import dev.descent.model.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be done with versions, and what the log makes of it. */
final class ModelStoreTest {
  private static final OptionalInt NONE = OptionalInt.empty();

  private final MemoryFiles files = new MemoryFiles();
  private final ModelStore store = another();

  private ModelStore another() {
    return new ModelStore(files, Runs.NOON);
  }

  private static OptionalInt version(int number) {
    return OptionalInt.of(number);
  }

  /** Versions 1 to {@code count}, the first of them the champion. */
  private void fill(int count) {
    for (int n = 1; n <= count; n++) {
      store.publish(Runs.of("run-" + n, n));
    }
    store.promote(1, NONE);
  }

  @Test
  void anEmptyStoreHasNothing() {
    assertThat(store.state()).isEqualTo(StoreState.EMPTY);
    assertThatThrownBy(store::champion)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "there is no champion in models/job; publish a run and promote it with descent models");
    assertThatThrownBy(() -> store.load(1))
        .isInstanceOf(StorageException.class)
        .hasMessage("there is no version 1 in models/job; there are none");
    assertThat(store.verify()).isEqualTo(new Verification(List.of(), List.of()));
  }

  @Test
  void aPublishedVersionIsTheChallengerUntilItIsPromoted() {
    Version version = store.publish(Runs.of("run-1", 1));
    assertThat(version.number()).isEqualTo(1);
    assertThat(store.state().aliases(1)).containsExactly("challenger");
    store.promote(1, NONE);
    assertThat(store.state().aliases(1)).containsExactly("champion");
    assertThat(another().champion().model().parameters()).containsExactly(1, 0);
    assertThat(files.contents.keySet())
        .containsExactly(
            "log/00000000000000000001.json",
            "log/00000000000000000002.json",
            "versions/1/manifest.json",
            "versions/1/metrics.json",
            "versions/1/model.json",
            "versions/1/parameters.bin",
            "versions/1/run.json");
  }

  @Test
  void aRunIsPublishedOnce() {
    fill(2);
    assertThat(another().publish(Runs.of("run-1", 1)).number()).isEqualTo(1);
    assertThat(store.state().entries()).isEqualTo(3);
    assertThatThrownBy(() -> store.publish(Runs.of("run-1", 7)))
        .isInstanceOf(StoreRuleException.class)
        .hasMessage("run run-1 is version 1 with other parameters; a run is published once");
  }

  @Test
  void aPromotionNamesTheChampionItExpects() {
    fill(3);
    ModelStore late = another();
    assertThat(late.state().champion()).hasValue(1);
    store.promote(2, version(1));
    assertThatThrownBy(() -> late.promote(3, version(1)))
        .isInstanceOf(LostRaceException.class)
        .hasMessage(
            "the champion is version 2, but was expected to be version 1; look again before changing it");
    assertThatThrownBy(() -> late.promote(3, NONE))
        .isInstanceOf(LostRaceException.class)
        .hasMessageContaining("expected to be none");
    assertThat(late.state().champion()).hasValue(2);
  }

  @Test
  void aChangeOfSomethingElseDoesNotLoseTheRace() {
    fill(3);
    ModelStore late = another();
    late.state();
    store.delete(3);
    late.promote(2, version(1));
    assertThat(store.state().champion()).hasValue(2);
    assertThat(store.state().entries()).isEqualTo(6);
  }

  @Test
  void rollingBackLeadsThroughTheChampionsBefore() {
    fill(3);
    store.promote(2, version(1));
    store.promote(3, version(2));
    store.promote(2, version(3));
    assertThat(store.rollBack(version(2))).isEqualTo(3);
    assertThat(store.rollBack(version(3))).isEqualTo(2);
    assertThat(store.rollBack(version(2))).isEqualTo(1);
    assertThatThrownBy(() -> store.rollBack(version(1)))
        .isInstanceOf(StoreRuleException.class)
        .hasMessage("there is no champion before this one that a roll back could lead to");
    assertThatThrownBy(() -> store.rollBack(version(2))).isInstanceOf(LostRaceException.class);
  }

  /** What is told is what was done, and not what others have made of it since. */
  @Test
  void aRollBackNamesTheVersionThatItChose() {
    fill(3);
    store.promote(2, version(1));
    ModelStore overtaken =
        new ModelStore(
            new PassingFiles(files) {
              @Override
              public boolean putIfAbsent(String name, byte[] content) throws IOException {
                boolean put = super.putIfAbsent(name, content);
                store.promote(3, version(1));
                return put;
              }
            },
            Runs.NOON);
    assertThat(overtaken.rollBack(version(2))).isEqualTo(1);
    assertThat(overtaken.state().champion()).hasValue(3);
  }

  @Test
  void aDeletedVersionIsNeitherRolledBackToNorUsedAgain() {
    fill(3);
    store.promote(2, version(1));
    store.promote(3, version(2));
    store.promote(2, version(3));
    store.delete(3);
    assertThat(store.state().champions()).containsExactly(1, 2);
    assertThat(files.list("versions")).containsExactly("1", "2");
    assertThat(store.publish(Runs.of("run-4", 4)).number()).isEqualTo(4);
    store.delete(4);
    assertThat(store.publish(Runs.of("run-4", 4)).number()).isEqualTo(5);
    assertThatThrownBy(() -> store.load(3)).hasMessageEndingWith("there are [1, 2, 5]");
    assertThatThrownBy(() -> store.promote(3, version(2)))
        .isInstanceOf(StoreRuleException.class)
        .hasMessage("version 3 cannot be promoted: it is not published, or deleted");
  }

  @Test
  void theChampionCannotBeDeletedNorPromotedAgain() {
    fill(1);
    assertThatThrownBy(() -> store.delete(1))
        .isInstanceOf(StoreRuleException.class)
        .hasMessageContaining("is the champion and cannot be deleted; promote another one first");
    assertThatThrownBy(() -> store.promote(1, version(1)))
        .isInstanceOf(StoreRuleException.class)
        .hasMessage("version 1 is the champion already");
    assertThatThrownBy(() -> store.delete(2))
        .isInstanceOf(StorageException.class)
        .hasMessage("there is no version 2 in models/job; there are [1]");
  }

  @Test
  void deletingAVersionThatIsBeingPublishedStopsThat() {
    files.onPut =
        name -> {
          if (name.equals("versions/1/manifest.json")) {
            another().delete(1);
          }
        };
    assertThatThrownBy(() -> store.publish(Runs.of("run-1", 1)))
        .isInstanceOf(LostRaceException.class)
        .hasMessage("version 1 was deleted while it was being published; publish again");
    assertThat(store.publish(Runs.of("run-1", 1)).number()).isEqualTo(2);
    assertThat(store.verify().left()).hasSize(1);
  }

  @Test
  void twoPublishersOfARunMakeOneVersion() {
    files.onPut =
        name -> {
          if (name.equals("versions/1/manifest.json")) {
            another().publish(Runs.of("run-1", 1));
          }
        };
    assertThat(store.publish(Runs.of("run-1", 1)).number()).isEqualTo(2);
    assertThat(store.state().versions()).hasSize(1);
    assertThat(store.verify()).isEqualTo(new Verification(List.of(), List.of()));
  }

  @Test
  void whatAVersionHasIsWhatWasPublished() {
    fill(2);
    files.contents.put("versions/1/metrics.json", new byte[] {1});
    files.contents.remove("versions/2/parameters.bin");
    assertThat(store.verify().damaged())
        .containsExactly(
            "version 1: models/job/versions/1/metrics.json is not the file that was published; it is damaged or was changed",
            "version 2: cannot read models/job/versions/2/parameters.bin: versions/2/parameters.bin");
    // The files of another whole model are not those of this version.
    Runs.of("x", 9)
        .files()
        .forEach((name, content) -> files.contents.put("versions/1/" + name, content));
    assertThatThrownBy(store::champion)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("manifest.json is not the file that was published");
  }

  @Test
  void whatWritersLeaveIsToldAndCanBeDeleted() {
    fill(1);
    files.contents.put("versions/7/run.json", new byte[] {1});
    files.contents.put("log/.00000000000000000003.json.abc.tmp", new byte[] {1});
    assertThat(store.verify().damaged()).isEmpty();
    assertThat(store.verify().left())
        .containsExactly(
            "models/job/versions/7 is there, but version 7 was never published; descent models delete removes it",
            "models/job/log/.00000000000000000003.json.abc.tmp is what a writer left that was stopped");
    store.delete(7);
    assertThat(files.list("versions")).containsExactly("1");
    files.contents.put("versions/7/run.json", new byte[] {1});
    assertThat(store.verify().left().get(0)).contains("version 7 is deleted");
    store.delete(7);
    assertThat(files.list("versions")).containsExactly("1");
    assertThat(store.state().entries()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 3 | log/00000000000000000003.json does not fit those before it: the champion is version 1, but was expected to be none",
        "1 | 0 | log/00000000000000000001.json cannot be read, and there are later ones: log/00000000000000000001.json",
      })
  void aDamagedLogIsRefused(int from, int to, String message) {
    fill(1);
    byte[] entry = files.contents.remove("log/" + LogEntry.name(from));
    if (to > 0) {
      files.contents.put("log/" + LogEntry.name(from), entry);
      String text = new String(entry, StandardCharsets.UTF_8);
      files.contents.put(
          "log/" + LogEntry.name(to),
          text.replace("\"number\":" + from, "\"number\":" + to).getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> another().state())
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("the log is damaged: models/job/" + message);
  }

  @Test
  void entriesDoNotGoAway() {
    fill(2);
    files.contents.remove("log/" + LogEntry.name(3));
    assertThatThrownBy(store::state)
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the log is damaged: models/job/log/00000000000000000003.json was there and is gone; restore the file");
  }
}

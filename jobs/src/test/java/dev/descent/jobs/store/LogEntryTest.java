package dev.descent.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LogEntryTest {
  private static final String PROMOTE =
      "{'format':1,'number':3,'id':'a','time':'2026-11-26T12:00:00Z','operation':'promote','version':2,'expected':1}";

  static Stream<Change> changes() {
    Map<String, FileMark> files = new LinkedHashMap<>();
    Runs.of("run", 1).files().forEach((name, content) -> files.put(name, FileMark.of(content)));
    return Stream.of(
        new Change.Publish(
            new Version(1, "run", "abc", files, Runs.NOON.instant(), Optional.empty())),
        new Change.Publish(
            new Version(1, "run", "abc", files, Runs.NOON.instant(), Optional.of("data"))),
        new Change.Promote(2, OptionalInt.empty()),
        new Change.Promote(2, OptionalInt.of(1)),
        new Change.RollBack(1, OptionalInt.of(2)),
        new Change.Delete(Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void readsBackAsItWasWritten(Change change) {
    LogEntry entry = new LogEntry(3, "id", Runs.NOON.instant(), change);
    assertThat(LogEntry.parse(3, entry.toBytes())).isEqualTo(entry);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'format':1 | 'format':2 | format must be 1, but was 2",
        "'number':3 | 'number':4 | number must be 3, but was 4",
        "'promote' | 'forget' | operation must be publish, promote, rollback or delete, but was forget",
        "'version':2 | 'version':0 | version must be from 1 to 2^31 - 1, but was 0",
        "'version':2 | 'version':'2' | version must be a whole number, but was \"2\"",
        "'expected':1 | 'expected':2147483648 | expected must be from 1 to 2^31 - 1, but was 2147483648",
        "'expected' | 'expects' | unknown key expects",
        "12:00:00Z | noon | time must be a time, but was 2026-11-26Tnoon",
        "'promote' | 'delete' | unknown key expected",
        "'promote','version':2,'expected':1 | 'publish','version':2,'run':'r','parametersSha256':'s','files':{} | files must have run.json, metrics.json, model.json, parameters.bin, manifest.json",
        "'promote','version':2,'expected':1 | 'publish','version':2,'run':'r','parametersSha256':'s','files':{'../x':{}} | unknown key files.../x",
        "'promote','version':2,'expected':1 | 'publish','version':2,'run':'r','parametersSha256':'s','files':{'run.json':{'bytes':-1,'sha256':'x'}} | files.run.json.a file has from 0 to 2^31 - 1 bytes and a SHA-256, but this one has -1 and x",
      })
  void whatIsNoEntryIsRefused(String text, String instead, String message) {
    String changed = PROMOTE.replace(text, instead).replace('\'', '"');
    assertThatThrownBy(() -> LogEntry.parse(3, changed.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelException.class)
        .hasMessage("log/00000000000000000003.json: " + message);
  }
}

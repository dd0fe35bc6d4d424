package dev.descent.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of each key is what the parser makes of it. */
class KeysTest {
  private static final Pattern MOST = Pattern.compile("at most (\\d+)[.,;]");

  /** One of them is of no kind that the key takes. */
  private static final List<String> WRONG = List.of("[[]]", "1", "[x]");

  /** It follows from the split: no single value is the usual one. */
  private static final String METRIC = "training.stop.metric";

  static Stream<Key> settings() {
    return Keys.all().stream().filter(key -> !key.isSection());
  }

  static Stream<Key> bounded() {
    return settings().filter(key -> key.value().startsWith("an integer") && most(key).isPresent());
  }

  @Test
  void everyKeyAndEverySectionIsToldOnce() {
    List<String> paths = Keys.all().stream().map(Key::path).toList();
    Set<String> sections =
        settings().map(Key::path).flatMap(Keys::ancestors).collect(Collectors.toSet());
    assertThat(paths).doesNotHaveDuplicates().containsAll(sections);
    assertThat(Keys.all()).filteredOn(Key::isSection).extracting(Key::path).isSubsetOf(sections);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theExampleIsAJobThatSetsTheKey(Key key) {
    assertThat(Jobs.errors(base(key), example(key))).isEmpty();
    assertThat(ConfigFactory.parseString(example(key)).hasPath(key.path())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theValueIsWhatTheParserAsksFor(Key key) {
    List<String> said =
        WRONG.stream()
            .flatMap(wrong -> Jobs.errors(base(key), example(key), set(key, wrong)).stream())
            .toList();
    String above = Pattern.quote(key.section());
    assertThat(said)
        .as("a value of %s that must be %s", key.path(), key.value())
        .anyMatch(
            line ->
                line.matches(
                        Pattern.quote(key.path())
                            + " must (be |list )"
                            + Pattern.quote(key.value())
                            + "(,? \\(|,? but was ).*")
                    || line.matches(above + " must be a URL .*\\{ env = NAME } or .*"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theDefaultIsWhatAJobHasWithoutTheKey(Key key) {
    assertThat(key.usual().map(KeysTest::value)).isEqualTo(withoutIt(key).map(KeysTest::value));
  }

  @ParameterizedTest
  @MethodSource("bounded")
  void theMostIsTheMost(Key key) {
    long most = most(key).orElseThrow();
    assertThat(Jobs.errors(base(key), example(key), set(key, most))).isEmpty();
    assertThat(Jobs.errors(base(key), example(key), set(key, most + 1)))
        .singleElement()
        .asString()
        .startsWith(key.path() + " must be <= " + most);
  }

  @Test
  void wordsAreThoseOfTheValue() {
    assertThat(words("training.solver")).containsExactly("mini-batch", "l-bfgs", "exact");
    assertThat(words("training.batch-size")).containsExactly("full");
    assertThat(words("features.standardize")).containsExactly("true", "false");
    assertThat(words("model.penalty.strength")).isEmpty();
  }

  @Test
  void aKeyWithoutASentenceIsNone() {
    assertThatThrownBy(() -> KeyText.parse("a.b: a number\nexample: a.b = 1"))
        .hasMessage("the key a.b has no sentence");
    assertThatThrownBy(() -> KeyText.parse("a.b: a number\nWhat it does."))
        .hasMessage("keys have an example and sections none: a.b");
    assertThatThrownBy(() -> KeyText.parse("a.b\nWhat it does."))
        .hasMessage("no PATH: VALUE but a.b (keys.txt)");
  }

  private static List<String> words(String path) {
    return settings().filter(key -> key.path().equals(path)).findAny().orElseThrow().words();
  }

  private static Optional<Long> most(Key key) {
    Matcher most = MOST.matcher(key.text());
    return most.results().map(MatchResult::group).findFirst().map(found -> digits(found));
  }

  private static long digits(String text) {
    return Long.parseLong(text.replaceAll("\\D", ""));
  }

  /** The value that a rendered job has of an absent key, or that it is required. */
  private static Optional<String> withoutIt(Key key) {
    if (key.path().equals(METRIC)) {
      return Optional.empty();
    }
    for (List<String> lines : List.of(List.<String>of(), List.of(example(key)))) {
      String[] all =
          Stream.concat(lines.stream(), Stream.of(set(key, "null"))).toArray(String[]::new);
      List<String> errors = Jobs.errors(base(key), all);
      if (errors.stream().anyMatch(line -> line.startsWith(key.path() + " is required"))) {
        return isEitherOr(key) ? Optional.empty() : Optional.of("required");
      }
      if (errors.isEmpty()) {
        Config job = ConfigFactory.parseString(Jobs.parse(base(key), all).render());
        if (job.hasPath(key.path())) {
          return Optional.of(job.getValue(key.path()).render());
        }
      }
    }
    return Optional.empty();
  }

  /** A table is found by its format and path, or by its name. */
  private static boolean isEitherOr(Key key) {
    return key.path().matches("(data.train|data.test|use.data)\\..*");
  }

  /** As one of HOCON: a duration may be written in another unit. */
  private static Object value(String text) {
    ConfigValue value = ConfigFactory.parseString("x = " + text).getValue("x");
    return Literals.duration(value).<Object>map(time -> time).orElseGet(value::unwrapped);
  }

  private static String set(Key key, Object value) {
    return key.path() + " = " + value;
  }

  private static String example(Key key) {
    return key.example().orElseThrow();
  }

  /** A job without what the example brings. */
  private static String base(Key key) {
    String job =
        switch (key.model().orElse("linear")) {
          case "logistic" -> Jobs.logistic();
          case "softmax" -> Jobs.softmax();
          case "mlp" -> Jobs.mlp("softmax");
          default -> Jobs.linear();
        };
    return example(key).startsWith("data.train ")
        ? job.replaceFirst("data \\{ train \\{.*?}, label = y }", "data.label = y")
        : job;
  }
}

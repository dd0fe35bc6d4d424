package dev.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.descent.data.Classes;
import dev.descent.data.Standardizer;
import dev.descent.encode.Categorical;
import dev.descent.encode.Column;
import dev.descent.encode.Encoding;
import dev.descent.encode.Expansion;
import dev.descent.encode.Hashed;
import dev.descent.encode.Polynomial;
import dev.descent.encode.Vector;
import dev.descent.loss.Logistic;
import dev.descent.loss.Squared;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WarmStartTest {
  private static final Encoding BEFORE =
      new Encoding(
          List.of("a", "b", "c"),
          1,
          new Standardizer(new double[] {1, 2, 3}, new double[] {2, 0.5, 4}));

  @Test
  void aRowKeepsItsScoreOnOtherScalesAndInOtherOrder() {
    Standardizer other = new Standardizer(new double[] {-1, 7, 0.5}, new double[] {3, 5, 0.25});
    Encoding now = new Encoding(List.of("c", "a", "b"), 1, other);
    for (Network network :
        List.of(new Linear(3, true), new Mlp(3, List.of(4, 2), 1, Activation.TANH))) {
      Model model = model(network, BEFORE);
      WarmStart start = WarmStart.of(model, network, now);
      assertThat(start.added()).isEmpty();
      assertThat(start.dropped()).isEmpty();
      assertThat(start.differences()).isEmpty();
      Model moved = model(network, start.parameters(), now);
      assertThat(moved.score(new double[] {0.3, 5, -2}))
          .isCloseTo(model.score(new double[] {5, -2, 0.3}), within(1e-12));
    }
  }

  /** The next table of a sparse source may be wider, or the numbers columns of their own now. */
  @Test
  void numbersOfVectorsAreMatchedByTheirNames() {
    Model model = model(new Linear(3, true), vectors(3));
    WarmStart same = WarmStart.of(model, new Linear(3, true), vectors(3));
    assertThat(same.parameters()).isEqualTo(model.parameters());
    assertThat(same.differences()).isEmpty();
    WarmStart wider = WarmStart.of(model, new Linear(4, true), vectors(4));
    assertThat(wider.differences()).isEqualTo("new and starting at 0: v[3]");
    Model moved = model(new Linear(4, true), wider.parameters(), vectors(4));
    assertThat(moved.score(new double[] {1, 2, 3, 4}))
        .isEqualTo(model.score(new double[] {1, 2, 3}));
    Encoding columns = new Encoding(List.of("v[2]", "v[0]"), 1, Standardizer.none(2));
    assertThat(WarmStart.of(model, new Linear(2, true), columns).differences())
        .isEqualTo("dropped: v[1]");
  }

  private static Encoding vectors(int size) {
    List<Column> columns = List.of(new Vector("v", size));
    return new Encoding(Expansion.of(columns, 1, Polynomial.none()), Standardizer.none(size));
  }

  /** A model with other categories, of which one is new and one is gone. */
  @Test
  void categoriesAreMatchedByTheirNames() {
    Encoding before = categories("a", "b", "c");
    Encoding now = categories("b", "c", "d");
    Model model = model(new Linear(3, true), before);
    WarmStart start = WarmStart.of(model, new Linear(3, true), now);
    assertThat(start.differences()).isEqualTo("new and starting at 0: k=d; dropped: k=a");
    Model moved = model(new Linear(3, true), start.parameters(), now);
    assertThat(moved.score(new double[] {0})).isEqualTo(model.score(new double[] {1}));
    assertThat(moved.score(new double[] {1})).isEqualTo(model.score(new double[] {2}));
  }

  /** All hashed features are there, or none where their number is another. */
  @Test
  void hashedFeaturesAreMatchedWhereThereAreAsMany() {
    Encoding before = hashed(4, "n", "m");
    Model model = model(new Linear(6, true), before);
    Encoding now = hashed(4, "m");
    WarmStart same = WarmStart.of(model, new Linear(5, true), now);
    assertThat(same.differences()).isEqualTo("dropped: n");
    assertThat(Arrays.copyOf(same.parameters(), 5))
        .containsExactly(Arrays.copyOfRange(model.parameters(), 1, 6));
    WarmStart other = WarmStart.of(model, new Linear(9, true), hashed(8, "m"));
    assertThat(other.differences())
        .isEqualTo("new and starting at 0: hash[0] to hash[7]; dropped: n, hash[0] to hash[3]");
    assertThat(Arrays.copyOf(other.parameters(), 9))
        .containsExactly(model.parameters()[1], 0, 0, 0, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> WarmStart.of(model, new Linear(8, true), hashed(8)))
        .hasMessage("it has none of the features hash[0] to hash[7]");
  }

  private static Encoding hashed(int size, String... numbers) {
    List<Column> columns = new ArrayList<>(Column.numbers(List.of(numbers)));
    columns.add(Hashed.of("k", size));
    Expansion expansion = Expansion.of(columns, 1, Polynomial.none());
    return new Encoding(expansion, Standardizer.none(expansion.features().size()));
  }

  private static Encoding categories(String... categories) {
    List<Column> columns = List.of(Categorical.of("k", List.of(categories)));
    return new Encoding(
        Expansion.of(columns, 1, Polynomial.none()), Standardizer.none(categories.length));
  }

  @Test
  void addedFeaturesStartAtZeroAndDroppedOnesStayAtTheirMean() {
    Standardizer other = new Standardizer(new double[] {9, 1}, new double[] {3, 2});
    Encoding now = new Encoding(List.of("new", "a"), 1, other);
    Model model = model(new Linear(3, true), BEFORE);
    WarmStart start = WarmStart.of(model, new Linear(2, true), now);
    assertThat(start.added()).containsExactly("new");
    assertThat(start.dropped()).containsExactly("b", "c");
    assertThat(start.differences()).isEqualTo("new and starting at 0: new; dropped: b, c");
    assertThat(start.parameters()[0]).isZero();
    Model moved =
        new Model("linear", new Linear(2, true), new Squared(), start.parameters(), now, none());
    assertThat(moved.score(new double[] {123, 5}))
        .isCloseTo(model.score(new double[] {5, 2, 3}), within(1e-12));
  }

  @Test
  void constantColumnsStartAtZero() {
    Encoding constant =
        new Encoding(List.of("a"), 1, new Standardizer(new double[] {4}, new double[] {0}));
    Model model = model(new Linear(3, true), BEFORE);
    assertThat(WarmStart.of(model, new Linear(1, true), constant).parameters()[0]).isZero();
    Model other = model(new Linear(1, true), constant);
    double[] start = WarmStart.of(other, new Linear(3, true), BEFORE).parameters();
    assertThat(start).containsExactly(0, 0, 0, other.parameters()[1]);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Model model = model(new Linear(3, true), BEFORE);
    assertThatThrownBy(() -> WarmStart.of(model, new Linear(3, false), BEFORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "its layers are coefficients [1 x features], intercepts [1 x 1], but the job's are"
                + " coefficients [1 x features]");
    Mlp mlp = new Mlp(3, List.of(4), 1, Activation.RELU);
    Model perceptron = model(mlp, BEFORE);
    assertThatThrownBy(
            () -> WarmStart.of(perceptron, new Mlp(3, List.of(5), 1, Activation.RELU), BEFORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights 1 [4 x features]")
        .hasMessageContaining("weights 1 [5 x features]");
    Encoding others =
        new Encoding(List.of("x"), 1, new Standardizer(new double[1], new double[] {1}));
    assertThatThrownBy(() -> WarmStart.of(model, new Linear(1, true), others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it has none of the features x");
  }

  @Test
  void classesDoNotMatter() {
    Model logistic =
        new Model(
            "logistic",
            new Linear(3, true),
            new Logistic(),
            new double[] {1, 2, 3, 4},
            BEFORE,
            Optional.of(Classes.of(List.of("0", "1"))));
    assertThat(WarmStart.of(logistic, new Linear(3, true), BEFORE).parameters())
        .containsExactly(1, 2, 3, 4);
  }

  private static Model model(Network network, Encoding encoding) {
    double[] parameters = new Random(4).doubles(network.layout().size(), -2, 2).toArray();
    return model(network, parameters, encoding);
  }

  private static Model model(Network network, double[] parameters, Encoding encoding) {
    String type = network instanceof Mlp ? "mlp" : "linear";
    return new Model(type, network, new Squared(), parameters, encoding, none());
  }

  private static Optional<Classes> none() {
    return Optional.empty();
  }
}

package dev.descent.model;

import dev.descent.network.Activation;
import dev.descent.network.Layout;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The network that a model's JSON describes: its layout must be, block by block, the one that the
 * network itself has, and small enough for an array.
 *
 * @param inputs the number of features
 * @param outputs the number of scores
 */
record StoredNetwork(Fields json, int inputs, int outputs) {
  private static final String ACTIVATION = "activation";
  private static final long MAX_PARAMETERS = (Integer.MAX_VALUE - 8) / Double.BYTES;

  /** Reads the network of a model of type {@code kind}. */
  Network of(Kind kind) {
    List<Fields> blocks = json.objects("layout");
    blocks.forEach(block -> block.only(Set.of("name", "rows", "columns")));
    if (kind != Kind.MLP && json.has(ACTIVATION)) {
      throw json.refusal(ACTIVATION + " is for models of type mlp only");
    }
    Network network =
        kind == Kind.MLP ? mlp(blocks) : new Linear(inputs, outputs, blocks.size() == 2);
    List<Layout.Block> expected = network.layout().blocks();
    boolean fits = blocks.size() == expected.size();
    long size = 0;
    for (int b = 0; fits && b < expected.size(); b++) {
      fits = matches(blocks.get(b), expected.get(b));
      size += (long) expected.get(b).rows() * expected.get(b).columns();
      if (size > MAX_PARAMETERS) {
        throw json.refusal(
            "layout must have at most " + MAX_PARAMETERS + " parameters, but has more");
      }
    }
    if (!fits) {
      throw misfit();
    }
    return network;
  }

  private static boolean matches(Fields block, Layout.Block expected) {
    return block.text("name").equals(expected.name())
        && block.whole("rows") == expected.rows()
        && block.whole("columns") == expected.columns();
  }

  /** Weights and biases take turns; every pair but the last is a hidden layer. */
  private Mlp mlp(List<Fields> blocks) {
    List<Integer> hidden = new ArrayList<>();
    for (int b = 0; b < blocks.size() - 2; b += 2) {
      long units = blocks.get(b).whole("rows");
      if (units < 1 || units > Integer.MAX_VALUE) {
        throw misfit();
      }
      hidden.add((int) units);
    }
    if (hidden.isEmpty()) {
      throw misfit();
    }
    return new Mlp(inputs, hidden, outputs, activation());
  }

  private Activation activation() {
    String name = json.text(ACTIVATION);
    return Stream.of(Activation.values())
        .filter(activation -> name(activation).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                json.refusal(
                    "activation must be relu, tanh or logistic, but was " + Fields.shown(name)));
  }

  /** The name of an activation in files. */
  static String name(Activation activation) {
    return activation.name().toLowerCase(Locale.ROOT);
  }

  private ModelException misfit() {
    return json.refusal(
        "layout does not fit a model of "
            + inputs
            + " features"
            + (outputs == 1 ? "" : " and " + outputs + " classes"));
  }
}

package dev.descent.model;

import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Softmax;
import dev.descent.network.Mlp;
import dev.descent.network.Network;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The types of models by the name that files have for them, with the losses that each may have. */
enum Kind {
  LINEAR,
  LOGISTIC,
  SOFTMAX,
  MLP;

  /** The one that is made of these; empty if none is. */
  static Optional<Kind> of(Network network, Loss loss) {
    return Stream.of(values())
        .filter(kind -> (kind == MLP) == (network instanceof Mlp))
        .filter(kind -> kind.losses().contains(loss.name()))
        .findFirst();
  }

  /** The one of this name. */
  static Optional<Kind> named(String name) {
    return Stream.of(values()).filter(kind -> kind.label().equals(name)).findFirst();
  }

  /** How many classes a loss tells apart; 0 if its label is a number. */
  static int classes(Loss loss) {
    return loss instanceof Softmax ? loss.outputs() : loss instanceof Logistic ? 2 : 0;
  }

  /** Its name. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of its losses. */
  List<String> losses() {
    return switch (this) {
      case LINEAR -> List.of("squared", "huber", "poisson");
      case LOGISTIC -> List.of("logistic");
      case SOFTMAX -> List.of("softmax");
      case MLP -> List.of("squared", "softmax");
    };
  }
}

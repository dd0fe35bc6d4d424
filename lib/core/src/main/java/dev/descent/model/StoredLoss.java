package dev.descent.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.data.Classes;
import dev.descent.loss.Huber;
import dev.descent.loss.Logistic;
import dev.descent.loss.Loss;
import dev.descent.loss.Poisson;
import dev.descent.loss.Softmax;
import dev.descent.loss.Squared;
import java.util.List;
import java.util.Optional;

/**
 * The loss that a model's JSON names, and the classes that it tells apart.
 *
 * @param kind the type of the model
 */
record StoredLoss(Fields json, Kind kind) {
  private static final String CLASSES = "classes";
  private static final String DELTA = "delta";

  /** Of the type that the JSON names. */
  static StoredLoss of(Fields json) {
    String type = json.text("type");
    Kind kind =
        Kind.named(type)
            .orElseThrow(
                () ->
                    json.refusal(
                        "type must be linear, logistic, softmax or mlp, but was "
                            + Fields.shown(type)));
    return new StoredLoss(json, kind);
  }

  /** Reads the loss of a model with {@code classes}. */
  Loss loss(Optional<Classes> classes) {
    if (json.has(DELTA) != name().equals("huber")) {
      throw json.refusal("delta must be there for a huber loss and for no other");
    }
    return switch (name()) {
      case "squared" -> new Squared();
      case "huber" -> huber();
      case "poisson" -> new Poisson();
      case "logistic" -> new Logistic();
      default -> new Softmax(classes.orElseThrow().names().size());
    };
  }

  private Loss huber() {
    double delta = json.number(DELTA);
    if (!(delta > 0)) {
      throw json.refusal("delta must be > 0, but was " + delta);
    }
    return new Huber(delta);
  }

  /** Reads the classes, which exactly the losses of classes have. */
  Optional<Classes> classes() {
    boolean wanted = name().equals("logistic") || name().equals("softmax");
    if (wanted != json.has(CLASSES)) {
      throw json.refusal("classes must be there for a logistic or softmax loss and for no other");
    }
    if (!wanted) {
      return Optional.empty();
    }
    List<JsonNode> labels =
        json.list(CLASSES, n -> n.isTextual() || Fields.finite(n), "texts or finite numbers");
    long numbers = labels.stream().filter(JsonNode::isNumber).count();
    boolean two = name().equals("logistic");
    if ((two && labels.size() != 2) || (numbers > 0 && numbers < labels.size())) {
      String expected = two ? "two texts or two numbers" : "all texts or all numbers";
      throw json.refusal("classes must be " + expected + ", but were " + Fields.shown(labels));
    }
    try {
      List<String> names = labels.stream().map(JsonNode::asText).toList();
      return Optional.of(
          numbers == 0
              ? new Classes(names, false)
              : new Classes(names.stream().map(Classes::canonical).toList(), true));
    } catch (IllegalArgumentException e) {
      throw new ModelException(json.file() + ": classes: " + e.getMessage(), e);
    }
  }

  private String name() {
    String name = json.text("loss");
    if (!kind.losses().contains(name)) {
      throw json.refusal(
          "loss of "
              + (kind == Kind.MLP ? "an " : "a ")
              + kind.label()
              + " model must be "
              + String.join(" or ", kind.losses())
              + ", but was "
              + Fields.shown(name));
    }
    return name;
  }
}

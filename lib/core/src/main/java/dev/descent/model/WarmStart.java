package dev.descent.model;

import dev.descent.data.Standardizer;
import dev.descent.encode.Encoding;
import dev.descent.network.Layout;
import dev.descent.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The parameters of a model as the start of another training, matched by the names of the features.
 *
 * <p>Weights of the first layer belong to a feature on its original scale: with means m and scales
 * s then, m' and s' now, w'_j = w_j s'_j / s_j, and a bias becomes b + sum_j (w_j / s_j) (m'_j -
 * m_j) over the features of both, so that a row with all other features at their mean keeps its
 * scores. A feature that the model does not have starts at 0; everything behind the first layer
 * stays. Those of hashed columns, "hash[0]" and so on, count as one here: they are the same ones
 * only where there are as many.
 *
 * @param parameters [p] of the new training
 * @param added features that the model does not have
 * @param dropped features that only the model has
 */
public record WarmStart(double[] parameters, List<String> added, List<String> dropped) {

  public WarmStart {
    added = List.copyOf(added);
    dropped = List.copyOf(dropped);
  }

  /**
   * The start for {@code network} over features that {@code encoding} makes.
   *
   * @throws IllegalArgumentException if apart from their features the networks differ, or all
   *     features do
   */
  public static WarmStart of(Model model, Network network, Encoding encoding) {
    List<Layout.Block> now = network.layout().blocks();
    requireSameNetwork(model.network().layout().blocks(), now);
    List<String> before = names(model.encoding());
    List<String> names = names(encoding);
    List<String> added = without(names, before);
    List<String> dropped = without(before, names);
    if (added.size() == names.size()) {
      throw new IllegalArgumentException("it has none of the features " + String.join(", ", names));
    }
    double[] parameters = new double[network.layout().size()];
    int behind = now.get(0).size();
    int behindBefore = model.network().layout().blocks().get(0).size();
    System.arraycopy(
        model.parameters(), behindBefore, parameters, behind, parameters.length - behind);
    boolean biases = now.size() > 1;
    int[] places = places(before, names, encoding);
    for (int k = 0; k < now.get(0).rows(); k++) {
      double shift = moveRow(model, k, places, encoding.standardizer(), parameters);
      if (biases) {
        parameters[behind + k] += shift;
      }
    }
    return new WarmStart(parameters, added, dropped);
  }

  /** The sentence that says which features differ; empty if none does. */
  public String differences() {
    List<String> parts = new ArrayList<>();
    if (!added.isEmpty()) {
      parts.add("new and starting at 0: " + String.join(", ", added));
    }
    if (!dropped.isEmpty()) {
      parts.add("dropped: " + String.join(", ", dropped));
    }
    return String.join("; ", parts);
  }

  /** Writes row {@code k} of the first weights; returns what its bias gains. */
  private static double moveRow(
      Model model, int k, int[] places, Standardizer now, double[] parameters) {
    Standardizer then = model.encoding().standardizer();
    double shift = 0;
    for (int j = 0; j < places.length; j++) {
      int from = places[j];
      if (from < 0 || then.scales()[from] == 0) {
        continue;
      }
      double weight = model.parameters()[k * then.columns() + from] / then.scales()[from];
      parameters[k * places.length + j] = weight * now.scales()[j];
      shift = Math.fma(weight, now.means()[j] - then.means()[from], shift);
    }
    return shift;
  }

  /** The features, those of hashed columns in one. */
  private static List<String> names(Encoding encoding) {
    int hashed = encoding.expansion().hashedFeatures();
    List<String> features = encoding.features();
    if (hashed == 0) {
      return features;
    }
    int listed = features.size() - hashed;
    List<String> names = new ArrayList<>(features.subList(0, listed));
    names.add(features.get(listed) + " to " + features.get(features.size() - 1));
    return names;
  }

  private static List<String> without(List<String> names, List<String> others) {
    if (names.equals(others)) {
      return List.of();
    }
    Set<String> known = new HashSet<>(others);
    return names.stream().filter(name -> !known.contains(name)).toList();
  }

  /** Where each feature [d] of {@code now} is in the model; -1 where it is not. */
  private static int[] places(List<String> before, List<String> names, Encoding now) {
    if (names.equals(before)) {
      return IntStream.range(0, now.features().size()).toArray();
    }
    Map<String, Integer> index = new HashMap<>();
    for (int j = 0; j < before.size(); j++) {
      index.put(before.get(j), j);
    }
    int[] places = new int[now.features().size()];
    for (int j = 0; j < places.length; j++) {
      // Behind the last name there are only the other features that are hashed.
      int last = Math.min(j, names.size() - 1);
      int from = index.getOrDefault(names.get(last), -1);
      places[j] = from < 0 ? -1 : from + j - last;
    }
    return places;
  }

  private static void requireSameNetwork(List<Layout.Block> then, List<Layout.Block> now) {
    boolean same = then.size() == now.size() && then.get(0).rows() == now.get(0).rows();
    for (int b = 1; same && b < now.size(); b++) {
      same = then.get(b).equals(now.get(b));
    }
    if (!same) {
      throw new IllegalArgumentException(
          "its layers are " + shown(then) + ", but the job's are " + shown(now));
    }
  }

  private static String shown(List<Layout.Block> blocks) {
    List<String> shown = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      Layout.Block block = blocks.get(b);
      String columns = b == 0 ? "features" : String.valueOf(block.columns());
      shown.add(block.name() + " [" + block.rows() + " x " + columns + "]");
    }
    return String.join(", ", shown);
  }
}

package dev.descent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Tile;
import dev.descent.loss.Softmax;
import dev.descent.math.SplitMix;
import dev.descent.network.Activation;
import dev.descent.network.Linear;
import dev.descent.network.Mlp;
import dev.descent.network.Network;
import dev.descent.objective.LocalRisk;
import dev.descent.objective.Objective;
import dev.descent.optimize.Adam;
import dev.descent.optimize.Constant;
import dev.descent.penalty.None;
import dev.descent.sample.SharedData;
import dev.descent.solve.LocalShards;
import dev.descent.solve.Metric;
import dev.descent.solve.MiniBatchDescent;
import dev.descent.solve.Risks;
import dev.descent.solve.StepRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Handwritten digits of 28 x 28 pixels, by mini-batches of 128 in one shard. */
class MnistTest {
  private static final int PIXELS = 784;
  private static final int CLASSES = 10;
  private static final int TILE_ROWS = 1000;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_HEADER = 8;

  @Test
  void softmax() {
    assertThat(accuracy(new Linear(PIXELS, CLASSES, true), 4)).isGreaterThanOrEqualTo(.92);
  }

  @Test
  void twoHiddenLayers() {
    assertThat(accuracy(perceptron(32, 32), 10)).isGreaterThanOrEqualTo(.96);
  }

  @Test
  void oneHiddenLayer() {
    assertThat(accuracy(perceptron(128), 8)).isGreaterThanOrEqualTo(.975);
  }

  private static Network perceptron(Integer... hidden) {
    return new Mlp(PIXELS, List.of(hidden), CLASSES, Activation.RELU);
  }

  /** The share of the test images whose largest score is that of their digit. */
  private static double accuracy(Network network, int epochs) {
    Objective objective = new Objective(network, new Softmax(CLASSES), new None());
    List<Tile> tiles = trainingTiles();
    Risks risks =
        new Risks(
            new LocalRisk(objective, tiles),
            Optional.empty(),
            Optional.of(new LocalShards(tiles, 1)));
    StepRule rule = new StepRule(new Adam(0.9, 0.999, 1e-8), new Constant(0.001));
    MiniBatchDescent descent =
        new MiniBatchDescent(rule, 128, Integer.MAX_VALUE, 42, Metric.TRAIN_LOSS);
    double[] parameters =
        Descent.at(epochs, descent.states(risks, objective, descent.start(network.start(42))))
            .parameters();
    byte[] images = SharedData.unzipped("mnist/t10k-images-idx3-ubyte.gz");
    byte[] labels = SharedData.unzipped("mnist/t10k-labels-idx1-ubyte.gz");
    int count = labels.length - LABELS_HEADER;
    int right = 0;
    double[] row = new double[PIXELS];
    double[] scores = new double[CLASSES];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < PIXELS; j++) {
        row[j] = pixel(images, i, j);
      }
      network.score(row, parameters, scores);
      int largest = 0;
      for (int k = 1; k < CLASSES; k++) {
        largest = scores[k] > scores[largest] ? k : largest;
      }
      right += largest == labels[LABELS_HEADER + i] ? 1 : 0;
    }
    return (double) right / count;
  }

  /** The training images in a random order, float32. */
  private static List<Tile> trainingTiles() {
    byte[] images = SharedData.unzipped("mnist/train-images-idx3-ubyte.gz");
    byte[] labels = SharedData.unzipped("mnist/train-labels-idx1-ubyte.gz");
    int[] order = SplitMix.forPurpose(42, "images", 0).permutation(labels.length - LABELS_HEADER);
    List<Tile> tiles = new ArrayList<>();
    for (int t = 0; t < order.length / TILE_ROWS; t++) {
      float[] features = new float[TILE_ROWS * PIXELS];
      double[] digits = new double[TILE_ROWS];
      for (int i = 0; i < TILE_ROWS; i++) {
        int image = order[t * TILE_ROWS + i];
        digits[i] = labels[LABELS_HEADER + image];
        for (int j = 0; j < PIXELS; j++) {
          features[j * TILE_ROWS + i] = (float) pixel(images, image, j);
        }
      }
      tiles.add(Tile.of(t, Tile.Features.of(PIXELS, features), digits, new double[0]));
    }
    return tiles;
  }

  private static double pixel(byte[] images, int image, int j) {
    return (images[IMAGES_HEADER + image * PIXELS + j] & 0xff) / 255.0;
  }
}

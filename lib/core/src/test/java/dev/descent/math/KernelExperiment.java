package dev.descent.math;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * The tile products and the exact sum of gradients and losses over 50 tiles, hashed: round after
 * round, over 1, 2 and 64 partitions merged in random orders. Kernels that keep their promise print
 * one hash, and the same in every JVM.
 */
final class KernelExperiment {
  private static final int TILES = 50;
  private static final List<Integer> PARTITIONS = List.of(1, 2, 64);

  private final List<ExperimentTile> tiles = new ArrayList<>();
  private final double[] parameters;

  KernelExperiment() {
    SplitMix random = SplitMix.forPurpose(1, "kernel experiment", 0);
    parameters = ExperimentTile.numbers(random, ExperimentTile.COLUMNS);
    for (int t = 0; t < TILES; t++) {
      tiles.add(new ExperimentTile(random));
    }
  }

  /**
   * Prints "kernels NAME", then every distinct hash and how often it came; "kernels absent" where
   * this machine does not have them.
   *
   * @param args vector, scalar, fast (of these two), java-blas or native-blas; rounds
   */
  public static void main(String[] args) {
    Optional<Kernels> kernels = kernels(args[0]);
    System.out.println("kernels " + kernels.map(Kernels::name).orElse("absent"));
    kernels.ifPresent(
        there ->
            new KernelExperiment()
                .hashes(there, Integer.parseInt(args[1]))
                .forEach((hash, count) -> System.out.println("hash " + hash + " " + count)));
  }

  static Optional<Kernels> kernels(String name) {
    return switch (name) {
      case "vector", "scalar" -> Optional.of(KernelChoice.checked(KernelChoice.named(name)));
      case "fast" -> Optional.of(KernelChoice.checked(KernelChoice.fast()));
      case "java-blas" -> Optional.of(new BlasKernels(JavaBLAS.getInstance()));
      case "native-blas" -> nativeBlas();
      default -> throw new IllegalArgumentException("no such kernels: " + name);
    };
  }

  private static Optional<Kernels> nativeBlas() {
    try {
      return Optional.of(new BlasKernels(NativeBLAS.getInstance()));
    } catch (RuntimeException absent) {
      return Optional.empty();
    }
  }

  /** Every distinct hash and how often it came in {@code rounds} rounds of all partitionings. */
  Map<String, Integer> hashes(Kernels kernels, int rounds) {
    Map<String, Integer> hashes = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      List<double[]> parts = tiles.stream().map(tile -> tile.part(kernels, parameters)).toList();
      Sha256 products = new Sha256();
      parts.forEach(products::add);
      String ofProducts = products.hex();
      List<double[]> summed =
          parts.stream().map(part -> Arrays.copyOf(part, ExperimentTile.SUMMED)).toList();
      for (int partitions : PARTITIONS) {
        Random order = new Random(1000L * round + partitions);
        String ofSum = new Sha256().add(sum(summed, partitions, order).values()).hex();
        byte[] both = (ofProducts + ofSum).getBytes(StandardCharsets.US_ASCII);
        hashes.merge(Digest.sha256(both), 1, Integer::sum);
      }
    }
    return hashes;
  }

  /** The control: what {@link #hashes} would be if the sums were plain doubles. */
  Map<String, Integer> plainHashes(Kernels kernels, int rounds) {
    List<double[]> parts = tiles.stream().map(tile -> tile.part(kernels, parameters)).toList();
    Map<String, Integer> hashes = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      List<double[]> shuffled = new ArrayList<>(parts);
      Collections.shuffle(shuffled, new Random(round));
      double[] sum = new double[ExperimentTile.PARTS];
      for (double[] part : shuffled) {
        for (int j = 0; j < sum.length; j++) {
          sum[j] += part[j];
        }
      }
      hashes.merge(new Sha256().add(sum).hex(), 1, Integer::sum);
    }
    return hashes;
  }

  private static ExactSums sum(List<double[]> parts, int partitions, Random order) {
    List<ExactSums> partials = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      partials.add(new ExactSums(ExperimentTile.SUMMED));
    }
    List<double[]> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, order);
    shuffled.forEach(part -> partials.get(order.nextInt(partitions)).add(part));
    return MergeTrees.merged(partials, ExactSums::merge, order);
  }
}

package dev.descent.math;

import java.lang.reflect.Constructor;
import java.util.Optional;

/** The kernels of this JVM, chosen and checked once, when the first tile needs them. */
final class KernelChoice {
  static final Kernels CHECKED =
      checked(
          Optional.ofNullable(System.getProperty("descent.kernels"))
              .map(KernelChoice::named)
              .orElseGet(KernelChoice::fast));

  private KernelChoice() {}

  /**
   * Refuses kernels that do not give the defined bits, before they can put wrong ones into a sum.
   */
  static Kernels checked(Kernels kernels) {
    String found = KernelCheck.fingerprint(kernels);
    if (!found.equals(KernelCheck.EXPECTED)) {
      throw new IllegalStateException(
          "the "
              + kernels.name()
              + " kernels of this JVM (Java "
              + Runtime.version()
              + ", "
              + System.getProperty("os.arch")
              + ") give the bits "
              + found
              + " instead of "
              + KernelCheck.EXPECTED
              + "; take this machine out of the cluster, or run it with -Ddescent.kernels=scalar");
    }
    return kernels;
  }

  /** What {@code descent.kernels} asks for; without vectors in this JVM the scalar kernels. */
  static Kernels named(String asked) {
    return switch (asked) {
      case "vector" -> hasVectors() ? vector() : new ScalarKernels();
      case "scalar" -> new ScalarKernels();
      default ->
          throw new IllegalArgumentException(
              "descent.kernels must be vector or scalar, but was " + asked);
    };
  }

  /** What runs where {@code descent.kernels} does not ask for any. */
  static Kernels fast() {
    Kernels vector = named("vector");
    return vector.areFast() ? vector : new ScalarKernels();
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** By name, because the class does not even load without the incubator module. */
  private static Kernels vector() {
    try {
      Constructor<?> constructor =
          Class.forName("dev.descent.math.VectorKernels").getDeclaredConstructor();
      return (Kernels) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the vector kernels are missing from this build", e);
    }
  }
}

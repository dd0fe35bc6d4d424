package dev.descent.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The self-check before the first tile, and what descent.kernels may say. */
class KernelChoiceTest {

  @ParameterizedTest
  @EnumSource
  void refusesKernelsWithOneWrongBit(KernelsWithOneWrongBit.Wrong product) {
    Kernels wrong = new KernelsWithOneWrongBit(new ScalarKernels(), product);
    assertThatThrownBy(() -> KernelChoice.checked(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the wrong kernels of this JVM (Java " + Runtime.version() + ", ")
        .hasMessageContaining(
            "give the bits "
                + KernelCheck.fingerprint(wrong)
                + " instead of "
                + KernelCheck.EXPECTED)
        .hasMessageEndingWith(
            "take this machine out of the cluster, or run it with -Ddescent.kernels=scalar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "scalar"})
  void takesKernelsWithTheDefinedBits(String name) {
    Kernels kernels = KernelChoice.named(name);
    assertThat(kernels.name()).isEqualTo(name);
    assertThat(KernelChoice.checked(kernels)).isSameAs(kernels);
  }

  @Test
  void refusesKernelsThatItDoesNotKnow() {
    assertThatThrownBy(() -> KernelChoice.named("nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("descent.kernels must be vector or scalar, but was nonsense");
  }

  @Test
  void thisMachineHasTheVectorKernels() {
    assertThat(Kernels.ofThisMachine().name())
        .isEqualTo(System.getProperty("descent.kernels", "vector"));
  }
}

package dev.descent.network;

/**
 * A dense layer's place in a parameter vector: weights W [outputs x inputs] row by row, then a bias
 * for every output.
 *
 * @param weights where W begins
 */
record Layer(int inputs, int outputs, int weights) {
  /** Outputs computed side by side, so that the processor need not wait for one sum at a time. */
  private static final int BLOCK = 8;

  int biases() {
    return weights + Math.multiplyExact(inputs, outputs);
  }

  int end() {
    return biases() + outputs;
  }

  /**
   * Adds W x to {@code into} [outputs] for one row x [inputs]: every sum goes on from what is
   * there, by fma in the order of the inputs.
   */
  void addProduct(double[] x, double[] parameters, double[] into) {
    int blocks = outputs - outputs % BLOCK;
    for (int k = 0; k < blocks; k += BLOCK) {
      addBlock(x, parameters, k, into);
    }
    for (int k = blocks; k < outputs; k++) {
      int row = weights + k * inputs;
      double sum = into[k];
      for (int j = 0; j < inputs; j++) {
        sum = Math.fma(x[j], parameters[row + j], sum);
      }
      into[k] = sum;
    }
  }

  private void addBlock(double[] x, double[] parameters, int k, double[] into) {
    int row = weights + k * inputs;
    double sum0 = into[k];
    double sum1 = into[k + 1];
    double sum2 = into[k + 2];
    double sum3 = into[k + 3];
    double sum4 = into[k + 4];
    double sum5 = into[k + 5];
    double sum6 = into[k + 6];
    double sum7 = into[k + 7];
    for (int j = 0; j < inputs; j++) {
      int at = row + j;
      sum0 = Math.fma(x[j], parameters[at], sum0);
      sum1 = Math.fma(x[j], parameters[at + inputs], sum1);
      sum2 = Math.fma(x[j], parameters[at + 2 * inputs], sum2);
      sum3 = Math.fma(x[j], parameters[at + 3 * inputs], sum3);
      sum4 = Math.fma(x[j], parameters[at + 4 * inputs], sum4);
      sum5 = Math.fma(x[j], parameters[at + 5 * inputs], sum5);
      sum6 = Math.fma(x[j], parameters[at + 6 * inputs], sum6);
      sum7 = Math.fma(x[j], parameters[at + 7 * inputs], sum7);
    }
    into[k] = sum0;
    into[k + 1] = sum1;
    into[k + 2] = sum2;
    into[k + 3] = sum3;
    into[k + 4] = sum4;
    into[k + 5] = sum5;
    into[k + 6] = sum6;
    into[k + 7] = sum7;
  }
}
